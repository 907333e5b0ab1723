"""What はじめての練習 says, step by step."""

from dataclasses import dataclass

from rpa_suite.app.practising import Practice


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step: what to read, and what its button says.

    Attributes:
        name: By which the tour knows what the button does and when it is done.
    """

    name: str
    title: str
    text: str
    button: str


def steps_of(practice: Practice) -> list[Step]:
    """Return the steps, with a form to be verified where there is one."""
    title = f"「{practice.robot.task} {practice.robot.title}」"
    on_paper = practice.paper is not None
    bring = (
        f"{title}に、手書きの見本を1枚渡します。読み取りに十数秒かかります。"
        "中身が出たら、見てから「取り込む」を押してください。"
        if on_paper
        else f"{title}に、5人分の見本の表を渡します。中身が出たら、"
        "見てから「取り込む」を押してください。"
    )
    verify = Step(
        name="verify",
        title="迷った字を確かめる",
        text="紙と見比べ、合っていれば Enter、違えば打ち直します。2人で確かめる項目は、"
        "練習ではもう1人の同僚の分をプログラムが入れます。終わったら窓を閉じます。",
        button="確認する(&D)",
    )
    return [
        Step(
            name="start",
            title="練習用の業務システムを動かす",
            text="本物には触れません。このPCの中だけで動き、"
            "架空の人だけがいる業務システムで練習します。",
            button="動かす(&D)",
        ),
        Step(name="bring", title="見本を取り込む", text=bring, button="見本を渡す(&D)"),
        *([verify] if on_paper else []),
        Step(
            name="run",
            title="実行する",
            text="ロボットが1件ずつ登録します。進みと残り時間を見てください。"
            "「画面を見る」で、ロボットの画面も見えます。",
            button="実行する(&D)",
        ),
        Step(
            name="export",
            title="結果を受け取る",
            text="登録した明細には処理番号が付きました。"
            "「結果をExcelへ」を押すと、取り込んだ内容に結果の列が付いて返ります。",
            button="結果をExcelへ(&D)",
        ),
        Step(
            name="end",
            title="おつかれさまでした",
            text="練習の登録は、削減時間には数えません。"
            "ヘルプの「はじめての練習」で、いつでもやり直せます。",
            button="終わる(&D)",
        ),
    ]

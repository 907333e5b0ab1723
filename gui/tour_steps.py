"""What はじめての練習 says, step by step."""

from dataclasses import dataclass

from gui.words import tr
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
    title = tr("「{task} {title}」").format(
        task=practice.robot.task, title=practice.robot.title
    )
    on_paper = practice.paper is not None
    bring = (
        tr(
            "{title}に、手書きの見本を1枚渡します。読み取りに十数秒かかります。"
            "中身が出たら、見てから「取り込む」を押してください。"
        ).format(title=title)
        if on_paper
        else tr(
            "{title}に、5人分の見本の表を渡します。中身が出たら、"
            "見てから「取り込む」を押してください。"
        ).format(title=title)
    )
    verify = Step(
        name="verify",
        title=tr("迷った字を確かめる"),
        text=tr(
            "紙と見比べ、合っていれば Enter、違えば打ち直します。2人で確かめる項目は、"
            "練習ではもう1人の同僚の分をプログラムが入れます。終わったら窓を閉じます。"
        ),
        button=tr("確認する(&D)"),
    )
    return [
        Step(
            name="start",
            title=tr("練習用の業務システムを動かす"),
            text=tr(
                "本物には触れません。このPCの中だけで動き、"
                "架空の人だけがいる業務システムで練習します。"
            ),
            button=tr("動かす(&D)"),
        ),
        Step(
            name="bring",
            title=tr("見本を取り込む"),
            text=bring,
            button=tr("見本を渡す(&D)"),
        ),
        *([verify] if on_paper else []),
        Step(
            name="run",
            title=tr("実行する"),
            text=tr(
                "ロボットが1件ずつ登録します。進みと残り時間を見てください。"
                "「画面を見る」で、ロボットの画面も見えます。"
            ),
            button=tr("実行する(&D)"),
        ),
        Step(
            name="export",
            title=tr("結果を受け取る"),
            text=tr(
                "登録した明細には処理番号が付きました。"
                "「結果をExcelへ」を押すと、取り込んだ内容に結果の列が付いて返ります。"
            ),
            button=tr("結果をExcelへ(&D)"),
        ),
        Step(
            name="end",
            title=tr("おつかれさまでした"),
            text=tr(
                "練習の登録は、削減時間には数えません。"
                "ヘルプの「はじめての練習」で、いつでもやり直せます。"
            ),
            button=tr("終わる(&D)"),
        ),
    ]

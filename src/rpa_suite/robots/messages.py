"""What each message of a business system means for the robot (DOMAIN.md §1)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from rpa_suite.errors import (
    Held,
    Rejected,
    SignInRefused,
    SiteClosed,
    SiteTrouble,
    SuiteError,
)


class Effect(IntEnum):
    """What the robot does; where several messages stand, the greatest wins."""

    NONE = 0  # information only
    PERSON = 1  # 要確認: a person decides
    LATER = 2  # try again later
    CLOSED = 3  # the system takes no entries now: the run ends
    REFUSED = 4  # the account would lock: the run ends
    HOLD = 5  # 支援措置: stop, keep nothing


@dataclass(frozen=True, slots=True)
class Message:
    """One message code; ``text`` is ours, for the site's may name a person."""

    effect: Effect
    text: str


_P, _L = Effect.PERSON, Effect.LATER
MESSAGES: dict[str, Message] = {
    # Signing in.
    "E0001": Message(
        Effect.REFUSED,
        "業務システムが職員番号またはパスワードを受け付けませんでした。"
        "続けると利用停止になるため実行を終えました。登録し直してください。",
    ),
    "E0002": Message(
        Effect.REFUSED,
        "職員番号が利用停止になっています。システム管理者へ連絡してください。",
    ),
    "E0003": Message(
        Effect.REFUSED,
        "パスワードの有効期限が切れています。ロボットは変更しません。"
        "職員がログインして変更し、新しいパスワードを登録し直してください。",
    ),
    "W0001": Message(
        Effect.REFUSED,
        "この職員番号は別の端末でログイン中です。ログアウトしてから実行してください。",
    ),
    # Common to all 業務.
    "E0101": Message(_P, "該当する対象者がいません。宛名を確かめてください。"),
    "W0102": Message(_P, "該当者が複数います。どの人か確かめてください。"),
    "W0103": Message(Effect.HOLD, ""),
    "W0104": Message(_P, "転出済・死亡などの方です。宛名を確かめてください。"),
    "E0201": Message(
        _P, "既に登録がありますが、内容が異なります。履歴と見比べてください。"
    ),
    "E0202": Message(_L, "他の利用者が更新しました。照会からやり直します。"),
    "W0105": Message(
        _P, "該当者が多すぎて絞り込めません。宛名番号を調べて、人が入力してください。"
    ),
    "W0203": Message(_L, "同じ世帯を他の端末が処理中です。時間をおいてやり直します。"),
    "E0301": Message(_P, "入力できる期間の外です。受付日と期限を確かめてください。"),
    "E0302": Message(
        _P, "コードが業務システムにありません。コード表を確かめてください。"
    ),
    "W0401": Message(_P, "前回の登録内容と異なります。正しいか確かめてください。"),
    "E0900": Message(_L, "画面の移り方が違うと表示されました。始めからやり直します。"),
    "E0901": Message(_L, "セッションが切れました。ログインからやり直します。"),
    "E0902": Message(
        Effect.CLOSED,
        "業務システムは夜間処理などで利用できません。再開後に実行してください。",
    ),
    "E0903": Message(_L, "二重送信と表示されました。履歴を確かめます。"),
    "E0904": Message(
        Effect.CLOSED,
        "この職員番号には業務の権限がありません。システム管理者へ連絡してください。",
    ),
    # T1 給与所得者異動届.
    "E1101": Message(_P, "特別徴収の該当がありません(普通徴収)。"),
    "E1102": Message(_P, "既に異動処理が済んでいます。内容を確かめてください。"),
    "W1103": Message(_P, "未徴収税額が課税台帳と一致しません。"),
    "W1104": Message(_P, "1月から4月の退職です。一括徴収かどうか確かめてください。"),
    "E1105": Message(_P, "新年度の当初賦課が済んでいません。"),
    # C1 児童手当 認定請求.
    "E2101": Message(_P, "既に受給資格があります。"),
    "W2102": Message(_P, "児童が他の受給者の対象児童です。"),
    "W2103": Message(_P, "配偶者の所得が高い可能性があります。"),
    "E2104": Message(_P, "口座名義が請求者と一致しません。"),
    "W2105": Message(_P, "15日特例の適用を確かめてください。"),
    "W2106": Message(_P, "公務員(所属庁認定)の可能性があります。"),
    "E2107": Message(_P, "支給対象の年齢ではない児童がいます。"),
}
# The other 業務 (DOMAIN.md §1): a person decides all of them.
_MORE = {
    "W0106": "転出予定の方です。転出予定日を確かめてください。",
    "W0107": "住登外の方です。住民登録を確かめてください。",
    "E0303": "入力できない値があります。原票と見比べてください。",
    "E0304": "入力の足りない項目があります。原票と見比べてください。",
    "E0305": "項目どうしが合いません。原票と見比べてください。",
    "W1201": "同じ支払者の資料が既にあります。"
    "訂正・追加・重複のどれか確かめてください。",
    "E1202": "1月1日の住所が区外です。回送してください。",
    "W1203": "扶養親族がほかの方の扶養と重複しています。",
    "W1204": "前職分との合算の疑いがあります。",
    "E1205": "控除の合計が内訳と一致しません。",
    "W1301": "納期限の過ぎた期があります。納付済の期を確かめてください。",
    "E1302": "特別徴収義務者が登録されていません。指定番号を確かめてください。",
    "W1303": "法人番号がほかの指定番号で登録されています。合併か確かめてください。",
    "W1304": "口座振替の登録があります。停止の手続きを確かめてください。",
    "W1401": "確定申告書の資料があります。",
    "W1402": "給与支払報告書と収入金額が異なります。",
    "E1403": "扶養親族の人数か生年月日が合いません。",
    "E1501": "標識番号が使用中です。",
    "E1502": "標識の在庫がありません。",
    "W1503": "車台番号がほかの所有者で登録されています。",
    "W1504": "課税保留があります。",
    "W1505": "申告日が異動日から15日を過ぎています。",
    "E1506": "種別と総排気量が合いません。",
    "E1601": "既に廃車が済んでいます。",
    "W1602": "未納があります。納税課へ確認してください。",
    "W1603": "4月1日より前の廃車です。課税取消になるので決裁を受けてください。",
    "W1701": "使用者が宛名にありません。",
    "W1702": "定置場が区外です。",
    "E1703": "この車両番号の異動は既に登録されています。",
    "E1801": "既に口座が登録されています。変更の手続きで受け付けてください。",
    "E1802": "金融機関か支店のコードがありません(統廃合を確かめてください)。",
    "W1803": "口座名義人と納税義務者が異なります。",
    "W1804": "今期の締切を過ぎています。次の期からにするか確かめてください。",
    "E2201": "受給資格がありません。新規認定で受け付けてください。",
    "E2202": "既に対象児童として登録されています。",
    "W2203": "改定日が15日特例です。確かめてください。",
    "W2204": "第3子以降の算定の確認書が出ていません。",
    "E2301": "現況届の対象ではありません。",
    "E2302": "今年度の現況届は受付済です。",
    "W2303": "2年間提出がありません。時効に注意してください。",
    "W2304": "5年等満了による一部支給停止の対象です。",
    "E2401": "同じ月の申込が既にあります。",
    "W2402": "希望園の対象年齢の外です。",
    "E2403": "廃止された園コードです。",
    "W2404": "きょうだいの同時申込があります。",
    "W2405": "就労証明書が出ていません。",
    "E2406": "認定区分が年齢と合いません。",
    "W2501": "実績の時間が契約の時間を下回ります。",
    "E2502": "証明日から3か月を過ぎています。",
    "W2503": "就労の要件(月48時間)に足りません。",
    "E2601": "辞退された申込です。",
    "E2602": "園の定員を超えています。",
    "W2603": "転園の申込です。在園の退所を確かめてください。",
    "E2604": "この園にそのクラスはありません。",
    "E2701": "有効な医療証があります。",
    "W2702": "ほかの助成(マル障・マル親・生活保護)があります。",
    "E2703": "保険者番号がありません。",
    "W2704": "転出予定の方です。",
    "E2705": "医療証の区分と年齢が合いません。",
    "E2801": "同じ年度の申請が既にあります。",
    "W2802": "学年と生年月日が合いません。",
    "E2803": "施設に定員がありません。待機として受け付けてください。",
    "W2804": "配慮の要る児童です。面談を設定してください。",
    "W2805": "課税状況を確かめる同意がありません。",
}
MESSAGES |= {code: Message(_P, text) for code, text in _MORE.items()}

_CODE = re.compile(r"(?<![A-Za-z0-9])[EWI]\d{4}(?!\d)")


def codes_in(text: str) -> list[str]:
    """Return the message codes that stand in ``text``, in order, each once."""
    return list(dict.fromkeys(_CODE.findall(text)))


def meaning(code: str) -> Message:
    """Return what a code means; an unknown error or warning goes to a person."""
    if code in MESSAGES:
        return MESSAGES[code]
    if code.startswith("I"):
        return Message(Effect.NONE, "")
    return Message(
        Effect.PERSON,
        f"業務システムが {code} を表示しました。画面を開いて確かめてください。",
    )


def error_for(codes: Iterable[str]) -> SuiteError | None:
    """Return the error that these messages call for, or None."""
    found = [(meaning(code), code) for code in codes]
    worst = max(found, key=lambda each: each[0].effect, default=None)
    if worst is None or worst[0].effect is Effect.NONE:
        return None
    message, code = worst
    text = f"{message.text}({code})"
    match message.effect:
        case Effect.HOLD:
            return Held(code)
        case Effect.REFUSED:
            return SignInRefused(text, code=code)
        case Effect.CLOSED:
            return SiteClosed(text, code=code)
        case Effect.LATER:
            return SiteTrouble(text, code=code)
        case _:
            return Rejected(text, code=code)

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

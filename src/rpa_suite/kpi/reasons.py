"""Why people had to finish items (例外の理由), for readers who never saw a code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rpa_suite.model.savings import SavingKind, SavingTotal

# Short, for the reader of a chart; what a business system's other codes say is told
# by the trade that knows them.
_WORDS = {
    "E0101": "対象者なし",
    "W0102": "該当者が複数",
    "W0103": "支援措置（抑止）",
    "W0104": "転出・死亡・職権消除",
    "E0201": "既に登録済",
    "E0202": "他の利用者が更新",
    "E0301": "入力可能期間外",
    "E0302": "コードなし",
    "W0401": "前回の登録と相違",
    "REJECTED": "業務システムが受け付けない",
    "REFUSED": "業務システムが受け付けない",
    "FAILED": "ロボットのエラー",
    "BUG": "ロボットのエラー",
    "TRIES": "何度試しても入力できない",
    "TIMEOUT": "時間切れ",
    "CONNECTION": "業務システムにつながらない",
    "SERVER": "業務システムの内部エラー",
    "BROWSER": "ブラウザーの不調",
    "LEASE": "登録の途中で切れた",
    "PERSON": "開いた人・事業所が届出と違う",
    "READ_BACK": "入力した値が画面に残らない",
    "VALUE": "値が業務の形に合わない",
    "SCREEN": "画面が変わった",
    "AMBIGUOUS": "画面が変わった",
    "NO_DIALOG": "いつもの確認が出ない",
    "UNKNOWN_DIALOG": "知らない確認が出た",
    "NOT_LISTED": "登録が一覧に見つからない",
    "LIST": "一覧を読めない",
    "SEARCH_CLOSED": "検索の窓が自分で閉じた",
    "PAPER": "帳票を保存できない",
    "RIGHT": "業務の権限がない",
    "SIGN_IN": "ログインできない",
    "ORIGIN": "登録されていない接続先",
}
_NONE = "理由の記録なし"
# Begins the code of an item that stayed in doubt; the rest says why.
_IN_DOUBT = "ASK_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Items that people finished for one reason."""

    code: str
    text: str
    items: int


def reasons_of(
    rows: Iterable[SavingTotal], told: Mapping[str, str]
) -> tuple[Reason, ...]:
    """Return the reasons of exceptions, most items first.

    Args:
        rows: Sums of the ledger, of any kind.
        told: What further codes say, in a sentence.
    """
    found: dict[str, int] = {}
    for row in rows:
        if row.kind is SavingKind.EXCEPTION:
            found[row.reason] = found.get(row.reason, 0) + row.items
    return tuple(
        Reason(code=code, text=reason_text(code, told), items=items)
        for code, items in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def reason_text(code: str, told: Mapping[str, str]) -> str:
    """Return a reason code with its words, where it has any."""
    if not code:
        return _NONE
    why = code.removeprefix(_IN_DOUBT)
    words = _WORDS.get(why) or told.get(why, "").split("。")[0]
    if why != code:
        words = f"照会でも分からず、{words}" if words else "照会でも分からず"
    return f"{code} {words}".strip()

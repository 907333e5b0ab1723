"""Which person an item means, by what its papers say."""

from collections.abc import Mapping, Sequence

from rpa_suite.errors import Held, Rejected
from rpa_suite.jp.checked import Status
from rpa_suite.jp.kana import match_key
from rpa_suite.jp.names import match_names
from rpa_suite.robots.comparing import plain, same
from rpa_suite.robots.someone import Someone


def the_one(rows: Sequence[dict[str, str]], someone: Someone) -> str:
    """Return the 宛名番号 of the only row that is this person.

    Raises:
        Rejected: No row, or more than one, agrees in kana, birth date and name.
        Held: The row is of a person under 支援措置.
    """
    alike = [
        row
        for row in rows
        if match_key(row["カナ氏名"]) == match_key(someone.kana)
        and plain(row["生年月日"]) == someone.birth_date.isoformat()
    ]
    return _only([row for row in _allowed(alike) if _same_name(row["氏名"], someone)])


def the_one_called(rows: Sequence[dict[str, str]], *, name: str, kana: str) -> str:
    """Return the 宛名番号 of the only row with exactly this name and kana.

    Raises:
        Rejected: No row, or more than one, agrees.
        Held: The row is of a person under 支援措置.
    """
    alike = [row for row in rows if match_key(row["カナ氏名"]) == match_key(kana)]
    return _only([row for row in _allowed(alike) if same(name, row["氏名"])])


def _allowed(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    # Whoever it turns out to be: if one of them is protected, nothing more is read.
    if any("支援措置" in row["状態"] for row in rows):
        raise Held
    return rows


def _only(fitting: list[dict[str, str]]) -> str:
    if len(fitting) > 1:
        raise Rejected(
            "同じ氏名・生年月日の方が複数います。どの人か確かめてください。(W0102)",
            code="W0102",
        )
    if not fitting:
        raise Rejected(
            "フリガナ・生年月日・氏名がすべて合う方がいません。"
            "読み取りと原票を確かめてください。(E0101)",
            code="E0101",
        )
    return fitting[0]["宛名番号"]


def _same_name(shown: str, someone: Someone) -> bool:
    # Kana and birth date agree already, which is what proves a variant spelling.
    return (
        match_names(
            someone.name,
            shown,
            same_birth_date=True,
            form_kana=someone.kana,
            register_kana=someone.kana,
        ).status
        is Status.OK
    )


def is_shown(shown: Mapping[str, str], someone: Someone) -> bool:
    """Whether a screen's 氏名, カナ氏名 and 生年月日 are this person's."""
    same_birth = same(someone.birth_date.isoformat(), shown.get("生年月日", ""))
    name = match_names(
        someone.name,
        shown.get("氏名", ""),
        same_birth_date=same_birth,
        form_kana=someone.kana,
        register_kana=shown.get("カナ氏名", ""),
    )
    kana_agrees = match_key(shown.get("カナ氏名", "")) == match_key(someone.kana)
    return same_birth and kana_agrees and name.status is Status.OK

"""宛名台帳の氏名: the office's own register teaches which names there are."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from rpa_suite.app.permissions import Permissions
from rpa_suite.errors import InputError
from rpa_suite.jp.eras import JST
from rpa_suite.jp.office_names import count_names
from rpa_suite.model.robots import TableInput
from rpa_suite.model.staff import Duty
from rpa_suite.store import Store
from rpa_suite.store.name_counts import KeptNames
from rpa_suite.tables.header_row import header_row
from rpa_suite.tables.reading import grid_at

NAME, KANA = "氏名", "フリガナ"
# Exports of registers head these columns in several ways.
_HEADERS = {
    NAME: (NAME, "漢字氏名", "氏名漢字", "宛名氏名", "氏名（漢字）"),
    KANA: (KANA, "カナ氏名", "氏名カナ", "カナ", "氏名フリガナ", "氏名（カナ）"),
}
_LAYOUT = TableInput(columns={NAME: NAME, KANA: KANA}, required=(NAME, KANA))
_FEWEST = 100  # of whom hardly any name would be told
_ACTION, _BACK = "names", "names back"


class OfficeNameList:
    """Takes in the register's names and shows what is kept of them.

    Args:
        store: Keeps the count, and who gave it.
        permissions: Only who manages may change it.
        now: The time.
    """

    def __init__(
        self, store: Store, permissions: Permissions, *, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._permissions = permissions
        self._now = now

    def current(self) -> KeptNames | None:
        """Return what is kept; None where no register was given."""
        return self._store.name_counts.current()

    def take(self, path: Path) -> tuple[KeptNames, int]:
        """Count the names of a CSV or Excel file; an earlier count is deleted.

        Whole names are not kept, and nothing else of the file is looked at.

        Returns:
            What is kept, and how many people of the file were left out.

        Raises:
            InputError: The file has no such columns, or too few names in two parts.
            NotAllowed: He may not.
        """
        self._permissions.require(Duty.MANAGE)
        people = list(_people(path))
        found = count_names(people)
        if found.people < _FEWEST:
            raise InputError(
                f"「{path.name}」から数えられる氏名は {found.people:,}人分でした"
                f"（{len(people):,}行のうち）。{_FEWEST}人以上が要ります。"
                "氏名とフリガナの、姓と名の間に空白があるか確かめてください。"
            )
        with self._store.together():
            kept = self._store.name_counts.replace(
                found.packed(),
                people=found.people,
                surnames=len(found.surnames),
                given_names=len(found.given_names),
                who=self._permissions.account,
                now=self._now(),
            )
            self._store.audit.record(
                actor=self._permissions.account,
                action=_ACTION,
                subject=kept.path,
                detail={"people": str(kept.people)},
                now=self._now(),
            )
        return kept, len(people) - found.people

    def remove(self) -> None:
        """Delete what is kept; names are read with the general list alone.

        Raises:
            InputError: Nothing is kept.
            NotAllowed: He may not.
        """
        self._permissions.require(Duty.MANAGE)
        kept = self.current()
        if kept is None:
            raise InputError("宛名台帳の氏名は登録されていません。")
        with self._store.together():
            self._store.name_counts.remove()
            self._store.audit.record(
                actor=self._permissions.account,
                action=_BACK,
                subject=kept.path,
                detail={"people": str(kept.people)},
                now=self._now(),
            )


def told(kept: KeptNames | None) -> str:
    """Return in a sentence what is kept."""
    if kept is None:
        return "登録されていません。一般の姓名の一覧だけで読みます。"
    return (
        f"{kept.people:,}人分の氏名で読みます"
        f"（姓 {kept.surnames:,}種、名 {kept.given_names:,}種。"
        f"{kept.taken_at.astimezone(JST):%Y-%m-%d} 登録）。"
    )


def _people(path: Path) -> Iterator[tuple[str, str]]:
    """Yield 氏名 and フリガナ of every row."""
    grid = grid_at(path, _LAYOUT)
    header = header_row(path, grid, _LAYOUT, _meant)
    name, kana = header.names.index(NAME), header.names.index(KANA)
    for _, cells in grid.lines[header.place + 1 :]:
        if len(cells) > max(name, kana) and cells[name].strip():
            yield cells[name], cells[kana]


def _meant(written: tuple[str, ...]) -> dict[str, str]:
    """Return the header of each kind that stands in a file, the usual one first."""
    found = {}
    for name, spellings in _HEADERS.items():
        here = next((each for each in spellings if each in written), None)
        if here:
            found[here] = name
    return found

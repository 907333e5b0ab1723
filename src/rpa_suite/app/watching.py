"""監視フォルダー: what is put into a folder is taken in, and laid aside."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rpa_suite.app.office import Office
from rpa_suite.app.records import Preview, RowFate
from rpa_suite.errors import CannotOpen, InputError

DONE, REFUSED = "取込済", "取込不可"
_IGNORED = ("~$", ".", "Thumbs.db")
# What stands beside a file that was laid aside.
_REPORT = ".結果.txt"


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenIn:
    """One file of the folder, laid aside.

    Attributes:
        path: Where it lies now; its report lies beside it.
        items: Rows that were queued.
        left_out: Rows that were not.
        problem: Why nothing of it was taken in; empty where something was.
        stays: Why it still lies in the folder: locked, or the drive is gone.  It is
            laid aside, or tried again, at a later look.
    """

    path: Path
    items: int = 0
    left_out: int = 0
    problem: str = ""
    stays: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Unmoved:
    """A file that is dealt with and could not be moved: not to be dealt with again."""

    facts: "_Facts"
    name: str
    lines: list[str]


_Facts = tuple[int, int]  # size in bytes, time of change in ns


class WatchedFolder:
    """One folder whose files all go to one robot.

    A file is touched only once it has stopped growing: scanners and network drives
    show a file long before it is whole.
    """

    def __init__(
        self, office: Office, robot_id: str, folder: Path, *, operator: str
    ) -> None:
        """Watch ``folder``.

        Raises:
            InputError: There is no such robot or folder, or it cannot be written.
        """
        office.robot(robot_id)
        self._office = office
        self._robot_id = robot_id
        self._folder = folder
        self._operator = operator
        self._seen: dict[Path, _Facts] = {}
        self._unmoved: dict[Path, _Unmoved] = {}
        self._told: dict[Path, _Facts] = {}  # cannot be opened, and that was said
        try:
            for name in (DONE, REFUSED):
                (folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise InputError(
                f"フォルダー「{folder}」がないか、書き込めません。"
                "場所と権限を確かめてください。"
            ) from error

    def look(self, *, at_once: bool = False) -> Iterator[TakenIn]:
        """Take in what is whole by now, oldest first.

        Args:
            at_once: Do not wait for a second look to see whether a file still grows.

        Raises:
            InputError: The folder is gone.
            StoreError: Our database failed; the file stays where it is.
        """
        for path in self._whole_files(at_once=at_once):
            if path in self._unmoved:
                self._move_again(path)
            elif taken := self._take_in(path):
                yield taken

    def _whole_files(self, *, at_once: bool) -> list[Path]:
        try:
            present = {
                path: (path.stat().st_size, path.stat().st_mtime_ns)
                for path in self._folder.iterdir()
                if path.is_file() and not path.name.startswith(_IGNORED)
            }
        except OSError as error:
            raise InputError(
                f"フォルダー「{self._folder}」を開けません。"
                "ネットワークドライブがつながっているか確かめてください。"
            ) from error
        whole = [
            p for p, facts in present.items() if at_once or self._seen.get(p) == facts
        ]
        self._seen = present
        for path, left in list(self._unmoved.items()):
            if present.get(path) != left.facts:  # moved by hand, or another file now
                del self._unmoved[path]
        return sorted(whole, key=lambda path: (present[path][1], path.name))

    def _take_in(self, path: Path) -> TakenIn | None:
        """Deal with a file; None where it still cannot be opened and that was said."""
        said: list[str] = []
        try:
            preview = self._office.importing.preview(self._robot_id, path)
            said.extend(_said_of(preview))
            imported = self._office.importing.import_preview(
                preview, operator=self._operator
            )
        except CannotOpen as error:
            facts = self._seen[path]
            if self._told.get(path) == facts:
                return None
            self._told[path] = facts
            return TakenIn(
                path=path, problem=str(error), stays="後でもう一度試します。"
            )
        except InputError as error:
            taken = TakenIn(path=path, problem=str(error))
            return self._lay_aside(taken, REFUSED, [str(error), *said])
        done = f"取り込みました: {len(imported.items)}件（除外 {imported.left_out}件）"
        taken = TakenIn(
            path=path, items=len(imported.items), left_out=imported.left_out
        )
        return self._lay_aside(taken, DONE, [done, *said])

    def _lay_aside(self, taken: TakenIn, name: str, lines: list[str]) -> TakenIn:
        try:
            return replace(taken, path=self._move(taken.path, name, lines))
        except OSError:
            self._unmoved[taken.path] = _Unmoved(
                facts=self._seen[taken.path], name=name, lines=lines
            )
            return replace(taken, stays=f"「{name}」へ移せません。後で移します。")

    def _move_again(self, path: Path) -> None:
        left = self._unmoved[path]
        with suppress(OSError):
            self._move(path, left.name, left.lines)
            del self._unmoved[path]

    def _move(self, path: Path, name: str, lines: list[str]) -> Path:
        place = self._folder / name / path.name
        if place.exists():
            # The same name came before: both stay.
            stamp = time.strftime("%Y%m%d-%H%M%S")
            place = place.with_name(f"{path.stem}_{stamp}{path.suffix}")
        report = place.with_name(place.name + _REPORT)
        report.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        path.replace(place)
        return place


def _said_of(preview: Preview) -> Iterator[str]:
    """Yield what keeps rows from being queued; rows for 確認 are no fault."""
    for row in preview.rows:
        if row.fate in (RowFate.ERROR, RowFate.DUPLICATE):
            for problem in row.problems:
                where = f" {problem.column}:" if problem.column else ""
                yield f"{row.number}番{where} {problem.message}"

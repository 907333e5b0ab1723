"""監視フォルダー: what is put into a folder is taken in, and laid aside."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.app.office import Office
from rpa_suite.app.records import Preview, RowFate
from rpa_suite.errors import InputError

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
    """

    path: Path
    items: int = 0
    left_out: int = 0
    problem: str = ""


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
        self._seen: dict[Path, tuple[int, int]] = {}
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
            yield self._take_in(path)

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
        return sorted(whole, key=lambda path: (present[path][1], path.name))

    def _take_in(self, path: Path) -> TakenIn:
        said: list[str] = []
        try:
            preview = self._office.importing.preview(self._robot_id, path)
            said.extend(_said_of(preview))
            imported = self._office.importing.import_preview(
                preview, operator=self._operator
            )
        except InputError as error:
            place = self._lay_aside(path, REFUSED, [str(error), *said])
            return TakenIn(path=place, problem=str(error))
        done = f"取り込みました: {len(imported.items)}件（除外 {imported.left_out}件）"
        return TakenIn(
            path=self._lay_aside(path, DONE, [done, *said]),
            items=len(imported.items),
            left_out=imported.left_out,
        )

    def _lay_aside(self, path: Path, name: str, lines: list[str]) -> Path:
        place = self._folder / name / path.name
        if place.exists():
            # The same name came before: both stay.
            stamp = time.strftime("%Y%m%d-%H%M%S")
            place = place.with_name(f"{path.stem}_{stamp}{path.suffix}")
        path.replace(place)
        report = place.with_name(place.name + _REPORT)
        report.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        return place


def _said_of(preview: Preview) -> Iterator[str]:
    """Yield what keeps rows from being queued; rows for 確認 are no fault."""
    for row in preview.rows:
        if row.fate in (RowFate.ERROR, RowFate.DUPLICATE):
            for problem in row.problems:
                where = f" {problem.column}:" if problem.column else ""
                yield f"{row.number}番{where} {problem.message}"

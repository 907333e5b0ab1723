"""The register of 業務 to automate, kept in the store, filled by hand or from CSV."""

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pydantic import ValidationError

from rpa_suite.app.permissions import Permissions
from rpa_suite.app.savings import Savings
from rpa_suite.errors import InputError
from rpa_suite.kpi.bpr import Candidate, Comparison, Expectation, compared, ranked
from rpa_suite.kpi.dashboard import Group
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Environment
from rpa_suite.store import Store

COLUMNS = {
    "番号": "id",
    "業務名": "title",
    "課": "section",
    "年間件数": "yearly_items",
    "1件の分": "minutes",
    "規則で決まる割合": "rules",
    "システム数": "systems",
    "紙の割合": "paper",
    "難しさ": "difficulty",
    "開発時間": "development_hours",
    "ロボットの業務番号": "robot_task",
    "備考": "note",
}
_REQUIRED = ("番号", "業務名", "課", "年間件数", "1件の分")
_MAY_BE = {
    "番号": "半角の英数字で16文字までの番号",
    "業務名": "80文字までの名前",
    "課": "40文字までの名前",
    "年間件数": "0以上の整数",
    "1件の分": "0より大きく480までの数",
    "規則で決まる割合": "0から1までの数か、0%から100%まで",
    "システム数": "1から9までの整数",
    "紙の割合": "0から1までの数か、0%から100%まで",
    "難しさ": "1（易しい）・2・3（難しい）のどれか",
    "開発時間": "0以上の数（時間）",
    "備考": "200文字までの文",
}
_WORDS = ("title", "section", "robot_task", "note")
_SHARES = ("rules", "paper")


class Register:
    """Saves candidates and ranks them."""

    def __init__(
        self,
        store: Store,
        savings: Savings,
        permissions: Permissions,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._savings = savings
        self._permissions = permissions
        self._now = now

    def candidates(self) -> list[Candidate]:
        """Return the register as it stands."""
        return [Candidate.model_validate(each) for each in self._store.candidates.all()]

    def save(self, candidate: Candidate) -> None:
        """Keep a candidate; an earlier record of the same number stays on file.

        Raises:
            NotAllowed: He may not.
        """
        self._permissions.require(Duty.BOOK)
        self._store.candidates.save(
            candidate.id,
            candidate.model_dump(mode="json"),
            by=self._permissions.account,
            now=self._now(),
        )

    def ranked(self) -> list[Expectation]:
        """Return what is not automated yet, the biggest expected saving first."""
        return ranked(self.candidates(), self._measured(None))

    def compared(self, year: int | None = None) -> list[Comparison]:
        """Hold what was introduced against the ledger of a 年度, worst first."""
        return compared(self.candidates(), self._measured(year))

    def import_csv(self, path: Path) -> int:
        """Take the register from a CSV; all of its rows or none.

        Raises:
            InputError: The file or a row cannot be used; the message names the row.
        """
        found: dict[str, Candidate] = {}
        for number, row in enumerate(_rows(path), start=2):
            try:
                candidate = candidate_of(row)
                if candidate.id in found:
                    raise ValueError(f"番号「{candidate.id}」が2度あります。")
            except ValueError as error:
                raise InputError(
                    f"「{path.name}」の{number}行目: {error} 何も取り込んでいません。"
                ) from error
            found[candidate.id] = candidate
        if not found:
            raise InputError(f"「{path.name}」に行がありません。")
        with self._store.together():
            for candidate in found.values():
                self.save(candidate)
        return len(found)

    def export_csv(self, path: Path) -> int:
        """Write the register as a CSV that Excel opens and ``import_csv`` reads."""
        found = self.candidates()
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(COLUMNS)
                for each in found:
                    writer.writerow([getattr(each, name) for name in COLUMNS.values()])
        except OSError as error:
            raise InputError(
                f"「{path.name}」へ書き出せません。Excel で開いていたら閉じてください。"
            ) from error
        return len(found)

    def _measured(self, year: int | None) -> dict[str, Group]:
        shown = self._savings.dashboard(Environment.PRODUCTION, year)
        return {group.key: group for group in shown.tasks}


def candidate_of(row: dict[str, str]) -> Candidate:
    """Return the candidate that a row under ``COLUMNS`` says.

    Raises:
        ValueError: A column lacks or cannot be; the message names it in Japanese.
    """
    for header in _REQUIRED:
        if not row.get(header, "").strip():
            raise ValueError(f"「{header}」がありません。")
    plain = {
        name: _plain(name, row[header].strip())
        for header, name in COLUMNS.items()
        if row.get(header, "").strip()
    }
    try:
        return Candidate.model_validate(plain)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        header = next(h for h, name in COLUMNS.items() if name == field)
        raise ValueError(
            f"「{header}」の「{row[header].strip()}」は使えません。"
            f"{_MAY_BE[header]}を書いてください。"
        ) from error


def _plain(name: str, cell: str) -> str:
    """Return a cell as the record takes it: numbers as Excel shows them, too."""
    if name in _WORDS:
        return cell
    cell = unicodedata.normalize("NFKC", cell).replace(",", "")
    if name in _SHARES and cell.endswith("%"):
        try:
            return str(Decimal(cell[:-1]) / 100)
        except InvalidOperation:
            return cell
    return cell


def _rows(path: Path) -> Sequence[dict[str, str]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"「{path.name}」を開けません。") from error
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InputError(
            f"「{path.name}」の文字を読めません。CSV UTF-8 で保存し直してください。"
        )
    reader = csv.DictReader(io.StringIO(text))
    lacking = [h for h in _REQUIRED if h not in (reader.fieldnames or ())]
    if lacking:
        raise InputError(
            f"「{path.name}」に列がありません: {'、'.join(lacking)}。"
            "rpa-suite bpr export で書き出した見出しに合わせてください。"
        )
    return [{k: v or "" for k, v in row.items() if k} for row in reader]

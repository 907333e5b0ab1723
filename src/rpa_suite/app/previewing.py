"""From a file to what an import would do; nothing is stored here."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from rpa_suite.app.accepting import Chooser
from rpa_suite.app.item_records import entry_key, flattened, label_of, problems_of
from rpa_suite.app.reading_process import OnPage, ReadingProcess, ScannedForm
from rpa_suite.app.records import (
    Preview,
    PreviewRow,
    RowFate,
    RowProblem,
    Severity,
)
from rpa_suite.errors import InputError, ManifestError
from rpa_suite.model.forms import FormTemplate, nested
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import BatchKind
from rpa_suite.tables import read_table
from rpa_suite.tables.header_row import AliasesFor
from rpa_suite.tables.reading import cannot_open
from rpa_suite.tables.records import Row

SCANS = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"})
EXCEL = frozenset({".xlsx", ".xlsm", ".xls"})
TEXT = frozenset({".csv", ".tsv", ".txt"})

FindLive = Callable[[str, str], str | None]


def kind_of(path: Path) -> BatchKind:
    """Return what kind of import the file is, by its suffix.

    Raises:
        InputError: The suite reads no such files.
    """
    suffix = path.suffix.lower()
    if suffix in SCANS:
        return BatchKind.SCAN
    if suffix in EXCEL:
        return BatchKind.EXCEL
    if suffix in TEXT:
        return BatchKind.CSV
    raise InputError(
        f"「{path.name}」は取り込める種類のファイルではありません。"
        "PDF・TIFF・JPEG・PNG（帳票）か、CSV・Excel（表）を選んでください。"
    )


def takes(robot: Robot, kind: BatchKind) -> bool:
    """Whether the robot has an input of this kind."""
    return bool(robot.form) if kind is BatchKind.SCAN else robot.table is not None


def file_hash(path: Path) -> str:
    """Return the SHA-256 of the file, to notice the same file twice.

    Raises:
        InputError: The file is not there or may not be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise InputError(
            f"「{path.name}」が見つかりません。場所と名前を確かめてください。"
        ) from error
    except OSError as error:
        raise cannot_open(path) from error


def preview_file(
    robot: Robot,
    record: type[Any],
    path: Path,
    *,
    templates: Mapping[str, FormTemplate],
    reading: ReadingProcess,
    keyed_hash: Callable[[str], str],
    find_live: FindLive,
    chooser: Chooser,
    today: date,
    on_page: OnPage = lambda number, total: None,
    aliases_for: AliasesFor = lambda written: {},
) -> Preview:
    """Read the file and say what would become of each row.

    Args:
        robot: Takes the items.
        record: Type of the robot's items (``item.py``).
        path: The file the clerk dropped.
        templates: Known forms, by id.
        reading: Where scans are read.
        keyed_hash: Makes entry keys.
        find_live: (robot id, entry key) to the id of a live item, or None.
        chooser: Says which readings a person looks at though they are sure.
        today: Reference date of the rules.
        on_page: Progress of scans.
        aliases_for: What a person said before of a table's columns.

    Raises:
        InputError: The file as a whole is unusable; nothing was stored.
    """
    kind = kind_of(path)
    sha256 = file_hash(path)
    if not takes(robot, kind):
        ways = [robot.form and "帳票のスキャン", robot.table and "CSV か Excel"]
        wanted = "、".join(way for way in ways if way)
        raise InputError(
            f"「{robot.title}」は{wanted}を受け取ります。"
            f"「{path.name}」は種類が違うので、別のロボットを選んでください。"
        )
    if kind is not BatchKind.SCAN:
        return _table_preview(
            robot, record, path, sha256, keyed_hash, find_live, kind, aliases_for
        )
    rows = _scan_rows(
        robot,
        record,
        path,
        sha256,
        templates,
        reading,
        keyed_hash,
        chooser,
        today,
        on_page,
    )
    return scan_preview(robot, path, sha256, rows, find_live)


def scan_preview(
    robot: Robot,
    path: Path,
    sha256: str,
    rows: list[PreviewRow],
    find_live: FindLive,
) -> Preview:
    """Return the preview of forms that were read; cases known already are marked."""
    settled = tuple(settle_duplicates(robot, rows, find_live))
    return Preview(
        robot_id=robot.id,
        path=path,
        kind=BatchKind.SCAN,
        sha256=sha256,
        columns=_all_columns(settled),
        rows=settled,
    )


def _table_preview(
    robot: Robot,
    record: type[Any],
    path: Path,
    sha256: str,
    keyed_hash: Callable[[str], str],
    find_live: FindLive,
    kind: BatchKind,
    aliases_for: AliasesFor,
) -> Preview:
    if robot.table is None:
        raise ManifestError(f"{robot.id}: 表の読み方が robot.toml にありません。")
    table = read_table(path, robot.table, aliases_for=aliases_for)
    rows = [table_row(robot, record, row, sha256, keyed_hash) for row in table.rows]
    notes = [f"文字コード: {table.encoding}"] if table.encoding else []
    if table.aliases:
        pairs = "、".join(
            f"{ours} ← {its}" for its, ours in table.aliases.items() if ours != its
        )
        said = "覚えている列の対応で読みました"
        notes.append(f"{said}: {pairs}" if pairs else f"{said}。")
    return Preview(
        robot_id=robot.id,
        path=path,
        kind=kind,
        sha256=sha256,
        columns=table.headers,
        rows=tuple(settle_duplicates(robot, rows, find_live)),
        notes=(*notes, *(each.message for each in table.problems)),
        written=table.written,
        aliases=table.aliases,
    )


def table_row(
    robot: Robot,
    record: type[Any],
    row: Row,
    sha256: str,
    keyed_hash: Callable[[str], str],
) -> PreviewRow:
    """Return what would become of one row of a table, other rows left aside."""
    assert robot.table is not None
    values = nested(
        {
            name: row.cells[header]
            for header, name in robot.table.columns.items()
            if row.cells.get(header)
        }
    )
    problems = [
        RowProblem(
            column=each.column,
            message=each.message,
            severity=Severity(each.severity),
        )
        for each in row.problems
    ]
    # A cell with a fault of its own would only be named twice by the record.
    told = {each.column for each in problems if each.severity is Severity.ERROR}
    problems += [
        each for each in problems_of(robot, record, values) if each.column not in told
    ]
    bad = any(each.severity is Severity.ERROR for each in problems)
    return PreviewRow(
        number=row.number,
        fate=RowFate.ERROR if bad else RowFate.READY,
        cells=dict(row.cells),
        values=values,
        entry_key=entry_key(robot, values, keyed_hash, origin=f"{sha256}:{row.number}"),
        problems=tuple(problems),
    )


def _scan_rows(
    robot: Robot,
    record: type[Any],
    path: Path,
    sha256: str,
    templates: Mapping[str, FormTemplate],
    reading: ReadingProcess,
    keyed_hash: Callable[[str], str],
    chooser: Chooser,
    today: date,
    on_page: OnPage,
) -> list[PreviewRow]:
    return [
        scan_row(robot, record, templates, scanned, sha256, keyed_hash, chooser)
        for scanned in reading.read(
            path, form_id=robot.form, today=today, on_page=on_page
        )
    ]


def scan_row(
    robot: Robot,
    record: type[Any],
    templates: Mapping[str, FormTemplate],
    scanned: ScannedForm,
    sha256: str,
    keyed_hash: Callable[[str], str],
    chooser: Chooser,
) -> PreviewRow:
    """Return what would become of one form of a scan."""
    if scanned.form is None:
        return PreviewRow(
            number=scanned.number,
            fate=RowFate.ERROR,
            cells={},
            values={},
            entry_key="",
            problems=(
                RowProblem(
                    column=None, message=scanned.problem, severity=Severity.ERROR
                ),
            ),
            pages=scanned.pages,
        )
    template = templates[scanned.form.template_id]
    origin = f"{sha256}:{scanned.number}"
    form = chooser.choose(scanned.form, template, origin)
    values = nested(form.values)
    labels = {each.id: each.label for each in template.fields}
    doubts = {each.field_id: each.doubt or "" for each in form.doubts}
    if not doubts:
        # Every field is sure, yet the record as a whole may not hold together.
        for problem in problems_of(robot, record, values):
            doubts[problem.column or "form"] = problem.message
    return PreviewRow(
        number=scanned.number,
        fate=RowFate.REVIEW if doubts else RowFate.READY,
        cells={
            labels[each.field_id]: each.value or ""
            for each in form.readings
            if each.value or each.doubt
        },
        values=values,
        entry_key=entry_key(robot, values, keyed_hash, origin=origin),
        problems=tuple(
            RowProblem(
                column=labels.get(field_id, field_id),
                message=reason,
                severity=Severity.WARNING,
            )
            for field_id, reason in doubts.items()
        ),
        doubts=doubts,
        form=form,
        pages=scanned.pages,
    )


def settle_duplicates(
    robot: Robot, rows: Iterable[PreviewRow], find_live: FindLive
) -> Iterator[PreviewRow]:
    """Mark rows whose case is queued already or stands twice in the file."""
    first: dict[str, int] = {}
    for row in rows:
        if row.fate is RowFate.ERROR:
            yield row
            continue
        live = find_live(robot.id, row.entry_key)
        earlier = first.setdefault(row.entry_key, row.number)
        if live is None and earlier == row.number:
            yield row
            continue
        where = (
            "すでに取り込んだ明細と同じ内容です。"
            if live
            else f"この取込の {earlier} 番と同じ内容です。"
        )
        yield replace(
            row,
            fate=RowFate.DUPLICATE,
            duplicate_of=live,
            duplicate_row=None if live else earlier,
            problems=(
                *row.problems,
                RowProblem(
                    column=None,
                    message=f"{where}二重登録を防ぐため取り込みません。",
                    severity=Severity.WARNING,
                ),
            ),
        )


def _all_columns(rows: tuple[PreviewRow, ...]) -> tuple[str, ...]:
    """Labels of scanned rows in the order of the form."""
    seen: dict[str, None] = {}
    for row in rows:
        seen.update(dict.fromkeys(row.cells))
    return tuple(seen)


def shown_cells(robot: Robot, values: Mapping[str, Any]) -> dict[str, str]:
    """Return label to text for the item's values, unmasked."""
    return {label_of(robot, name): text for name, text in flattened(values)}

"""Is the launcher quick at the size of an office?  ``python -m bench.launcher``.

A store with many items; the launcher beside a bare window in the same run: how long
until it can be used, how long the next field takes in 確認, the longest time the window
does not answer while its list is filtered, and its memory.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.launcher_window import CLAIM, TRANSFER
from rpa_suite.app.office import Office
from rpa_suite.model.forms import FilledForm, Reading, nested
from rpa_suite.model.work import Batch, BatchKind, ItemState
from rpa_suite.settings import Settings
from rpa_suite.store import ItemDraft

ROOT = Path(__file__).parents[1]
_FORMS, _DOUBTS = 100, ("phone", "claimant_name", "account_holder_kana", "bank_name")
_BATCH = 1000
_BARE = """
import json, os, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
print(json.dumps({"start_s": time.time() - float(os.environ["BEGAN"])}))
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What was measured; seconds, milliseconds, MiB."""

    items: int
    bare_window_s: float
    cold_start_s: float
    next_crop_p50_ms: float
    next_crop_p99_ms: float
    longest_frame_ms: float
    memory_mb: float
    own_memory_mb: float


def main(
    items: Annotated[int, typer.Option(help="明細の件数")] = 100_000,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure the launcher over a store of so many items."""
    with tempfile.TemporaryDirectory(prefix="launcher-") as folder:
        Console(stderr=True).print(f"明細 {items:,}件を用意しています…")
        _fill(Path(folder), items)
        # As on every day but the first: what Python compiles lies there already.
        _run("-c", "import gui.application; print('{}')")
        bare = _run("-c", _BARE)
        looks = _FORMS * (len(_DOUBTS) - 1)  # none of the forms ends meanwhile
        whole = _run("-m", "bench.launcher_window", folder, str(items), str(looks))
    figures = Figures(items=items, bare_window_s=bare["start_s"], **whole)
    if as_json:
        print(json.dumps(asdict(figures)))
        return
    table = Table(title=f"ランチャー（明細 {items:,}件）", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    for label, value in (
        ("空の窓が出るまで（秒）", f"{figures.bare_window_s:.2f}"),
        ("使えるまで（秒）", f"{figures.cold_start_s:.2f}"),
        ("確認: 次の欄まで 中央値（ミリ秒）", f"{figures.next_crop_p50_ms:.0f}"),
        ("確認: 次の欄まで p99（ミリ秒）", f"{figures.next_crop_p99_ms:.0f}"),
        ("一覧の絞り込みで応じない最長（ミリ秒）", f"{figures.longest_frame_ms:.0f}"),
        ("メモリ（MiB）", f"{figures.memory_mb:.0f}"),
        ("うち、ほかと共有しないもの（MiB）", f"{figures.own_memory_mb:.0f}"),
    ):
        table.add_row(label, value)
    Console().print(table)


def _run(*arguments: str) -> dict[str, float]:
    """Measure in a process of its own, from its very start."""
    began = time.time()
    told = subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "",
            "BEGAN": str(began),
        },
    )
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def _fill(folder: Path, items: int) -> None:
    """Store rows of a table, and forms with doubtful fields."""
    office = Office.open(Settings(data_dir=folder, use_keyring=False))
    try:
        for start in range(0, items, _BATCH):
            batch = _batch(TRANSFER, BatchKind.CSV)
            office.store.items.add(
                batch,
                [
                    ItemDraft(
                        number=n,
                        values={"name": "練習 太郎", "moved_on": "2026-06-01"},
                        entry_key=uuid.uuid4().hex * 2,
                        state=state,
                    )
                    for n, state in enumerate((ItemState.REVIEW, ItemState.READY), 1)
                ],
            )
            _multiply(folder, batch.id, min(_BATCH, items - start))
        office.store.items.add(_batch(CLAIM, BatchKind.SCAN), _forms(office))
    finally:
        office.close()


def _multiply(folder: Path, batch_id: str, items: int) -> None:
    """Copy the two items of an import, sealed as they are: no bench waits an hour."""
    with closing(sqlite3.connect(folder / "rpa-suite.db")) as database, database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(item)")][1:]
        copied = {
            "id": "lower(hex(randomblob(16)))",
            "entry_key": "lower(hex(randomblob(32)))",
            "number": "number + 2 * n",
        }
        database.execute(
            "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
            "FROM counted WHERE n < ?) "
            f"INSERT INTO item ({', '.join(map(_quoted, columns))}) "
            f"SELECT {', '.join(copied.get(c, _quoted(c)) for c in columns)} "
            "FROM item, counted WHERE batch_id = ? ORDER BY n, number",
            (items // 2 - 1, batch_id),
        )


def _quoted(column: str) -> str:
    return f'"{column}"'


def _batch(robot_id: str, kind: BatchKind) -> Batch:
    return Batch(
        id=uuid.uuid4().hex,
        robot_id=robot_id,
        kind=kind,
        source_name="bench",
        source_sha256=uuid.uuid4().hex * 2,
        imported_by="bench",
        imported_at=datetime.now(UTC),
    )


def _forms(office: Office) -> list[ItemDraft]:
    import io

    from PIL import Image

    from rpa_suite.ocr.blank import render_blank

    template = office.templates[CLAIM]
    picture = io.BytesIO()
    Image.fromarray(render_blank(template, page=1, dpi=200)).save(picture, "JPEG")
    doubts = dict.fromkeys(_DOUBTS, "文字がはっきりしません。")
    values = {"phone": "0312345678", "claimant_name": "練習　太郎"}
    values |= {"account_holder_kana": "レンシュウ　タロウ", "bank_name": "みほん銀行"}
    form = FilledForm(
        template_id=template.id,
        edition=template.edition,
        readings=tuple(
            Reading(
                field_id=field.id,
                text=values.get(field.id, ""),
                value=values.get(field.id, ""),
                confidence=0.9,
                doubt=doubts.get(field.id),
            )
            for field in template.fields
        ),
    )
    return [
        ItemDraft(
            number=number,
            values=nested(values),
            doubts=doubts,
            entry_key=uuid.uuid4().hex * 2,
            state=ItemState.REVIEW,
            form=form,
            pages={1: picture.getvalue()},
        )
        for number in range(1, _FORMS + 1)
    ]


if __name__ == "__main__":
    typer.run(main)

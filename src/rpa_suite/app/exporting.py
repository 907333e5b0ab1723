"""結果を外へ: the clerk's sheet with results (Excel), and the 処理結果票 (PDF)."""

from datetime import datetime
from pathlib import Path

from rpa_suite.app.item_records import flattened, label_of
from rpa_suite.app.own_sheet import own_sheet
from rpa_suite.app.result_book import Result, results_book, save_book
from rpa_suite.app.result_slip import Slip, draw_slip
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import ItemState, WorkItem
from rpa_suite.store import Store
from rpa_suite.tables import is_form


def export_sheet(store: Store, robot: Robot, batch_id: str, path: Path) -> int:
    """Write the clerk's own sheet with results, or a sheet of what came from paper.

    HELD items are left out but for their number: nothing of theirs leaves.

    Returns:
        How many items it tells of.

    Raises:
        InputError: The file cannot be written.
    """
    batch = store.batches.get(batch_id)
    results = [_result(robot, item) for item in store.items.find(batch_id=batch_id)]
    source = store.sources.of_batch(batch_id)
    name, table = batch.source_name, robot.table
    if source and table and not is_form(name, source.content, table):
        book = own_sheet(name, source.content, table, results, source.left_out)
    else:
        book = results_book(results)
    save_book(book, path)
    return len(results)


def export_slip(
    store: Store,
    robot: Robot,
    site: str,
    batch_id: str,
    path: Path,
    *,
    who: str,
    now: datetime,
) -> int:
    """Write the 処理結果票: numbers, states and receipts, nothing personal.

    Raises:
        InputError: The file cannot be written.
        SetupError: No Japanese font that a PDF can carry is installed.
    """
    batch = store.batches.get(batch_id)
    items = store.items.find(batch_id=batch_id)
    source = store.sources.of_batch(batch_id)
    draw_slip(
        Slip(
            robot=robot,
            site=site,
            batch=batch,
            items=tuple(items),
            left_out=source.left_out if source else {},
            printed_by=who,
            printed_at=now,
        ),
        path,
    )
    return len(items)


def _result(robot: Robot, item: WorkItem) -> Result:
    if item.state is ItemState.HELD:
        return Result(item=item)
    cells = {label_of(robot, name): text for name, text in flattened(item.values)}
    return Result(item=item, cells=cells)

"""Commands about robots and runs."""

import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from rpa_suite.app.office import Office
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.app.run_reporting import RunReport
from rpa_suite.app.running import RunRequest, run
from rpa_suite.cli.items import find_item
from rpa_suite.cli.output import AsJson, console, print_json, print_line, print_table
from rpa_suite.cli.parameters import Operator, RobotId
from rpa_suite.errors import SuiteError
from rpa_suite.model.events import (
    Event,
    ItemFinished,
    Problem,
    RunFinished,
    RunPaused,
    RunStarted,
    StepTaken,
    to_json,
)
from rpa_suite.model.work import ItemState
from rpa_suite.robots.orders import Orders
from rpa_suite.security import credentials


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("robots")(list_robots)
    app.command("run")(run_robot)
    app.command("credential")(save_credential)


def list_robots(as_json: AsJson = False) -> None:
    """ロボットの一覧と待ち件数."""
    office = Office.open()
    try:
        cards = office.cards()
    finally:
        office.close()
    if as_json:
        print_json(
            [
                {
                    "id": card.robot.id,
                    "task": card.robot.task,
                    "title": card.robot.title,
                    "section": card.robot.section,
                    "why_not": card.why_not,
                    "counts": {s.value: n for s, n in card.counts.items()},
                }
                for card in cards
            ]
        )
        return
    print_table(
        "ロボット",
        ("名前", "業務", "課", "実行待ち", "確認待ち", "要確認"),
        [
            (
                card.robot.id,
                f"{card.robot.task} {card.robot.title}",
                card.robot.section,
                str(card.waiting),
                str(card.counts.get(ItemState.REVIEW, 0)),
                str(card.counts.get(ItemState.REJECTED, 0)),
            )
            for card in cards
        ],
    )


def run_robot(
    robot: RobotId,
    operator: Operator = "",
    limit: Annotated[int | None, typer.Option(help="最大の件数")] = None,
    batch: Annotated[str, typer.Option(help="この取込だけ")] = "",
    item: Annotated[
        list[str] | None, typer.Option(help="この明細だけ（何度でも書ける）")
    ] = None,
    parallel: Annotated[
        int, typer.Option(help="並べて開く窓の数（窓ごとに別の職員番号）")
    ] = 1,
    record_screens: Annotated[
        bool,
        typer.Option("--record-screens", help="いまの画面を正しいものとして控える"),
    ] = False,
    events: Annotated[
        bool, typer.Option("--events", help="1行1イベントの JSON を出力する")
    ] = False,
    folder: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """実行待ちの明細を業務システムへ登録する.

    止めるには Ctrl+C。いまの明細を終えてから止まる。もう一度押すとすぐ止まる。
    --events のときは標準入力へ stop、stop-now、pause、go-on と送る。
    実行中はランチャーの窓にも進みが出て、そこから止められる。
    """
    orders = _listen(to_input=events)
    report = RunReport(RunFolder(folder), orders) if folder else None
    try:
        office = Office.open()
        try:
            operator = operator or office.current_user()
            if report is None:
                report = RunReport(office.run_folders.new(robot, operator), orders)
            report.seal_with(office.vault)
            office.run_folders.sweep()
            request = RunRequest(
                robot_id=robot,
                operator=operator,
                limit=limit,
                batch_id=batch or None,
                item_ids=_chosen(office, robot, item, folder),
                parallel=parallel,
                record_screens=record_screens,
            )
            _run_and_tell(office, request, report, orders, as_events=events)
        finally:
            office.close()
    except SuiteError as error:
        if report:
            report.tell(Problem(message=str(error), exit_code=error.exit_code))
        raise


def _chosen(
    office: Office, robot: str, items: list[str] | None, folder: Path | None
) -> tuple[str, ...] | None:
    if folder:
        return RunFolder(folder).item_ids
    if not items:
        return None
    return tuple(find_item(office, each, robot_id=robot).id for each in items)


def _run_and_tell(
    office: Office,
    request: RunRequest,
    report: RunReport,
    orders: Orders,
    *,
    as_events: bool,
) -> None:
    """Run, and tell the folder as well as whoever started the command."""

    def to_output(event: Event) -> None:
        report.tell(event)
        print_line(to_json(event))

    def to_terminal(event: Event) -> None:
        report.tell(event)
        shown.show(event)

    if as_events:
        run(office, request, on_event=to_output, orders=orders, onlooker=report)
        return
    with _Shown() as shown:
        run(office, request, on_event=to_terminal, orders=orders, onlooker=report)


def save_credential(
    name: Annotated[str, typer.Argument(help="robots/sites.toml の secret の名前")],
    user: Annotated[str, typer.Option(prompt="職員番号")],
    password: Annotated[str, typer.Option(prompt="パスワード", hide_input=True)],
) -> None:
    """業務システムの職員番号とパスワードを、このPCの鍵で守って保存する."""
    office = Office.open()
    try:
        credentials.save(
            name,
            credentials.Credential(user=user, password=password),
            data_dir=office.settings.data_dir,
            vault=office.vault,
            use_keyring=office.settings.use_keyring,
        )
    finally:
        office.close()
    print(f"「{name}」を保存しました。")


def _listen(*, to_input: bool) -> Orders:
    """Return orders that signals, or words on standard input, give."""
    orders = Orders()

    def on_signal(signum: int, frame: object) -> None:
        if orders.to_stop:
            orders.stop_now()
        orders.stop()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    if to_input:
        words = {
            "stop": orders.stop,
            "stop-now": orders.stop_now,
            "pause": orders.pause,
            "go-on": orders.go_on,
        }

        # A closed pipe is not an order: a run goes on when its window is closed.
        def read() -> None:
            for line in sys.stdin:
                words.get(line.strip(), lambda: None)()

        threading.Thread(target=read, daemon=True, name="order-listener").start()
    return orders


class _Shown:
    """Shows a run on the terminal: progress with ETA, then one line an item."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("残り"),
            TimeRemainingColumn(),
            console=console,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "_Shown":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, RunStarted):
            self._task = self._progress.add_task(event.title, total=event.total)
        elif isinstance(event, StepTaken) and self._task is not None:
            self._progress.update(self._task, description=event.text)
        elif isinstance(event, ItemFinished):
            if self._task is not None:
                self._progress.advance(self._task)
            console.print(
                f"  {event.number:>4}  {event.state_label}  {event.receipt or ''}"
                f"  {event.reason}  {event.seconds:.1f}秒"
            )
        elif isinstance(event, RunPaused):
            console.print("一時停止しています。" if event.paused else "再開しました。")
        elif isinstance(event, RunFinished):
            console.print(event.message)

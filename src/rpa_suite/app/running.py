"""One run of one robot: joins store, browser and bookkeeping around the runner."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from rpa_suite.app import approving
from rpa_suite.app.doctor import free_mb
from rpa_suite.app.office import Office
from rpa_suite.app.run_folders import this_worker, worker_lives
from rpa_suite.app.sampling import refuse_unchecked_samples
from rpa_suite.app.workbench import refuse_unapproved_robot
from rpa_suite.errors import InputError, ManifestError, SetupError, SuiteError
from rpa_suite.model.events import Event, RunFinished, RunStarted
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemState, Run, RunState
from rpa_suite.robots.browser import BrowserSettings
from rpa_suite.robots.catalogue import load_procedure, robot_hash
from rpa_suite.robots.onlooking import Onlooker
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.runner import run_robot
from rpa_suite.security import credentials
from rpa_suite.store.staff_numbers import Holder


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRequest:
    """What a person asked for when pressing 実行.

    Attributes:
        limit: Enter at most this many items; None means all that are ready.
        batch_id: Only items of this import; None means all.
        item_ids: Only these items, in this order (再実行); None means all.
        parallel: How many windows work side by side, each with its own staff number.
        record_screens: Take the screens as they are now for the approved ones.
    """

    robot_id: str
    operator: str
    limit: int | None = None
    batch_id: str | None = None
    item_ids: tuple[str, ...] | None = None
    parallel: int = 1
    record_screens: bool = False


def run(
    office: Office,
    request: RunRequest,
    *,
    on_event: Callable[[Event], None],
    orders: Orders,
    onlooker: Onlooker | None = None,
) -> RunFinished:
    """Enter the ready items of one robot and book their minutes.

    Raises:
        ManifestError: The robot or its business system is not registered.
        InputError: More windows than the system allows.
        SetupError: No browser is installed, or the disk is nearly full.
        SignInRefused: Staff number or password was refused.
        SuiteError: The run ended in trouble that no retry mends; every item stands in
            a state with a reason.
    """
    robot = office.robot(request.robot_id)
    office.permissions.require(Duty.RUN, robot, who=request.operator)
    site = site_of(office, robot)
    secrets = (site.secret, *site.more_secrets)
    if not 1 <= request.parallel <= len(secrets):
        raise InputError(
            f"「{site.title}」で並べて開ける窓は{len(secrets)}つまでです。窓ごとに"
            "別の職員番号が要ります(robots/sites.toml の more_secrets)。"
        )
    if free_mb(office.settings.data_dir) < office.settings.min_free_mb:
        raise SetupError(
            f"ディスクの空きが{office.settings.min_free_mb}MBを切っています。"
            f"{office.settings.data_dir} のドライブを空けてから実行してください。"
        )
    refuse_unapproved_robot(office, robot, site)
    _refuse_unapproved(office, robot, request)
    refuse_unchecked_samples(office, robot, site)
    procedure = load_procedure(robot)
    run_id = uuid.uuid4().hex
    _end_dead_runs(office, robot)
    office.store.items.recover(robot_id=robot.id, now=office.now())
    to_look_up = procedure.listed is not None and office.store.discrepancies.waiting(
        robot.id, site.environment
    )
    if not to_look_up and not _waiting(office, request):
        return _nothing_done(robot, run_id, on_event)
    with staff_numbers(office, robot, secrets, request.parallel, run_id) as numbers:
        run_record = Run(
            id=run_id,
            robot_id=robot.id,
            robot_hash=robot_hash(robot),
            environment=site.environment,
            operator=request.operator,
            worker=this_worker(),
            started_at=office.now(),
        )
        with office.store.together():
            office.store.runs.start(run_record)
            office.store.audit.record(
                actor=request.operator,
                action="run",
                subject=run_record.id,
                detail={"robot": robot.id, "hash": run_record.robot_hash}
                | ({"screens": "recorded"} if request.record_screens else {}),
                now=office.now(),
            )
        try:
            finished = run_robot(
                robot,
                procedure,
                site,
                [
                    credentials.load(
                        each,
                        data_dir=office.settings.data_dir,
                        vault=office.vault,
                        use_keyring=office.settings.use_keyring,
                    )
                    for each in numbers
                ],
                office.store.items,
                office.store.evidence,
                runs=office.store.runs,
                reconciliations=office.store.discrepancies,
                run_id=run_record.id,
                worker=run_record.worker,
                browser=BrowserSettings(
                    executable=office.settings.browser,
                    headless=office.settings.headless,
                    data_dir=office.settings.data_dir,
                ),
                clock=office.now,
                on_event=on_event,
                orders=orders,
                limit=request.limit,
                batch_id=request.batch_id,
                item_ids=request.item_ids,
                lease_seconds=office.settings.lease_seconds,
                record_screens=request.record_screens,
                onlooker=onlooker,
            )
        except BaseException as error:
            # Whatever it still held is free for the next run at once.
            office.store.items.recover(
                robot_id=robot.id, dead_worker=run_record.worker, now=office.now()
            )
            message = str(error) if isinstance(error, SuiteError) else "内部エラー"
            office.store.runs.finish(
                run_record.id, RunState.BROKEN, message, now=office.now()
            )
            office.booking.of(robot)
            raise
        office.store.runs.finish(
            run_record.id, RunState(finished.state), finished.message, now=office.now()
        )
        office.booking.of(robot)
        return finished


def _waiting(office: Office, request: RunRequest) -> bool:
    """Whether anything is there to enter, or to look at because it is in doubt."""
    items = office.store.items
    if items.find(robot_id=request.robot_id, states=(ItemState.IN_DOUBT,), limit=1):
        return True
    if request.item_ids is not None:
        return bool(request.item_ids)
    ready = items.find(
        robot_id=request.robot_id,
        batch_id=request.batch_id,
        states=(ItemState.READY,),
        limit=1,
    )
    return bool(ready)


def _nothing_done(
    robot: Robot, run_id: str, on_event: Callable[[Event], None]
) -> RunFinished:
    """Say that there was nothing: no browser starts and nobody's minutes are booked."""
    finished = RunFinished(
        run_id=run_id,
        state=RunState.FINISHED,
        message="実行待ちの明細はありません。",
        counts={},
    )
    on_event(RunStarted(run_id=run_id, robot_id=robot.id, title=robot.title, total=0))
    on_event(finished)
    return finished


@contextmanager
def staff_numbers(
    office: Office, robot: Robot, names: Sequence[str], wanted: int, run_id: str
) -> Iterator[list[str]]:
    """Keep as many 職員番号 for this run as it opens windows.

    Raises:
        InputError: Another run works with them.
    """
    taken = office.store.staff_numbers.take(
        names,
        run_id=run_id,
        robot_id=robot.id,
        worker=this_worker(),
        wanted=wanted,
        is_alive=worker_lives,
        now=office.now(),
    )
    if isinstance(taken, Holder):
        other = office.robots.get(taken.robot_id)
        raise InputError(
            f"職員番号「{taken.number}」は、実行中の"
            f"「{other.title if other else taken.robot_id}」"
            f"(PC {taken.worker.partition(':')[0]})が使っています。"
            "終わってから実行してください。同時に動かすには、"
            "robots/sites.toml の more_secrets に別の職員番号を登録します。"
        )
    try:
        yield taken
    finally:
        office.store.staff_numbers.give_back(run_id)


def _end_dead_runs(office: Office, robot: Robot) -> None:
    """Settle what runs of this PC left behind when their process was killed.

    Their leases end at once; those of other PCs end when they run out. A picture that
    a power cut left half written goes.
    """
    office.store.files.remove_drafts(before=office.now() - timedelta(hours=1))
    for run in office.store.runs.unfinished(robot.id):
        if worker_lives(run.worker):
            continue
        office.store.items.recover(
            robot_id=robot.id, dead_worker=run.worker, now=office.now()
        )
        office.store.runs.finish(
            run.id, RunState.BROKEN, "実行が途中で切れました。", now=office.now()
        )


def _refuse_unapproved(office: Office, robot: Robot, request: RunRequest) -> None:
    """Let nothing run that another person has not approved (二人確認)."""
    waiting = [
        batch
        for batch in approving.waiting_batches(office.store, robot)
        if request.batch_id in (None, batch.id)
    ]
    if waiting:
        raise InputError(
            f"「{robot.title}」には承認待ちの取込が{len(waiting)}件あります。"
            "取り込んだ人と別の職員が一覧を確かめて承認してください"
            f"（rpa-suite approve {waiting[0].id}）。"
        )


def site_of(office: Office, robot: Robot) -> Site:
    """Return the registered system that the robot works on.

    Raises:
        ManifestError: It is not registered.
    """
    try:
        return office.sites[robot.site]
    except KeyError as error:
        raise ManifestError(
            f"「{robot.title}」の業務システム「{robot.site}」が"
            "robots/sites.toml に登録されていません。情報担当へ連絡してください。"
        ) from error

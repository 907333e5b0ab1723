"""One run: its windows side by side, and the look at the system's list at its end."""

import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Generic

from rpa_suite.errors import SuiteError
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import Event, RunFinished
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.work import ItemState, RunState
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.browser import BrowserSettings, open_session
from rpa_suite.robots.one_item import OneItem
from rpa_suite.robots.onlooking import LivePicture, Onlooker
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.ports import (
    AttemptLog,
    Clock,
    EvidenceKeeper,
    ReconciliationLog,
    WorkQueue,
)
from rpa_suite.robots.procedure import I, P, Procedure, Shown, read_record
from rpa_suite.robots.progress import Progress
from rpa_suite.robots.reconciling import reconcile, said
from rpa_suite.robots.session import Credential
from rpa_suite.robots.troubles import site_troubles
from rpa_suite.robots.worker import Worker


def run_robot(
    robot: Robot,
    procedure: Procedure[P, I],
    site: Site,
    credentials: Sequence[Credential],
    queue: WorkQueue,
    evidence: EvidenceKeeper,
    *,
    runs: AttemptLog,
    reconciliations: ReconciliationLog,
    run_id: str,
    worker: str,
    browser: BrowserSettings,
    clock: Clock,
    on_event: Callable[[Event], None],
    orders: Orders,
    limit: int | None = None,
    batch_id: str | None = None,
    item_ids: Sequence[str] | None = None,
    lease_seconds: float = 120.0,
    record_screens: bool = False,
    onlooker: Onlooker | None = None,
) -> RunFinished:
    """Enter the ready items of one robot, each exactly once.

    Args:
        robot: Its manifest.
        procedure: Its script.
        site: The business system it works on.
        credentials: One for each window that works; the leases keep them apart.
        queue: Where items are leased and moved.
        evidence: Where pictures go.
        runs: Where attempts are recorded.
        reconciliations: Where differences from the system's own list are kept.
        run_id: Of the run that the caller has stored.
        worker: Names this process in leases.
        browser: How the browser is started.
        clock: Tells the time in UTC.
        on_event: Told what happens, one event at a time; none carries personal data.
        orders: Pause and stop, asked between two items.
        limit: Enter at most this many items.
        batch_id: Only items of this import.
        item_ids: Only these items, in this order (再実行); None means all.
        lease_seconds: How long an item is held without a sign of life.
        record_screens: Take the screens as they are now for the approved ones.
        onlooker: Shown a masked picture of the page while he looks.

    Raises:
        SetupError: No browser is installed.
        SignInRefused: Staff number or password was refused.
        SiteTrouble: The system is closed or out of reach; the items wait.
        Exception: The robot's own mistake.
    """
    progress = Progress(
        run_id,
        orders,
        limit=limit,
        item_ids=item_ids,
        on_event=on_event,
        clock=clock,
    )
    queue.recover(robot_id=robot.id, now=clock())
    progress.start(robot, _waiting(robot, queue, batch_id, item_ids))
    run: _Run[P, I] = _Run(procedure, robot, queue, progress, orders)

    screens = ApprovedScreens(Path(robot.folder), recording=record_screens)

    def work(credential: Credential, at_end: Callable[[P], bool]) -> None:
        one: Worker[P, I] = Worker(
            robot.id,
            procedure,
            queue,
            progress,
            orders,
            name=worker,
            clock=clock,
            lease_seconds=lease_seconds,
            batch_id=batch_id,
            picture=LivePicture(onlooker) if onlooker else None,
        )
        is_done = False
        while not is_done:
            with open_session(
                browser,
                site,
                credential,
                screens,
                on_step=one.on_step,
                on_beat=one.on_beat,
                fiscal_year=fiscal_year(clock().astimezone(JST).date()),
                accept_warnings=robot.accept_warnings,
            ) as session:
                entering = OneItem(
                    robot,
                    procedure,
                    queue,
                    runs,
                    evidence,
                    session=session,
                    run_id=run_id,
                    worker=worker,
                    clock=clock,
                )
                is_done = one.work_off(session, entering, at_end=at_end)

    windows = credentials[: max(progress.total, 1)]
    staff = frozenset(each.user for each in credentials)

    def at_end(portal: P) -> None:
        run.hold_against_list(
            portal, reconciliations, run_id=run_id, staff=staff, clock=clock
        )

    try:
        run.side_by_side(work, windows, at_end)
    except BaseException as error:
        told = (
            str(error)
            if isinstance(error, SuiteError)
            else "内部エラーで終了しました。"
        )
        progress.finish(RunState.BROKEN, told)
        raise
    screens.save()
    stopped = orders.to_stop
    return progress.finish(
        RunState.STOPPED if stopped else RunState.FINISHED,
        "指示により止めました。" if stopped else "終わりました。",
        added=run.reconciled,
    )


def _waiting(
    robot: Robot,
    queue: WorkQueue,
    batch_id: str | None,
    item_ids: Sequence[str] | None,
) -> int:
    """Return how many items wait to be entered or looked at."""
    if item_ids is not None:
        doubtful = queue.find(robot_id=robot.id, states=(ItemState.IN_DOUBT,))
        return len({*item_ids, *(item.id for item in doubtful)})
    states = (ItemState.READY, ItemState.IN_DOUBT)
    if batch_id:
        return len(queue.find(robot_id=robot.id, batch_id=batch_id, states=states))
    counts = queue.counts(robot.id).get(robot.id, {})
    return sum(counts.get(state, 0) for state in states)


class _Run(Generic[P, I]):
    """The windows of one run and what they find out at its end."""

    def __init__(
        self,
        procedure: Procedure[P, I],
        robot: Robot,
        queue: WorkQueue,
        progress: Progress,
        orders: Orders,
    ) -> None:
        self.reconciled = ""
        self._procedure = procedure
        self._robot = robot
        self._queue = queue
        self._progress = progress
        self._orders = orders
        self._errors: list[BaseException] = []

    def side_by_side(
        self,
        work: Callable[[Credential, Callable[[P], bool]], None],
        credentials: Sequence[Credential],
        at_end: Callable[[P], None],
    ) -> None:
        """Work in several windows; the first one waits for the others and looks.

        Every window is a thread with a browser of its own. Where one ends in trouble,
        the others finish the item in hand.

        Raises:
            BaseException: What ended the first window that ended in trouble.
        """
        first, *more = credentials
        others = [
            threading.Thread(target=self._work_aside, args=(work, each))
            for each in more
        ]

        def when_none_is_left(portal: P) -> bool:
            waited = [each for each in others if each.is_alive()]
            for each in waited:
                each.join()
            if waited and not self._orders.to_stop:
                # They may have left something: a doubt, or an item put back.
                return False
            at_end(portal)
            return True

        for each in others:
            each.start()
        try:
            work(first, when_none_is_left)
        except BaseException as error:
            self._errors.append(error)
            self._orders.stop()
        for each in others:
            each.join()
        if self._errors:
            raise self._errors[0]

    def _work_aside(
        self,
        work: Callable[[Credential, Callable[[P], bool]], None],
        credential: Credential,
    ) -> None:
        try:
            work(credential, lambda portal: True)
        except BaseException as error:
            self._errors.append(error)
            self._orders.stop()

    def hold_against_list(
        self,
        portal: P,
        log: ReconciliationLog,
        *,
        run_id: str,
        staff: Collection[str],
        clock: Clock,
    ) -> None:
        """Hold our entries against the system's own list (突合), where it has one.

        What cannot be looked up now is looked up at the end of the next run.
        """
        if self._procedure.listed is None:
            return
        try:
            with site_troubles():
                listed = self._procedure.listed(portal)
        except SuiteError as error:
            self.reconciled = f"突合できませんでした: {error}"
            return
        found = reconcile(
            log,
            listed,
            run_id=run_id,
            staff=staff,
            shown_of=self._shown_of,
            now=clock(),
        )
        self._progress.tell(found)
        self.reconciled = said(found)

    def _shown_of(self, item_id: str) -> Shown:
        """Return what the system has to show of an item that it took."""
        values = self._queue.get(item_id).values
        return self._procedure.shown(
            read_record(self._robot, self._procedure.item, values)
        )

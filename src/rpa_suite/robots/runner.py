"""The loop of one run: sign in, settle doubts by looking, then item after item."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from typing import Generic

from rpa_suite.errors import (
    LeaseLost,
    Rejected,
    SignInRefused,
    SiteClosed,
    SiteTrouble,
    SuiteError,
)
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import (
    Event,
    ItemFinished,
    ItemStarted,
    RunFinished,
    RunStarted,
    StepTaken,
)
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.work import STATE_LABELS, ItemState, RunState, WorkItem
from rpa_suite.robots.browser import BrowserSettings, open_session
from rpa_suite.robots.one_item import OneItem, Settled
from rpa_suite.robots.ports import (
    AttemptLog,
    Clock,
    EvidenceKeeper,
    ReconciliationLog,
    WorkQueue,
)
from rpa_suite.robots.procedure import I, P, Procedure, Shown, read_record
from rpa_suite.robots.reconciling import reconcile, said
from rpa_suite.robots.session import Credential, Session
from rpa_suite.robots.troubles import site_troubles

# So many items in a row in trouble are no accident: the run ends and the rest waits.
TROUBLES_IN_A_ROW = 5
_SIGN_IN_TRIES = 2


def run_robot(
    robot: Robot,
    procedure: Procedure[P, I],
    site: Site,
    credential: Credential,
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
    should_stop: Callable[[], bool],
    limit: int | None = None,
    batch_id: str | None = None,
    lease_seconds: float = 120.0,
) -> RunFinished:
    """Enter the ready items of one robot, each exactly once.

    Args:
        robot: Its manifest.
        procedure: Its script.
        site: The business system it works on.
        credential: For signing in.
        queue: Where items are leased and moved.
        evidence: Where pictures go.
        runs: Where attempts are recorded.
        reconciliations: Where differences from the system's own list are kept.
        run_id: Of the run that the caller has stored.
        worker: Names this process in leases.
        browser: How the browser is started.
        clock: Tells the time in UTC.
        on_event: Told what happens; no event carries personal data.
        should_stop: Asked between two items.
        limit: Enter at most this many items.
        batch_id: Only items of this import.
        lease_seconds: How long an item is held without a sign of life.

    Raises:
        SetupError: No browser is installed.
        SignInRefused: Staff number or password was refused.
        SiteTrouble: The system is closed or out of reach; the items wait.
        Exception: The robot's own mistake.
    """
    run: _Run[P, I] = _Run(
        robot, procedure, queue, on_event, clock, run_id, worker, lease_seconds
    )
    queue.recover(robot_id=robot.id, now=clock())
    run.say_started(limit=limit, batch_id=batch_id)
    try:
        with open_session(
            browser,
            site,
            credential,
            on_step=run.say_step,
            on_beat=run.keep_lease,
            fiscal_year=fiscal_year(clock().astimezone(JST).date()),
        ) as session:
            work = OneItem(
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
            stopped = run.work_off(
                session,
                work,
                should_stop,
                limit=limit,
                batch_id=batch_id,
                at_end=lambda portal: run.hold_against_list(
                    portal, reconciliations, staff=credential.user
                ),
            )
    except BaseException as error:
        told = (
            str(error)
            if isinstance(error, SuiteError)
            else "内部エラーで終了しました。"
        )
        run.say_finished(RunState.BROKEN, told)
        raise
    return run.say_finished(
        RunState.STOPPED if stopped else RunState.FINISHED,
        "指示により止めました。" if stopped else "終わりました。",
    )


class _Run(Generic[P, I]):
    """What one run keeps in mind: the leased item, counts, who is told."""

    def __init__(
        self,
        robot: Robot,
        procedure: Procedure[P, I],
        queue: WorkQueue,
        on_event: Callable[[Event], None],
        clock: Clock,
        run_id: str,
        worker: str,
        lease_seconds: float,
    ) -> None:
        self._robot = robot
        self._procedure = procedure
        self._queue = queue
        self._on_event = on_event
        self._clock = clock
        self._run_id = run_id
        self._worker = worker
        self._lease_seconds = lease_seconds
        self._started = clock()
        self._total = 0
        self._position = 0
        self._item: WorkItem | None = None
        self._item_started: datetime = self._started
        self._renewed: datetime = self._started
        self._ended: dict[str, ItemState] = {}
        self._looked: set[tuple[str, int]] = set()
        self._taken = 0
        self._in_a_row = 0
        self._reconciled = ""

    def work_off(
        self,
        session: Session,
        work: OneItem[P, I],
        should_stop: Callable[[], bool],
        *,
        limit: int | None,
        batch_id: str | None,
        at_end: Callable[[P], None],
    ) -> bool:
        """Enter items until none is left; return whether somebody asked to stop.

        After every trouble the window is thrown away and a new one signs in, so that
        no half-typed screen is ever gone on with.
        """
        while not should_stop():
            with self._signed_in(session) as portal:
                trouble = self._settle_doubts(portal, work, should_stop)
                while not trouble:
                    if should_stop():
                        return True
                    item = self._take(limit, batch_id)
                    if item is None:
                        at_end(portal)
                        return False
                    trouble = self._handle(item, lambda held: work.enter(portal, held))
            self._end_if_hopeless(trouble)
        return True

    def _settle_doubts(
        self, portal: P, work: OneItem[P, I], should_stop: Callable[[], bool]
    ) -> Settled | None:
        """Look at every item IN_DOUBT once; return the trouble that came up."""
        while not should_stop():
            item = self._queue.take_in_doubt(
                self._robot.id,
                worker=self._worker,
                now=self._clock(),
                lease_seconds=self._lease_seconds,
                pass_over=self._looked,
            )
            if item is None:
                return None
            self._looked.add((item.id, item.attempts))
            trouble = self._handle(item, lambda held: work.look(portal, held))
            if trouble:
                return trouble
        return None

    def _handle(
        self, item: WorkItem, do: Callable[[WorkItem], Settled]
    ) -> Settled | None:
        self._hold(item)
        try:
            settled = do(item)
        except LeaseLost:
            # Another worker recovered it; whatever it is now is theirs to say.
            self._item = None
            return None
        self._say_ended(settled.item)
        return settled if settled.trouble else None

    def _take(self, limit: int | None, batch_id: str | None) -> WorkItem | None:
        if limit is not None and self._taken >= limit:
            return None
        self._taken += 1
        return self._queue.take(
            self._robot.id,
            worker=self._worker,
            now=self._clock(),
            lease_seconds=self._lease_seconds,
            batch_id=batch_id,
        )

    def _end_if_hopeless(self, settled: Settled | None) -> None:
        if settled is None or settled.trouble is None:
            return
        if not isinstance(settled.trouble, SiteTrouble):
            self._in_a_row = 0
            return
        self._in_a_row += 1
        if settled.ends_run or self._in_a_row >= TROUBLES_IN_A_ROW:
            raise settled.trouble

    @contextmanager
    def _signed_in(self, session: Session) -> Iterator[P]:
        stack = ExitStack()
        portal = self._sign_in(session, stack)
        try:
            yield portal
        finally:
            # Leaving must not hide what happened inside, and a dead system is left
            # without a word.
            with suppress(SuiteError), site_troubles():
                session.hurry()
                stack.close()

    def _sign_in(self, session: Session, stack: ExitStack) -> P:
        for left in reversed(range(_SIGN_IN_TRIES)):
            try:
                with site_troubles():
                    session.fresh_page()
                    return stack.enter_context(self._procedure.portal(session))
            except (SignInRefused, SiteClosed):
                raise
            except Rejected as error:
                # Nobody's item is in hand: what a person must see ends the run.
                raise SiteClosed(
                    f"「{session.site.title}」: {error}", code=error.code
                ) from None
            except SiteTrouble as error:
                if not left:
                    raise SiteTrouble(
                        f"「{session.site.title}」: {error}", code=error.code
                    ) from None
        raise AssertionError("the last try returns or raises")

    # Telling.

    def say_started(self, *, limit: int | None, batch_id: str | None) -> None:
        """Count what waits and say that the run begins."""
        states = (ItemState.READY, ItemState.IN_DOUBT)
        if batch_id:
            waiting = len(
                self._queue.find(
                    robot_id=self._robot.id, batch_id=batch_id, states=states
                )
            )
        else:
            counts = self._queue.counts(self._robot.id).get(self._robot.id, {})
            waiting = sum(counts.get(state, 0) for state in states)
        self._total = waiting if limit is None else min(limit, waiting)
        self._on_event(
            RunStarted(
                run_id=self._run_id,
                robot_id=self._robot.id,
                title=self._robot.title,
                total=self._total,
            )
        )

    def say_step(self, text: str) -> None:
        """Say what is being done with the item in hand."""
        if self._item:
            self._on_event(
                StepTaken(run_id=self._run_id, item_id=self._item.id, text=text)
            )

    def hold_against_list(
        self, portal: P, log: ReconciliationLog, *, staff: str
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
            self._reconciled = f"突合できませんでした: {error}"
            return
        found = reconcile(
            log,
            listed,
            run_id=self._run_id,
            staff=staff,
            shown_of=self._shown_of,
            now=self._clock(),
        )
        self._on_event(found)
        self._reconciled = said(found)

    def _shown_of(self, item_id: str) -> Shown:
        """Return what the system has to show of an item that it took."""
        values = self._queue.get(item_id).values
        return self._procedure.shown(
            read_record(self._robot, self._procedure.item, values)
        )

    def say_finished(self, state: RunState, told: str) -> RunFinished:
        """Say how the run ended, and return that."""
        counts = Counter(self._ended.values())
        listed = "、".join(
            f"{label} {counts[each]}件"
            for each, label in STATE_LABELS.items()
            if counts[each]
        )
        finished = RunFinished(
            run_id=self._run_id,
            state=state,
            message=f"{told}{listed or '対象の明細はありません。'}{self._reconciled}",
            counts={each.value: count for each, count in counts.items()},
            seconds=(self._clock() - self._started).total_seconds(),
        )
        self._on_event(finished)
        return finished

    def _hold(self, item: WorkItem) -> None:
        self._item = item
        self._item_started = self._renewed = self._clock()
        self._position += 1
        self._on_event(
            ItemStarted(
                run_id=self._run_id,
                item_id=item.id,
                number=item.number,
                position=self._position,
                total=max(self._total, self._position),
            )
        )

    def _say_ended(self, item: WorkItem) -> None:
        self._item = None
        self._ended[item.id] = item.state
        if item.state in (ItemState.DONE, ItemState.ALREADY):
            self._in_a_row = 0
        self._on_event(
            ItemFinished(
                run_id=self._run_id,
                item_id=item.id,
                number=item.number,
                position=self._position,
                total=max(self._total, self._position),
                state=item.state,
                state_label=item.state.label,
                reason_code=item.reason_code,
                reason=item.reason,
                receipt=item.receipt,
                seconds=(self._clock() - self._item_started).total_seconds(),
            )
        )

    def keep_lease(self) -> None:
        """Renew the lease of the item in hand before it gets old.

        Raises:
            LeaseLost: Somebody else has the item now.
        """
        now = self._clock()
        if self._item is None:
            return
        if (now - self._renewed).total_seconds() < self._lease_seconds / 4:
            return
        self._queue.renew(
            self._item.id,
            worker=self._worker,
            until=now + timedelta(seconds=self._lease_seconds),
        )
        self._renewed = now

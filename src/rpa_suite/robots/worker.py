"""One window of a run: signs in, settles doubts by looking, then item after item."""

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
    StoppedNow,
    SuiteError,
)
from rpa_suite.model.work import ItemState, WorkItem
from rpa_suite.robots.one_item import OneItem, Settled
from rpa_suite.robots.onlooking import LivePicture
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.ports import Clock, WorkQueue
from rpa_suite.robots.procedure import I, P, Procedure
from rpa_suite.robots.progress import Progress
from rpa_suite.robots.session import Session
from rpa_suite.robots.troubles import site_troubles

# So many items in a row in trouble are no accident: the run ends and the rest waits.
TROUBLES_IN_A_ROW = 5
# So many items are entered in one browser. Its driver keeps the last ten thousand
# requests and answers, here and there: half a gigabyte and more after a thousand items.
ITEMS_A_BROWSER = 100
_SIGN_IN_TRIES = 2


class Worker(Generic[P, I]):
    """Works in one browser window; several of them share one run."""

    def __init__(
        self,
        robot_id: str,
        procedure: Procedure[P, I],
        queue: WorkQueue,
        progress: Progress,
        orders: Orders,
        *,
        name: str,
        clock: Clock,
        lease_seconds: float,
        batch_id: str | None,
        picture: LivePicture | None = None,
    ) -> None:
        self._robot_id = robot_id
        self._procedure = procedure
        self._queue = queue
        self._progress = progress
        self._orders = orders
        self._name = name
        self._clock = clock
        self._lease_seconds = lease_seconds
        self._batch_id = batch_id
        self._picture = picture
        self._session: Session | None = None
        self._item: WorkItem | None = None
        self._renewed: datetime = clock()
        self._in_a_row = 0
        self._in_this_browser = 0
        self._is_leaving = False
        self._work: OneItem[P, I] | None = None

    def work_off(
        self,
        session: Session,
        work: OneItem[P, I],
        *,
        at_end: Callable[[P], bool] = lambda portal: True,
    ) -> bool:
        """Enter items until none is left or somebody orders to stop.

        After every trouble the window is thrown away and a new one signs in, so that
        no half-typed screen is ever gone on with; and so it is after a pause.

        Args:
            session: The browser.
            work: Enters one item.
            at_end: Called when no item is left; False where some came up meanwhile.

        Returns:
            Whether that is so; False where a new browser has to go on, signed out of
            between two items, since this one has worked for long.

        Raises:
            SiteTrouble: The system is closed or out of reach; the items wait.
            Exception: The robot's own mistake.
        """
        self._work = work
        self._session = session
        self._in_this_browser = 0
        try:
            while not self._orders.to_stop:
                with self._signed_in(session) as portal:
                    trouble, is_done = self._work_in(portal, work, at_end)
                if is_done:
                    return True
                self._end_if_hopeless(trouble)
                self._progress.pause_if_ordered()
                if self._is_worn:
                    return False
        except StoppedNow:
            # Between two items, or while signing in: nothing is in hand.
            pass
        return True

    @property
    def _is_worn(self) -> bool:
        """Whether this browser has done its share."""
        return self._in_this_browser >= ITEMS_A_BROWSER

    def _work_in(
        self, portal: P, work: OneItem[P, I], at_end: Callable[[P], bool]
    ) -> tuple[Settled | None, bool]:
        """Return the trouble that ends this window, and whether all is done."""
        trouble = self._settle_doubts(portal, work)
        while not (
            trouble or self._orders.to_stop or self._orders.to_pause or self._is_worn
        ):
            item = self._take()
            if item:
                trouble = self._handle(item, lambda held: work.enter(portal, held))
                continue
            if at_end(portal):
                return None, True
            trouble = self._settle_doubts(portal, work)
        return trouble, False

    def _settle_doubts(self, portal: P, work: OneItem[P, I]) -> Settled | None:
        """Look at every item IN_DOUBT once; return the trouble that came up."""
        while not self._orders.to_stop:
            item = self._queue.take_in_doubt(
                self._robot_id,
                worker=self._name,
                now=self._clock(),
                lease_seconds=self._lease_seconds,
                pass_over=self._progress.looked,
            )
            if item is None:
                return None
            self._progress.looked.add((item.id, item.attempts))
            trouble = self._handle(item, lambda held: work.look(portal, held))
            if trouble:
                return trouble
        return None

    def _handle(
        self, item: WorkItem, do: Callable[[WorkItem], Settled]
    ) -> Settled | None:
        self._item = item
        self._renewed = self._clock()
        self._progress.begin(item)
        self._in_this_browser += 1
        try:
            settled = do(item)
        except LeaseLost:
            # Another worker recovered it; whatever it is now is theirs to say.
            return None
        finally:
            self._item = None
            if self._picture:
                self._picture.hide()
        self._progress.end(settled.item, lacks_paper=settled.lacks_paper)
        if settled.item.state in (ItemState.DONE, ItemState.ALREADY):
            self._in_a_row = 0
        return settled if settled.trouble else None

    def _take(self) -> WorkItem | None:
        while turn := self._progress.next_turn():
            item = self._queue.take(
                self._robot_id,
                worker=self._name,
                now=self._clock(),
                lease_seconds=self._lease_seconds,
                batch_id=self._batch_id,
                item_id=turn.item_id,
            )
            # A chosen item that somebody took back meanwhile is passed over.
            if item or turn.item_id is None:
                return item
        return None

    def _end_if_hopeless(self, settled: Settled | None) -> None:
        if settled is None or settled.trouble is None:
            return
        if not isinstance(settled.trouble, SiteTrouble):
            self._in_a_row = 0
            return
        self._in_a_row += 1
        if settled.ends_run:
            raise settled.trouble
        if self._in_a_row >= TROUBLES_IN_A_ROW:
            # What befell the last item promises another try, which is over with this.
            raise SiteTrouble(
                f"{TROUBLES_IN_A_ROW}件続けてうまくいかないので止めました。"
                "業務システムの様子を確かめ、もう一度実行してください。"
                f"続きから入力します。最後の明細: {settled.trouble}",
                code=settled.trouble.code,
            ) from settled.trouble

    @contextmanager
    def _signed_in(self, session: Session) -> Iterator[P]:
        stack = ExitStack()
        portal = self._sign_in(session, stack)
        try:
            yield portal
        finally:
            # Leaving must not hide what happened inside, and a dead system is left
            # without a word.
            self._is_leaving = True
            with suppress(SuiteError), site_troubles():
                session.hurry()
                stack.close()
            self._is_leaving = False

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

    # Heard from the session.

    def on_step(self, text: str) -> None:
        """Say what is being done with the item in hand."""
        if self._item:
            self._progress.step(self._item, text)
        if self._picture and self._session and self._work and self._work.may_picture:
            self._picture.take(self._session.page)

    def on_beat(self) -> None:
        """Called before every action: obey, and renew the lease before it gets old.

        Raises:
            StoppedNow: Somebody ordered so, and nothing is being registered.
            LeaseLost: Somebody else has the item now.
        """
        may_break_off = not self._is_leaving and not (
            self._work and self._work.is_submitting
        )
        if may_break_off and self._orders.to_stop_now:
            raise StoppedNow("すぐに停止しました。")
        now = self._clock()
        if self._item is None or (self._work and self._work.is_entered):
            return
        if (now - self._renewed).total_seconds() < self._lease_seconds / 4:
            return
        self._queue.renew(
            self._item.id,
            worker=self._name,
            until=now + timedelta(seconds=self._lease_seconds),
        )
        self._renewed = now

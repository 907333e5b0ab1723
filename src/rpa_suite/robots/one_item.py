"""One item's way: look in 履歴, type, read back, SUBMITTING, 登録, receipt."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic

from rpa_suite.errors import (
    Held,
    Rejected,
    ScreenChanged,
    SignInRefused,
    SiteClosed,
    SiteTrouble,
    StoppedNow,
    StoreError,
    SuiteError,
)
from rpa_suite.model.robots import EvidencePolicy, Robot
from rpa_suite.model.work import NO_PAPER, PAPER, Attempt, ItemState, WorkItem
from rpa_suite.robots.pictures import PUBLIC_LABELS, masked_picture
from rpa_suite.robots.ports import AttemptLog, Clock, EvidenceKeeper, WorkQueue
from rpa_suite.robots.procedure import I, P, Procedure, read_record
from rpa_suite.robots.session import Session
from rpa_suite.robots.troubles import site_troubles


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What became of an item.

    Attributes:
        item: As the queue holds it now.
        trouble: The screens cannot be trusted any more: sign in again before going on.
        lacks_paper: It was entered, but its 帳票 could not be saved.
    """

    item: WorkItem
    trouble: SuiteError | None = None
    lacks_paper: bool = False

    @property
    def ends_run(self) -> bool:
        """No retry mends it: a locked account, a closed system, other screens."""
        return isinstance(self.trouble, SignInRefused | SiteClosed | ScreenChanged)


# A trace is a help for IT staff, on the training site only; pictures are the evidence.
_LARGEST_TRACE = 20 * 2**20
# Tries at a 帳票: the system may send it late, blank or cut off.
_PAPER_TRIES = 3
# Begins the reason code of an item IN_DOUBT that only a person can decide.
ASK = "ASK_"


class OneItem(Generic[P, I]):
    """Enters single items; knows nothing of the loop around them.

    Attributes:
        is_submitting: 登録 is being pressed: nothing may break off now.
        may_picture: The person's record was opened, and without 支援措置.
        is_entered: DONE is stored: its lease is over, only its 帳票 may still be saved.
    """

    def __init__(
        self,
        robot: Robot,
        procedure: Procedure[P, I],
        queue: WorkQueue,
        runs: AttemptLog,
        evidence: EvidenceKeeper,
        *,
        session: Session,
        run_id: str,
        worker: str,
        clock: Clock,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self._robot = robot
        self._procedure = procedure
        self._queue = queue
        self._runs = runs
        self._evidence = evidence
        self._session = session
        self._run_id = run_id
        self._worker = worker
        self._clock = clock
        self._new_id = new_id
        self._attempt_id = ""
        self._last: WorkItem | None = None
        self._lacks_paper = False
        self.is_submitting = False
        self.may_picture = False
        self.is_entered = False

    def enter(self, portal: P, item: WorkItem) -> Settled:
        """Enter a leased item and move it to where it belongs.

        Raises:
            LeaseLost: Somebody else has the item now; it was left alone.
            StoreError: Our database failed; the next run recovers the item.
            Exception: The robot's own mistake; the item is FAILED or IN_DOUBT.
        """
        if item.attempts > self._robot.attempts:
            return self._moved(item, ItemState.FAILED, "TRIES", self._tries_used_up())
        self._attempt_id = self._new_id()
        self._runs.begin_attempt(
            Attempt(
                id=self._attempt_id,
                item_id=item.id,
                run_id=self._run_id,
                started_at=self._clock(),
            )
        )
        self._last, self._lacks_paper = None, False
        self._session.begin_trace()
        try:
            settled = self._before_submitting(portal, item)
            return settled or self._submit(portal, item)
        finally:
            self.may_picture = self.is_entered = False
            self._end_attempt()

    def look(self, portal: P, item: WorkItem) -> Settled:
        """Decide an item IN_DOUBT by looking in the system's history.

        Whatever cannot be decided stays IN_DOUBT; nothing is ever guessed.
        """
        try:
            record = read_record(self._robot, self._procedure.item, item.values)
            with site_troubles():
                found = self._procedure.find(portal, record)
        except Rejected as error:
            left = self._left_in_doubt(
                item,
                ASK + error.code,
                "履歴を見ても、登録されたか分かりません。"
                f"業務システムで確かめてください: {error}",
            )
            return Settled(item=left, trouble=_left_at_once(error))
        except SiteTrouble as error:
            left = self._left_in_doubt(
                item, error.code, f"履歴を照会できません。次の実行で照会します: {error}"
            )
            return Settled(item=left, trouble=error)
        except StoppedNow as error:
            left = self._left_in_doubt(
                item, "STOPPED", "照会の前に停止しました。次の実行で照会します。"
            )
            return Settled(item=left, trouble=error)
        if found:
            settled = self._moved(
                item,
                ItemState.DONE,
                "FOUND",
                "登録の途中で切れましたが、履歴で登録済みを確かめました。",
                receipt=found.number,
            )
            return replace(settled, lacks_paper=bool(self._robot.paper))
        return self._moved(
            item,
            ItemState.READY,
            "ABSENT",
            "登録の途中で切れましたが、履歴に無いことを確かめました。もう一度入力します。",
            later=True,
        )

    def _left_in_doubt(self, item: WorkItem, code: str, reason: str) -> WorkItem:
        return self._queue.leave_in_doubt(
            item.id,
            worker=self._worker,
            reason_code=code,
            reason=reason,
            now=self._clock(),
        )

    def _before_submitting(self, portal: P, item: WorkItem) -> Settled | None:
        """Look and type; None when the 確認画面 is there and everything agrees."""
        # Until the person's record was opened without 支援措置, nothing is pictured.
        self.may_picture = False
        try:
            record = read_record(self._robot, self._procedure.item, item.values)
            with site_troubles():
                found = self._procedure.find(portal, record)
                if found:
                    return self._moved(
                        item,
                        ItemState.ALREADY,
                        "ALREADY",
                        "同じ内容が既に登録されています。",
                        receipt=found.number,
                    )
                self.may_picture = True
                self._procedure.enter(portal, record)
            self._picture("confirm")
        except StoreError:
            # Also LeaseLost. Our own database is no fault of the item's: it stays as
            # it is stored, and the next run recovers it.
            raise
        except Held as error:
            return self._moved(
                item, ItemState.HELD, error.code, str(error), trouble=error
            )
        except Rejected as error:
            self._picture_of_trouble("rejected", self.may_picture)
            return self._moved(item, ItemState.REJECTED, error.code, str(error))
        except (SignInRefused, SiteClosed, ScreenChanged) as error:
            return self._moved(
                item, ItemState.READY, error.code, str(error), trouble=error
            )
        except SiteTrouble as error:
            self._picture_of_trouble("trouble", self.may_picture)
            return self._later_or_failed(item, error)
        except StoppedNow as error:
            return self._moved(
                item,
                ItemState.READY,
                "STOPPED",
                "入力の途中で停止しました。まだ登録していません。",
                trouble=error,
            )
        except Exception as error:
            self._moved(
                item,
                ItemState.FAILED,
                "BUG",
                "ロボットの内部エラーです。情報担当へ連絡してください。"
                f"({type(error).__name__})",
            )
            raise
        except BaseException:
            # Ctrl+C or the end of the process: nothing was registered yet.
            self._moved(item, ItemState.READY, "STOPPED", "実行が中断されました。")
            raise
        return None

    def _submit(self, portal: P, item: WorkItem) -> Settled:
        """Press 登録 once; the intention is stored before."""
        item = self._queue.move(
            item.id,
            ItemState.SUBMITTING,
            actor=self._worker,
            worker=self._worker,
            now=self._clock(),
        )
        self._runs.mark_submitted(self._attempt_id, self._clock())
        self.is_submitting = True
        try:
            with site_troubles():
                number = self._procedure.submit(portal)
        except BaseException as error:
            code = getattr(error, "code", "BUG")
            settled = self._moved(
                item,
                ItemState.IN_DOUBT,
                code,
                "登録を押した後の画面を確かめられませんでした。履歴を照会します。",
                trouble=error if isinstance(error, SuiteError) else None,
            )
            if not isinstance(error, SuiteError):
                raise
            return settled
        finally:
            self.is_submitting = False
        settled = self._moved(item, ItemState.DONE, "", "", receipt=number)
        # DONE is stored: a picture that fails must not put it in doubt again.
        self._picture_of_trouble("completed", True)
        return replace(settled, lacks_paper=not self._has_its_paper(portal, number))

    def _has_its_paper(self, portal: P, receipt: str) -> bool:
        """Save the 帳票 of the entry; True also where none is needed."""
        printed = self._procedure.printed
        if printed is None or not self._robot.paper:
            return True
        self.is_entered = True
        for _ in range(_PAPER_TRIES):
            try:
                with site_troubles():
                    content = printed(portal, self._robot.paper)
            except SuiteError:
                # The entry is made, whatever becomes of its paper.
                continue
            self._evidence.keep(
                self._attempt_id, kind=PAPER, name=f"{receipt}.pdf", content=content
            )
            return True
        self._lacks_paper = True
        return False

    def _later_or_failed(self, item: WorkItem, error: SiteTrouble) -> Settled:
        if item.attempts >= self._robot.attempts:
            return self._moved(
                item,
                ItemState.FAILED,
                error.code,
                f"{self._tries_used_up()}{error}",
                trouble=error,
            )
        return self._moved(
            item, ItemState.READY, error.code, str(error), trouble=error, later=True
        )

    def _tries_used_up(self) -> str:
        return f"{self._robot.attempts}回試しましたが登録できませんでした。"

    def _moved(
        self,
        item: WorkItem,
        state: ItemState,
        code: str,
        reason: str,
        *,
        receipt: str | None = None,
        trouble: SuiteError | None = None,
        later: bool = False,
    ) -> Settled:
        now = self._clock()
        pause = timedelta(seconds=self._robot.retry_after_seconds)
        moved = self._queue.move(
            item.id,
            state,
            actor=self._worker,
            worker=self._worker,
            reason_code=code,
            reason=reason,
            receipt=receipt,
            not_before=now + pause if later else None,
            now=now,
        )
        self._last = moved
        return Settled(item=moved, trouble=trouble)

    def _picture(self, kind: str) -> None:
        if self._robot.evidence is EvidencePolicy.NONE:
            return
        self._evidence.keep(
            self._attempt_id,
            kind=kind,
            name=f"{kind}.jpg",
            content=masked_picture(self._session.page, public=PUBLIC_LABELS),
        )

    def _picture_of_trouble(self, kind: str, allowed: bool) -> None:
        """Picture the screen if it can be had; the browser may be gone."""
        if allowed:
            with suppress(SiteTrouble):
                self._picture(kind)

    def _end_attempt(self) -> None:
        """Store how the attempt ended; it stays open where the lease was lost."""
        trace = self._session.end_trace()
        if self._last is None:
            return
        small_enough = trace is not None and len(trace) <= _LARGEST_TRACE
        if trace and small_enough and self._last.state is not ItemState.HELD:
            self._evidence.keep(
                self._attempt_id, kind="trace", name="trace.zip", content=trace
            )
        code = NO_PAPER if self._lacks_paper else self._last.reason_code
        self._runs.end_attempt(self._attempt_id, self._last.state, code, self._clock())


def _left_at_once(error: Rejected) -> Held | None:
    """Return the error if the window must be thrown away: 支援措置."""
    return error if isinstance(error, Held) else None

"""例外: what waits for a hand, and the ways on that a person chooses for an item."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rpa_suite.app.access import Access
from rpa_suite.app.booking import Booking
from rpa_suite.app.hand_actions import HandAction, actions_for
from rpa_suite.app.hand_cases import HandCase, gather
from rpa_suite.app.paper_cases import PaperCases
from rpa_suite.app.rerunning import make_ready, rerunnable
from rpa_suite.errors import InputError
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemLine, ItemState, WorkItem
from rpa_suite.store import Store


class Exceptions:
    """Shows what the robots gave to people, and moves it on."""

    def __init__(
        self,
        store: Store,
        access: Access,
        cases: PaperCases,
        booking: Booking,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._cases = cases
        self._booking = booking
        self._now = now

    def waiting(self) -> list[HandCase]:
        """Return everything that waits for a hand, over all robots one may see."""
        return gather(self._store, self._access.seen(), self._cases.of)

    def actions(self, item: WorkItem) -> tuple[HandAction, ...]:
        """Return what the person signed in may do with an item now."""
        robot = self._access.robot(item.robot_id)
        if not self._access.permissions.may(Duty.SETTLE, robot):
            return ()
        on_paper = self._store.forms.readings_of(item.id) is not None
        return actions_for(item, on_paper=on_paper)

    def act(
        self, item_id: str, action: HandAction, *, who: str, told: str = ""
    ) -> WorkItem:
        """Do what a person decided.

        Args:
            item_id: The item.
            action: What to do.
            who: The person.
            told: 処理番号 for BY_HAND, the reason for WITHDRAW.

        Raises:
            InputError: ``told`` is missing.
            StepNotAllowed: The item has moved on meanwhile.
        """
        item = self._store.items.get(item_id)
        self._access.robot_for(Duty.SETTLE, item.robot_id, who=who)
        told = told.strip()
        match action:
            case HandAction.BY_HAND:
                if not told:
                    raise InputError("業務システムの処理番号を入力してください。")
                return self.finish_by_hand(item_id, who=who, receipt=told)
            case HandAction.WITHDRAW:
                if not told:
                    raise InputError("取り下げる理由を入力してください。")
                return self.withdraw(item_id, who=who, reason=told)
            case HandAction.VERIFY_AGAIN:
                return self.send_back(item_id, who=who)
            case HandAction.RUN_AGAIN:
                back = self.send_back(item_id, who=who)
                if back.state is not ItemState.REVIEW:
                    return back
                return self._store.items.confirm(
                    item_id,
                    values=item.values,
                    entry_key=item.entry_key,
                    who=who,
                    seconds=0.0,
                    now=self._now(),
                )

    def ready_again(self, items: Sequence[ItemLine], *, who: str) -> list[str]:
        """Make chosen items ready for a run of their own (再実行); returns their ids.

        Raises:
            StepNotAllowed: One of them has moved on meanwhile.
        """
        return make_ready(
            rerunnable(items), lambda each, action: self.act(each, action, who=who)
        )

    def withdraw(self, item_id: str, *, who: str, reason: str) -> WorkItem:
        """Take an item back (取下げ) before it is entered; looks at it are booked."""
        if self._store.items.get(item_id).state is ItemState.REJECTED:
            self.send_back(item_id, who=who)
        item = self._move(
            item_id, ItemState.WITHDRAWN, who, code="WITHDRAWN", reason=reason
        )
        self._booking.of(self._access.robot(item.robot_id))
        return item

    def send_back(self, item_id: str, *, who: str) -> WorkItem:
        """Send a REJECTED item back to 確認, a FAILED one back to 実行待ち."""
        item = self._store.items.get(item_id)
        back = ItemState.REVIEW if item.state is ItemState.REJECTED else ItemState.READY
        return self._move(item_id, back, who, code="SENT_BACK", reason="差し戻し")

    def finish_by_hand(self, item_id: str, *, who: str, receipt: str) -> WorkItem:
        """Record that a person entered the item; its minutes are booked."""
        item = self._move(
            item_id,
            ItemState.BY_HAND,
            who,
            code="BY_HAND",
            reason="人手で登録",
            receipt=receipt or None,
        )
        self._booking.of(self._access.robot(item.robot_id))
        return item

    def _move(
        self,
        item_id: str,
        state: ItemState,
        who: str,
        *,
        code: str,
        reason: str,
        receipt: str | None = None,
    ) -> WorkItem:
        return self._store.items.move(
            item_id,
            state,
            actor=who,
            reason_code=code,
            reason=reason,
            receipt=receipt,
            now=self._now(),
        )

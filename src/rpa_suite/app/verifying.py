"""確認: people look at the fields that wait for them, and end the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rpa_suite.app import accepting
from rpa_suite.app.access import Access
from rpa_suite.app.doubts import Doubt, doubts_of, every_field, wrong_fields
from rpa_suite.app.item_records import entry_key, problems_of
from rpa_suite.app.paper_cases import PaperCases
from rpa_suite.app.work_items import WorkItems
from rpa_suite.errors import InputError
from rpa_suite.model.forms import nested
from rpa_suite.model.staff import Duty
from rpa_suite.model.verifying import FieldLook, LookOutcome
from rpa_suite.model.work import ItemState, WorkItem
from rpa_suite.robots.catalogue import load_record
from rpa_suite.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class FormEnd:
    """What became of a form when its last look was taken.

    Attributes:
        item: READY now; None where the form cannot go on yet.
        open_fields: How many fields still wait for somebody.
        wrong: (field id, message) of what keeps the values from being a record; the
            id is empty where the record as a whole is at fault.
    """

    item: WorkItem | None = None
    open_fields: int = 0
    wrong: tuple[tuple[str, str], ...] = ()


class Verifying:
    """Says what waits for whom, keeps what they said, makes settled forms READY."""

    def __init__(
        self,
        store: Store,
        access: Access,
        items: WorkItems,
        cases: PaperCases,
        *,
        keyed_hash: Callable[[str], str],
        now: Callable[[], datetime],
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._access = access
        self._items = items
        self._cases = cases
        self._keyed_hash = keyed_hash
        self._now = now
        self._today = today

    def doubts(self, robot_id: str, *, who: str) -> list[Doubt]:
        """Return the looks that are wanted from a person, form by form.

        What was put aside before (読めない, 本人に確認) comes last.
        """
        items = self._items.find(robot_id=robot_id, states=(ItemState.REVIEW,))
        today = self._today()
        found = [
            doubt
            for case in self._cases.of(items)
            for doubt in doubts_of(case, who=who, today=today)
        ]
        return sorted(found, key=lambda doubt: doubt.was_put_aside)

    def form_doubts(self, item_id: str, *, who: str) -> list[Doubt]:
        """Return the looks that one form wants from a person, as it stands now."""
        self._access.seen_item(item_id)
        case = self._cases.one(item_id)
        return list(doubts_of(case, who=who, today=self._today()))

    def form_fields(self, item_id: str) -> list[Doubt]:
        """Return every field of a form with what stands there now."""
        self._access.seen_item(item_id)
        return list(every_field(self._cases.one(item_id)))

    def look(
        self,
        doubt: Doubt,
        outcome: LookOutcome,
        value: str = "",
        *,
        who: str,
        seconds: float,
    ) -> None:
        """Store what a person said of a field.

        Raises:
            InputError: Another look is wanted there, not this person's.
            StepNotAllowed: The item is no longer in REVIEW.
        """
        case = self._cases.one(doubt.item_id)
        self._access.robot_for(Duty.VERIFY, case.item.robot_id, who=who)
        field_id = doubt.field.id
        unchanged = outcome is LookOutcome.VALUE and value == doubt.value
        if not doubt.is_wanted and unchanged:
            return
        is_undo = outcome is LookOutcome.UNDONE
        is_open = field_id in case.open_fields() and not is_undo
        if is_open and not case.standing(field_id).may_look(who):
            raise InputError(
                "この項目は、ほかの人の確認を待っています。次の項目へ進んでください。"
            )
        self._store.looks.add(
            FieldLook(
                item_id=doubt.item_id,
                field_id=field_id,
                who=who,
                at=self._now(),
                seconds=seconds,
                outcome=outcome,
                value=value,
            )
        )

    def finish_form(self, item_id: str, *, who: str) -> FormEnd:
        """Confirm a form whose fields are all settled; its item is READY then.

        Raises:
            DuplicateEntry: The corrected case is queued already.
            StepNotAllowed: The item is no longer in REVIEW.
        """
        case = self._cases.one(item_id)
        if waiting := len(case.open_fields()):
            return FormEnd(open_fields=waiting)
        values = case.values()
        wrong = wrong_fields(case, self._access.robot(case.item.robot_id), values)
        if wrong:
            return FormEnd(wrong=wrong)
        looks = [look for each in case.looks.values() for look in each]
        item = self.confirm(
            item_id, values, who=who, seconds=sum(look.seconds for look in looks)
        )
        accepting.settle_checks(
            self._store, item_id, case.form, values, now=self._now()
        )
        return FormEnd(item=item)

    def confirm(
        self, item_id: str, values: Mapping[str, str], *, who: str, seconds: float
    ) -> WorkItem:
        """Store what a person confirmed; the item is then ready for its robot.

        Args:
            item_id: An item in REVIEW.
            values: Field id to confirmed value, all fields of the form.
            who: Who looked.
            seconds: How long, idle time cut; it is subtracted from the saving.

        Raises:
            DuplicateEntry: The corrected case is queued already.
            InputError: The values do not make a record; the message names the fields.
        """
        item = self._store.items.get(item_id)
        robot = self._access.robot_for(Duty.VERIFY, item.robot_id, who=who)
        record = nested({k: v for k, v in values.items() if v})
        wrong = problems_of(robot, load_record(robot), record)
        if wrong:
            raise InputError(
                "まだ確認が終わっていません: "
                + "、".join(f"{p.column or '全体'}（{p.message}）" for p in wrong[:5])
            )
        return self._store.items.confirm(
            item_id,
            values=record,
            entry_key=entry_key(robot, record, self._keyed_hash, origin=item_id),
            who=who,
            seconds=seconds,
            now=self._now(),
        )

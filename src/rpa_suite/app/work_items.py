"""明細: the items of the robots one may see, what they hold and what became of them."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from rpa_suite.app.access import Access
from rpa_suite.app.item_records import flattened, is_personal, label_of, masked
from rpa_suite.app.life import Life, life_of
from rpa_suite.app.records import ItemSheet
from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import PAPER, ItemEvent, ItemState, WorkItem
from rpa_suite.store import Store
from rpa_suite.store.evidence import EvidenceRef


class WorkItems:
    """Finds and shows items; personal fields are masked until somebody reveals them."""

    def __init__(
        self,
        store: Store,
        access: Access,
        templates: Mapping[str, FormTemplate],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._templates = templates
        self._now = now

    def find(
        self,
        *,
        robot_id: str | None = None,
        batch_id: str | None = None,
        states: tuple[ItemState, ...] = (),
    ) -> list[WorkItem]:
        """Return the items that the person signed in may see, oldest first."""
        found = self._store.items.find(
            robot_id=robot_id, batch_id=batch_id, states=states
        )
        hidden = self._access.hidden()
        return [item for item in found if item.robot_id not in hidden]

    def one(self, item_id: str) -> WorkItem:
        """Return one item.

        Raises:
            StoreError: There is none.
        """
        return self._access.seen_item(item_id)

    def with_receipt(self, receipt: str) -> WorkItem | None:
        """Return the item with this 処理番号; width and spaces do not matter."""
        plain = unicodedata.normalize("NFKC", receipt).upper()
        found = self._store.items.with_receipt("".join(plain.split()))
        if found is None:
            return None
        robot = self._access.robot(found.robot_id)
        return found if self._access.permissions.sees(robot) else None

    def sheet(self, robot_id: str, *, newest_only: bool = False) -> ItemSheet:
        """Return what the list of a robot's items shows.

        Args:
            robot_id: Whose items.
            newest_only: The newest import alone: at once, while the rest may take
                a second.
        """
        self._access.seen_robot(robot_id)
        times = self._store.batches.times(robot_id)
        newest = next(iter(times), None)
        lines = self._store.items.lines(
            robot_id, batch_id=newest if newest_only else None
        )
        sizes = Counter(lines.batch_ids)
        return ItemSheet(
            lines=lines,
            counts=self._store.items.counts(robot_id).get(robot_id, {}),
            imports={i: (at, sizes[i]) for i, at in times.items() if sizes[i]},
        )

    def history(self, item_id: str) -> list[ItemEvent]:
        """Return every step of an item, oldest first."""
        self._access.seen_item(item_id)
        return self._store.items.history(item_id)

    def life(self, item_id: str, *, reveal: bool = False) -> Life:
        """Return an item's whole life; personal fields are masked until revealed.

        Revealing is recorded in the audit log.
        """
        item = self._access.seen_item(item_id)
        robot = self._access.robot(item.robot_id)
        if reveal:
            self.note_reveal(item_id)
        told = life_of(self._store, robot, self._templates, item, reveal=reveal)
        may_reveal = self._access.permissions.may(Duty.REVEAL, robot)
        return replace(told, may_reveal=may_reveal)

    def shown(self, item: WorkItem, *, reveal: bool = False) -> dict[str, str]:
        """Return label to text; personal fields are masked until revealed.

        Revealing is recorded in the audit log.
        """
        robot = self._access.seen_robot(item.robot_id)
        if reveal:
            self.note_reveal(item.id)
        return {
            label_of(robot, name): (
                text if reveal or not is_personal(robot, name) else masked(text)
            )
            for name, text in flattened(item.values)
        }

    def note_reveal(self, item_id: str) -> None:
        """Record that somebody had personal fields of an item shown to him.

        Raises:
            NotAllowed: He may not see them.
        """
        item = self._store.items.get(item_id)
        self._access.robot_for(Duty.REVEAL, item.robot_id)
        self._store.audit.record(
            actor=self._access.permissions.account,
            action="reveal",
            subject=item_id,
            detail={},
            now=self._now(),
        )

    def form_of(self, item_id: str) -> tuple[FilledForm, dict[int, bytes]] | None:
        """Return the readings of the item's paper and its pages (JPEG), if any."""
        self._access.seen_item(item_id)
        return self._store.forms.of_item(item_id)

    def picture(self, item_id: str, ref: EvidenceRef) -> bytes:
        """Return what was pictured of a screen of an item, or its 帳票, as a picture.

        Raises:
            NotAllowed: He may not see the item, or what is personal of it.
        """
        item = self._access.seen_item(item_id)
        content = self._store.evidence.read(ref)
        if ref.kind != PAPER:
            return content
        self._access.robot_for(Duty.REVEAL, item.robot_id)
        from rpa_suite.app.papers import first_page

        return first_page(content)

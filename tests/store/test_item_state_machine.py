"""Whatever is done to a queue in whatever order, it does what a small model says."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from rpa_suite.errors import DuplicateEntry, LeaseLost, StepNotAllowed, StoreError
from rpa_suite.model.work import NEXT_STATES, ItemState
from tests.store.places import Place
from tests.store.samples import LEASE, NOW, ROBOT, a_batch, a_draft

S = ItemState
WORKERS = st.sampled_from(("w1", "w2", "w3"))
KEYS = st.sampled_from(tuple("abcdefgh"))
# Where work goes on from; ENTERING mostly to 登録, behind which most ways lie.
WAYS_OUT = {
    start: sorted(ends) + [S.SUBMITTING] * 6 * (start is S.ENTERING)
    for start, ends in NEXT_STATES.items()
    if ends and start not in (S.REVIEW, S.READY)
}
MOST_ITEMS = 8


@dataclass
class Expected:
    """What the model knows of one item."""

    id: str
    state: ItemState
    key: str
    attempts: int = 0
    owner: str | None = None
    until: datetime | None = None
    not_before: datetime | None = None
    receipt: str | None = None
    looks: int = 0
    steps: int = 1

    def is_leased(self, now: datetime) -> bool:
        return self.until is not None and self.until > now

    def go(self, to: ItemState, not_before: datetime | None = None) -> None:
        self.state = to
        self.steps += 1
        self.not_before = not_before
        if to is not S.SUBMITTING:
            self.owner = self.until = None


class Queue(RuleBasedStateMachine):
    """A store on SQLite beside the model, with a clock of our own."""

    original: Path

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rpa-queue-"))
        shutil.copyfile(self.original, self.folder / "rpa.db")
        place = Place(url=f"sqlite:///{self.folder / 'rpa.db'}", folder=self.folder)
        self.store = place.open()
        self.now = NOW
        self.withdrawn = 0
        self.items: list[Expected] = []
        for key, state in zip("abc", (S.READY, S.READY, S.REVIEW), strict=True):
            self.add_item(key, state)

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def live(self, key: str) -> Expected | None:
        return next(
            (i for i in self.items if i.key == key and i.state is not S.WITHDRAWN),
            None,
        )

    def pick(self, data, *likely: ItemState) -> Expected:
        """Choose an item; one in a likely state rather than another."""
        wanted = [item for item in self.items if item.state in likely]
        return data.draw(st.sampled_from(wanted * 4 + self.items), label="item")

    def any_in(self, *states: ItemState) -> bool:
        return any(item.state in states for item in self.items)

    @rule(seconds=st.sampled_from((1, LEASE / 2, LEASE, LEASE + 1)))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: len(self.items) < MOST_ITEMS)
    @rule(key=KEYS, state=st.sampled_from((S.REVIEW, S.READY, S.READY)))
    def add(self, key, state):
        known = self.live(key)

        with refused(DuplicateEntry if known else None) as error:
            self.add_item(key, state)
        if known:
            assert error[0].existing_id == known.id

    def add_item(self, key, state):
        draft = a_draft(entry_key=key, state=state)
        (item,) = self.store.items.add(a_batch(imported_at=self.now), [draft])
        self.items.append(Expected(id=item.id, state=state, key=key))

    @precondition(lambda self: self.any_in(S.READY))
    @rule(worker=WORKERS)
    def take(self, worker):
        ready = [
            item
            for item in self.items
            if item.state is S.READY
            and (item.not_before is None or item.not_before <= self.now)
        ]

        taken = self.store.items.take(
            ROBOT, worker=worker, now=self.now, lease_seconds=LEASE
        )

        assert (taken.id if taken else None) == (ready[0].id if ready else None)
        if ready:
            item = ready[0]
            item.state = S.ENTERING
            item.attempts += 1
            item.steps += 1
            item.owner, item.until = worker, self.now + timedelta(seconds=LEASE)

    @precondition(lambda self: self.any_in(S.IN_DOUBT))
    @rule(worker=WORKERS)
    def take_in_doubt(self, worker):
        waiting = [
            item
            for item in self.items
            if item.state is S.IN_DOUBT
            and (item.not_before is None or item.not_before <= self.now)
            and (item.until is None or item.until < self.now)
        ]

        taken = self.store.items.take_in_doubt(
            ROBOT, worker=worker, now=self.now, lease_seconds=LEASE
        )

        assert (taken.id if taken else None) == (waiting[0].id if waiting else None)
        if waiting:
            item = waiting[0]
            item.owner, item.until = worker, self.now + timedelta(seconds=LEASE)

    @precondition(lambda self: self.any_in(S.ENTERING, S.SUBMITTING, S.IN_DOUBT))
    @rule(data=st.data())
    def renew(self, data):
        item = self.pick(data, S.ENTERING, S.SUBMITTING, S.IN_DOUBT)
        worker = data.draw(WORKERS, label="worker")
        until = self.now + timedelta(seconds=LEASE)

        with refused(None if item.owner == worker else LeaseLost):
            self.store.items.renew(item.id, worker=worker, until=until)
            item.until = until

    @rule(data=st.data(), delay=st.sampled_from((None, 1, LEASE)))
    def move(self, data, delay):
        item = self.pick(data, *WAYS_OUT)
        allowed = sorted(NEXT_STATES[item.state])
        # Mostly what may happen, done by whom it may be done: that leads somewhere.
        to = data.draw(st.sampled_from(allowed * 4 + list(S)), label="to")
        worker = data.draw(st.sampled_from([item.owner] * 6 + [None, "w1", "w2"]))
        receipt = data.draw(st.sampled_from(("R-1", "R-2", None)), label="receipt")
        not_before = self.now + timedelta(seconds=delay) if delay else None
        error: type[StoreError] | None = None
        if (worker is not None and worker != item.owner) or (
            worker is None and item.is_leased(self.now)
        ):
            error = LeaseLost
        elif to not in allowed or to is S.ENTERING:
            error = StepNotAllowed
        elif to is S.DONE and not (receipt or item.receipt):
            error = StoreError

        with refused(error):
            self.store.items.move(
                item.id,
                to,
                actor=worker or "clerk",
                worker=worker,
                receipt=receipt,
                not_before=not_before,
                now=self.now,
            )
            item.go(to, not_before)
            item.receipt = receipt or item.receipt

    @precondition(lambda self: self.any_in(*WAYS_OUT))
    @rule(data=st.data())
    def work_on(self, data):
        """Take a step as the holder of the item does, or a person without one."""
        under_way = [item for item in self.items if item.state in WAYS_OUT]
        item = data.draw(st.sampled_from(under_way), label="item")
        to = data.draw(st.sampled_from(WAYS_OUT[item.state]), label="to")

        self.store.items.move(
            item.id,
            to,
            actor=item.owner or "clerk",
            worker=item.owner,
            receipt="R-3",
            now=self.now,
        )
        item.go(to)
        item.receipt = "R-3"

    @precondition(lambda self: self.withdrawn < 2 and self.any_in(S.REVIEW, S.READY))
    @rule(data=st.data())
    def withdraw(self, data):
        item = self.pick(data, S.REVIEW, S.READY)
        error: type[StoreError] | None = None
        if item.is_leased(self.now):
            error = LeaseLost
        elif item.state not in (S.REVIEW, S.READY):
            error = StepNotAllowed

        with refused(error):
            self.store.items.move(item.id, S.WITHDRAWN, actor="clerk", now=self.now)
            item.go(S.WITHDRAWN)
            self.withdrawn += 1

    @precondition(lambda self: self.any_in(S.REVIEW))
    @rule(data=st.data(), key=KEYS)
    def confirm(self, data, key):
        item = self.pick(data, S.REVIEW)
        error: type[StoreError] | None = None
        if item.state is not S.REVIEW:
            error = StepNotAllowed
        elif self.live(key) not in (None, item):
            error = DuplicateEntry

        with refused(error):
            self.store.items.confirm(
                item.id,
                values={},
                entry_key=key,
                who="clerk",
                seconds=1.0,
                now=self.now,
            )
            item.go(S.READY)
            item.key = key
            item.looks += 1

    @precondition(lambda self: self.any_in(S.ENTERING, S.SUBMITTING))
    @rule(data=st.data())
    def recover(self, data):
        owners = sorted({item.owner for item in self.items if item.owner})
        dead = data.draw(st.sampled_from([*owners, None]), label="dead")
        ended = [
            item
            for item in self.items
            if item.state in (S.ENTERING, S.SUBMITTING)
            and (item.until < self.now or item.owner == dead)
        ]

        recovered = self.store.items.recover(dead_worker=dead, now=self.now)

        assert [item.id for item in recovered] == [item.id for item in ended]
        for item in self.items:
            # Whoever looked a doubt up is gone: the next run may look.
            if item.state is S.IN_DOUBT and dead and item.owner == dead:
                item.owner = item.until = None
        for item in ended:
            item.go(S.READY if item.state is S.ENTERING else S.IN_DOUBT)

    @invariant()
    def the_store_holds_what_the_model_knows(self):
        stored = self.store.items.find()
        assert [item.id for item in stored] == [item.id for item in self.items]
        for item, expected in zip(stored, self.items, strict=True):
            assert item.state is expected.state
            assert item.entry_key == expected.key
            assert item.attempts == expected.attempts
            assert item.receipt == expected.receipt
            assert item.review_seconds == expected.looks
            assert (item.lease_owner, item.lease_until) == (
                expected.owner,
                expected.until,
            )

    @invariant()
    def every_history_is_a_chain_of_allowed_steps(self):
        for item in self.items:
            history = self.store.items.history(item.id)
            assert len(history) == item.steps
            assert history[0].from_state is None
            assert history[0].to_state in (S.REVIEW, S.READY)
            for earlier, later in pairwise(history):
                assert later.from_state is earlier.to_state
                assert later.to_state in NEXT_STATES[earlier.to_state]
                assert later.at >= earlier.at
            assert history[-1].to_state is item.state

    @invariant()
    def who_works_on_an_item_leases_it_and_nobody_leases_a_resting_one(self):
        for item in self.store.items.find():
            leased = item.lease_owner is not None
            assert leased == (item.lease_until is not None)
            if item.state in (S.ENTERING, S.SUBMITTING):
                assert leased
            elif item.state is not S.IN_DOUBT:
                assert not leased


@contextmanager
def refused(error: type[StoreError] | None) -> Iterator[list[StoreError]]:
    """Expect exactly this error, or none; the list holds it afterwards."""
    caught: list[StoreError] = []
    if error is None:
        yield caught
        return
    with pytest.raises(StoreError) as info:
        yield caught
    assert info.type is error
    caught.append(info.value)


@pytest.fixture(scope="module", autouse=True)
def original(sqlite_original):
    """Tell the examples, which no fixture reaches, what to copy."""
    Queue.original = sqlite_original


TestQueue = Queue.TestCase
TestQueue.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    # Every try costs real transactions: shrinking would take minutes, and thirty
    # steps can be read as they are.
    phases=(Phase.explicit, Phase.generate),
)

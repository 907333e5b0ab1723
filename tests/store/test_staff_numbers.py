"""職員番号: each works for one run at a time."""

from datetime import timedelta

import pytest

from rpa_suite.store.staff_numbers import Holder
from tests.store.samples import NOW


@pytest.fixture
def take(store):
    def take(run, wanted=1, *, alive=True, later=timedelta(0)):
        return store.staff_numbers.take(
            ["a", "b", "c"],
            run_id=run,
            robot_id="robot",
            worker=f"pc:{run}",
            wanted=wanted,
            is_alive=lambda worker: alive,
            now=NOW + later,
        )

    return take


def test_runs_get_different_numbers_until_there_are_none(take):
    assert take("one", 2) == ["a", "b"]
    assert take("two") == ["c"]
    held = take("three")
    assert isinstance(held, Holder)
    assert (held.run_id, held.robot_id, held.worker) == ("one", "robot", "pc:one")


def test_too_few_free_numbers_are_not_taken_at_all(take):
    take("one", 2)
    assert isinstance(take("two", 2), Holder)
    assert take("three") == ["c"]


def test_numbers_given_back_are_free(store, take):
    take("one", 3)
    store.staff_numbers.give_back("one")
    assert take("two", 3) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "gone", [{"alive": False}, {"later": timedelta(hours=15)}], ids=str
)
def test_numbers_of_the_dead_are_free(take, gone):
    take("one", 3)
    assert take("two", 2, **gone) == ["a", "b"]


def test_a_claim_made_between_our_look_and_ours_wins(store, take, monkeypatch):
    take("one", 3)
    look, looks = store.staff_numbers._holders, []

    def blind_at_first(connection, names):
        looks.append(names)
        return [] if len(looks) == 1 else look(connection, names)

    monkeypatch.setattr(store.staff_numbers, "_holders", blind_at_first)
    held = take("two")
    assert isinstance(held, Holder)
    assert held.run_id == "one"

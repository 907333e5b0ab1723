"""再実行: the rows that a person chose are made ready, and only they are run."""

from collections.abc import Callable, Sequence

from rpa_suite.app.hand_actions import HandAction
from rpa_suite.model.work import ItemLine, ItemState, WorkItem

# READY may be chosen too: only a part of the pile shall be entered.
RERUNNABLE = frozenset(
    {ItemState.READY, ItemState.FAILED, ItemState.REJECTED, ItemState.IN_DOUBT}
)
_SENT_BACK = (ItemState.FAILED, ItemState.REJECTED)
Act = Callable[[str, HandAction], WorkItem]


def rerunnable(items: Sequence[ItemLine]) -> list[ItemLine]:
    """Return those of the chosen items that a robot can try (again)."""
    return [item for item in items if item.state in RERUNNABLE]


def make_ready(items: Sequence[ItemLine], act: Act) -> list[str]:
    """Send back what failed or was rejected; return the ids to run, in order.

    What is IN_DOUBT stays so: the run looks it up before it types anything.

    Raises:
        StepNotAllowed: One of them has moved on meanwhile; those before it are ready.
    """
    for item in items:
        if item.state in _SENT_BACK:
            act(item.id, HandAction.RUN_AGAIN)
    return [item.id for item in items]

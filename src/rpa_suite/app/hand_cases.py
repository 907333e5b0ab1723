"""What waits for a hand, over all robots, by reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rpa_suite.app.paper_cases import PaperCase
from rpa_suite.model.reconciling import Discrepancy
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import ItemState, WorkItem
from rpa_suite.store import Store

CasesOf = Callable[[Sequence[WorkItem]], Iterable[PaperCase]]
STATES = (
    ItemState.IN_DOUBT,
    ItemState.REJECTED,
    ItemState.FAILED,
    ItemState.HELD,
)
_NO_WORDS = {
    ItemState.IN_DOUBT: "登録されたか分かりません。履歴で確かめてください。",
    ItemState.HELD: "支援措置などで抑止された明細です。",
    ItemState.FAILED: "ロボットが登録できませんでした。",
    ItemState.REJECTED: "業務システムが受け付けませんでした。",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class HandCase:
    """One thing that waits for a person.

    Attributes:
        item: None for an entry that no item knows of.
        reason: Why, in a sentence; cases of one reason stand together.
        told: What else there is to say of this one.
        discrepancy: What the system's own list says otherwise.
    """

    robot: Robot
    item: WorkItem | None
    reason: str
    told: str = ""
    discrepancy: Discrepancy | None = None


def gather(
    store: Store, robots: Mapping[str, Robot], cases_of: CasesOf
) -> list[HandCase]:
    """Return everything that waits for a hand, the most urgent state first.

    Args:
        store: Where it all lies.
        robots: Every robot, by id.
        cases_of: Gives the papers of items, with what was said of them.
    """
    stuck = store.items.find(states=STATES)
    aside = [store.items.get(item_id) for item_id in store.looks.put_aside()]
    found = sorted(
        stuck_items(robots, stuck), key=lambda case: STATES.index(_state(case))
    )
    unsettled = store.discrepancies.open_by_robot()
    for robot in robots.values():
        differ = unsettled.get(robot.id, [])
        ours = {each.item_id for each in differ if each.item_id}
        items = {item_id: store.items.get(item_id) for item_id in ours}
        found += differing(robot, differ, items)
    return [*found, *put_aside(robots, list(cases_of(aside)))]


def _state(case: HandCase) -> ItemState:
    assert case.item is not None
    return case.item.state


def stuck_items(
    robots: Mapping[str, Robot], items: Sequence[WorkItem]
) -> Iterator[HandCase]:
    """Yield the items that the robots gave to people."""
    for item in items:
        robot = robots.get(item.robot_id)
        if robot and item.state in STATES:
            held = item.state is ItemState.HELD
            reason = "" if held else item.reason
            yield HandCase(
                robot=robot, item=item, reason=reason or _NO_WORDS[item.state]
            )


def put_aside(
    robots: Mapping[str, Robot], cases: Sequence[PaperCase]
) -> Iterator[HandCase]:
    """Yield the papers of which somebody said that they do not tell."""
    for case in cases:
        aside = [
            (case.template.field_named(field_id).label, decided.outcome.label)
            for field_id in case.looks
            if case.standing(field_id).is_put_aside
            and (decided := case.standing(field_id).decided)
        ]
        for outcome in dict.fromkeys(said for _, said in aside):
            labels = "、".join(label for label, said in aside if said == outcome)
            yield HandCase(
                robot=robots[case.item.robot_id],
                item=case.item,
                reason=f"確認で「{outcome}」とした項目があります。",
                told=labels,
            )


def differing(
    robot: Robot, found: Sequence[Discrepancy], items: Mapping[str, WorkItem]
) -> Iterator[HandCase]:
    """Yield the entries that the system's own list shows otherwise."""
    for each in found:
        yield HandCase(
            robot=robot,
            item=items.get(each.item_id or ""),
            reason=f"突合: {each.kind.label}",
            told=f"処理番号 {each.receipt}　{each.labels}".strip(),
            discrepancy=each,
        )

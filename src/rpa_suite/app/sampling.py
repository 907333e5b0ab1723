"""抜取り: some of what a robot entered is compared by a person before it goes on.

Which ones is in nobody's hand: the least hash of every import, and of the others as
many as the manifest asks for.
"""

import hashlib
from itertools import groupby

from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Environment, ItemState, WorkItem

_ACTION = "sample_checked"


def waiting_samples(office: Office, robot: Robot) -> list[WorkItem]:
    """Return the entries of a robot that a person still has to compare, by number."""
    percent = robot.human_checks.sample_percent
    if not percent:
        return []
    done = office.store.items.find(robot_id=robot.id, states=(ItemState.DONE,))
    checked = office.store.audit.subjects(_ACTION)
    chosen: list[WorkItem] = []
    by_import = sorted(done, key=lambda item: (item.batch_id, _draw(item)))
    for _, items in groupby(by_import, key=lambda item: item.batch_id):
        first, *others = items
        chosen += [first, *(item for item in others if _draw(item) < percent)]
    return [item for item in chosen if item.id not in checked]


def check_sample(
    office: Office, item: WorkItem, *, who: str, is_right: bool, note: str = ""
) -> None:
    """Keep that a person compared an entry with its original.

    Raises:
        InputError: It is no sample, or is wrong and nobody says what was done.
        NotAllowed: This person may not.
    """
    robot = office.robot(item.robot_id)
    office.permissions.require(Duty.SETTLE, robot, who=who)
    if item.id not in {each.id for each in waiting_samples(office, robot)}:
        raise InputError(f"明細{item.number}は、抜取り確認を待っていません。")
    if not is_right and not note:
        raise InputError("違っていたときは、--note に直したことを書いてください。")
    office.store.audit.record(
        actor=who,
        action=_ACTION,
        subject=item.id,
        detail={"robot": robot.id, "right": str(is_right), "note": note},
        now=office.now(),
    )


def refuse_unchecked_samples(office: Office, robot: Robot, site: Site) -> None:
    """Let a robot go on in production only when its samples were compared.

    Raises:
        InputError: Some wait.
    """
    if site.environment is not Environment.PRODUCTION:
        return
    if waiting := waiting_samples(office, robot):
        raise InputError(
            f"「{robot.title}」には、{robot.human_checks.sample}の抜取り確認を待つ登録が"
            f"{len(waiting)}件あります。原票と見比べてから実行してください"
            f"（rpa-suite samples {robot.id}）。"
        )


def _draw(item: WorkItem) -> float:
    """Return a number from 0 to 100 that nobody chose."""
    digest = hashlib.sha256(item.id.encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32 * 100

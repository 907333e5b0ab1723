"""The robots and items of an office, handed to those who may use them."""

from collections.abc import Mapping

from rpa_suite.app.permissions import Permissions
from rpa_suite.errors import InputError, ManifestError
from rpa_suite.model.robots import Robot
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import WorkItem
from rpa_suite.store import Store


def robot_called(robots: Mapping[str, Robot], name: str) -> Robot:
    """Return the robot with this id, or the one of this 業務 number.

    Raises:
        InputError: There is none.
    """
    of_task = (each for each in robots.values() if each.task == name)
    if found := robots.get(name) or next(of_task, None):
        return found
    raise InputError(
        f"ロボット「{name}」はありません。rpa-suite robots で名前を確かめてください。"
    )


class Access:
    """Looks up and refuses; every part of the office asks here.

    Attributes:
        permissions: What the person signed in may do.
    """

    def __init__(
        self,
        store: Store,
        robots: Mapping[str, Robot],
        permissions: Permissions,
        unusable: Mapping[str, str],
    ) -> None:
        self._store = store
        self._robots = robots
        self._unusable = unusable
        self.permissions = permissions

    def robot(self, robot_id: str) -> Robot:
        """Return the robot with this id, whoever asks.

        Raises:
            ManifestError: There is none, or its manifest or form cannot be read.
        """
        if robot_id in self._unusable:
            raise ManifestError(self._unusable[robot_id])
        try:
            return self._robots[robot_id]
        except KeyError as error:
            known = "、".join(sorted(self._robots)) or "なし"
            raise ManifestError(
                f"ロボット「{robot_id}」はありません。登録済み: {known}"
            ) from error

    def robot_for(self, duty: Duty, robot_id: str, *, who: str = "") -> Robot:
        """Return the robot to whoever may do this with its items.

        Args:
            duty: What is to be done.
            robot_id: With whose items.
            who: In whose name; nobody acts in another one's.

        Raises:
            ManifestError: There is no such robot.
            NotAllowed: His roles, his 課, or the name do not allow it.
        """
        robot = self.robot(robot_id)
        self.permissions.require(duty, robot, who=who)
        return robot

    def seen_robot(self, robot_id: str) -> Robot:
        """Return the robot to whoever works for its 課.

        Raises:
            ManifestError: There is no such robot.
            NotAllowed: He does not.
        """
        robot = self.robot(robot_id)
        self.permissions.require_sight(robot)
        return robot

    def seen_item(self, item_id: str) -> WorkItem:
        """Return the item to whoever works for the 課 of its robot.

        Raises:
            NotAllowed: He does not.
            StoreError: There is no such item.
        """
        item = self._store.items.get(item_id)
        self.seen_robot(item.robot_id)
        return item

    def seen(self) -> dict[str, Robot]:
        """Return the robots that the person signed in sees, by id."""
        return self.permissions.seen(self._robots)

    def hidden(self) -> frozenset[str]:
        """Return the ids of the robots that he does not see."""
        if self.permissions.is_open:
            return frozenset()
        return frozenset(self._robots.keys() - self.seen())

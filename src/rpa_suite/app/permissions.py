"""役割: what the person who is signed in to this PC may do; asked before every step.

Windows hide what is not allowed, but it is refused here. As long as no 管理者 is
registered everybody may do everything: one person at one PC needs no list of people.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import psutil

from rpa_suite.errors import InputError, NotAllowed
from rpa_suite.model.robots import Robot
from rpa_suite.model.staff import Duty, Role, Staff, who_may
from rpa_suite.store import Store


def os_account() -> str:
    """Return who is signed in, as the operating system says; no variable changes it.

    Windows gives the domain before the name; people are known by the name.
    """
    return psutil.Process().username().rpartition("\\")[2]


class Permissions:
    """Allows and refuses, and keeps the list of people."""

    def __init__(
        self,
        store: Store,
        account: Callable[[], str] = os_account,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._account = account
        self._now = now

    @property
    def account(self) -> str:
        """Who is signed in to this PC."""
        return self._account()

    @property
    def is_open(self) -> bool:
        """Whether everybody may do everything, for no 管理者 is registered."""
        return not _admins(self._store.staff.everybody())

    def me(self) -> Staff | None:
        """Return the person signed in; None while the suite is open."""
        if self.is_open:
            return None
        account = self.account
        nobody = Staff(account=account, name=account, roles=frozenset())
        return self._store.staff.get(account) or nobody

    def may(self, duty: Duty, robot: Robot | None = None) -> bool:
        """Whether the person signed in may do this."""
        me = self.me()
        return me is None or (
            me.may(duty) and (robot is None or me.sees(robot.section))
        )

    def duties(self) -> frozenset[Duty]:
        """Return all that the person signed in may do, with the robots he sees."""
        me = self.me()
        return frozenset(duty for duty in Duty if me is None or me.may(duty))

    def sees(self, robot: Robot) -> bool:
        """Whether the person signed in sees this robot and its items."""
        return self.sight()(robot.section)

    def sight(self) -> Callable[[str], bool]:
        """Return what tells of a 課 whether the person signed in works for it.

        The list of people is read once, however many rows are asked about.
        """
        me = self.me()
        return lambda section: me is None or (bool(me.roles) and me.sees(section))

    def seen(self, robots: Mapping[str, Robot]) -> dict[str, Robot]:
        """Return those of the robots that the person signed in sees."""
        sees = self.sight()
        return {each.id: each for each in robots.values() if sees(each.section)}

    def require_sight(self, robot: Robot) -> None:
        """Refuse whoever does not work for the robot's 課.

        Raises:
            NotAllowed: He does not.
        """
        if not self.sees(robot):
            raise NotAllowed(
                f"「{robot.title}」は{robot.section}の業務です。"
                f"{self.account} さんには見る権限がありません。"
                "必要なときは管理者に登録を頼んでください。"
            )

    def require(self, duty: Duty, robot: Robot | None = None, *, who: str = "") -> None:
        """Refuse what the person signed in may not do.

        Args:
            duty: What is to be done.
            robot: With whose items; None where it concerns none.
            who: In whose name; nobody acts in another one's.

        Raises:
            NotAllowed: His roles, his 課, or the name do not allow it.
        """
        me = self.me()
        if me is None:
            return
        if who and who != me.account:
            raise NotAllowed(
                f"「{who}」の名前では操作できません。"
                f"このPCには {me.account} さんがサインインしています。"
            )
        if robot is not None:
            self.require_sight(robot)
        if not me.may(duty):
            raise NotAllowed(
                f"{me.name} さんは{duty.label}ができません。"
                f"役割{who_may(duty)}が要ります。管理者に登録を頼んでください。"
            )

    # The list of people.

    def everybody(self) -> list[Staff]:
        """Return the people registered."""
        return self._store.staff.everybody()

    def register(self, person: Staff, *, who: str) -> None:
        """Store a person with roles and 課.

        Raises:
            InputError: Without account, name or role, or it would leave no 管理者.
            NotAllowed: Only a 管理者 may.
        """
        self.require(Duty.MANAGE, who=who)
        if not person.account.strip() or not person.name.strip():
            raise InputError("アカウントと氏名を入力してください。")
        if not person.roles:
            raise InputError("役割を1つ以上選んでください。")
        others = [p for p in self.everybody() if p.account != person.account]
        _refuse_without_admin([*others, person])
        with self._store.together():
            self._store.staff.save(person, by=who, now=self._now())
            self._note(who, "staff", person.account, _told(person))

    def dismiss(self, account: str, *, who: str) -> None:
        """Forget a person.

        Raises:
            InputError: He is the last 管理者.
            NotAllowed: Only a 管理者 may.
        """
        self.require(Duty.MANAGE, who=who)
        others = [p for p in self.everybody() if p.account != account]
        if others:
            _refuse_without_admin(others)
        with self._store.together():
            self._store.staff.remove(account)
            self._note(who, "staff", account, {"roles": ""})

    def _note(
        self, who: str, action: str, subject: str, detail: dict[str, str]
    ) -> None:
        self._store.audit.record(
            actor=who,
            action=action,
            subject=subject[:64],
            detail=detail,
            now=self._now(),
        )


def _admins(people: Sequence[Staff]) -> list[Staff]:
    return [each for each in people if Role.ADMIN in each.roles]


def _refuse_without_admin(people: Sequence[Staff]) -> None:
    if not _admins(people):
        raise InputError(
            "管理者がいなくなります。先に、ほかの職員を管理者として登録してください。"
        )


def _told(person: Staff) -> dict[str, str]:
    return {
        "roles": ",".join(sorted(person.roles)),
        "sections": "、".join(sorted(person.sections)),
    }

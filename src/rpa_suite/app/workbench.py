"""What is known of the robots as things that are written, tested and approved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rpa_suite.app.office import Office
from rpa_suite.errors import InputError, ManifestError, nearest
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Environment
from rpa_suite.robots.catalogue import load_sites, robot_hash
from rpa_suite.robots.checking import Finding, check_robot
from rpa_suite.settings import Settings
from rpa_suite.store.robot_approvals import RobotApproval


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotRecord:
    """One robot of the register (ロボット台帳).

    Attributes:
        version: Of the approval of these very files; 0 for none.
        approval: 承認 in words.
    """

    id: str
    task: str
    title: str
    section: str
    owner: str
    hash: str
    version: int
    approval: str

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def robot_records(office: Office) -> list[RobotRecord]:
    """Return every robot, by the numbers of the 業務."""
    robots = sorted(office.robots.values(), key=lambda each: each.task)
    return [_record(office, robot) for robot in robots]


def approve_robot(office: Office, robot_id: str, *, who: str) -> RobotRecord:
    """Approve the files of a robot as they are now.

    Raises:
        ManifestError: There is no such robot.
        InputError: These very files never ran on the training system, or something
            speaks against them.
    """
    tested = check_approvable(office, robot_id, who=who)
    robot = office.robot(robot_id)
    digest = robot_hash(robot)
    with office.store.together():
        made = office.store.robot_approvals.approve(
            robot_id, robot_hash=digest, by=who, tested_runs=tested, now=office.now()
        )
        office.store.audit.record(
            actor=who,
            action="approve_robot",
            subject=robot_id,
            detail={"hash": digest, "version": str(made.version)},
            now=office.now(),
        )
    return _record(office, robot)


def check_approvable(office: Office, robot_id: str, *, who: str) -> int:
    """Return how often these very files ran on the training system.

    Raises:
        ManifestError: There is no such robot.
        InputError: They never did, or something speaks against them.
    """
    robot = office.robot(robot_id)
    office.permissions.require(Duty.APPROVE, robot, who=who)
    if faults := check_robots(office.settings, [robot_id])[robot_id]:
        raise InputError(
            f"承認できません。直すところが{len(faults)}件あります: {faults[0].message}"
            f"（rpa-suite robot check {robot_id}）。"
        )
    tested = office.store.runs.finished_with(
        robot_id, robot_hash(robot), environment=Environment.TRAINING
    )
    if not tested:
        raise InputError(
            f"「{robot.title}」のこの版は、練習用業務システムでまだ実行していません。"
            f"rpa-suite robot test {robot_id} で確かめてから承認してください。"
        )
    return tested


def refuse_unapproved_robot(office: Office, robot: Robot, site: Site) -> None:
    """Let only approved files work on a production system (野良ロボット対策).

    Raises:
        ManifestError: These files were changed after the approval, or never approved.
    """
    if site.environment is not Environment.PRODUCTION:
        return
    if office.store.robot_approvals.of(robot.id, robot_hash(robot)) is None:
        raise ManifestError(
            f"「{robot.title}」のこの版は承認されていないので、本番の業務システムでは"
            "動きません。練習用で確かめ、rpa-suite robot approve "
            f"{robot.id} で承認してください。"
        )


def check_robots(
    settings: Settings, names: Sequence[str] = ()
) -> dict[str, list[Finding]]:
    """Return name of a robot to what speaks against it; of all without ``names``.

    Raises:
        InputError: There is no robot of this name.
        ManifestError: The registered systems cannot be read.
    """
    root = settings.robots_dir
    known = sorted(path.parent.name for path in root.glob("*/robot.toml"))
    for name in names:
        if (root / name).is_dir() and name not in known:
            raise InputError(
                f"{root / name} に robot.toml がありません。控えから戻すか、"
                "rpa-suite robot new で作り直してください。"
            )
        if name not in known:
            raise InputError(
                f"ロボット「{name}」はありません。{nearest(name, known)}"
                f"あるもの: {'、'.join(known) or 'なし'}"
            )
    sites = load_sites(settings.sites)
    forms = [path.parent.name for path in settings.templates_dir.glob("*/*.toml")]
    return {
        name: check_robot(root / name, sites=sites, forms=forms)
        for name in names or known
    }


def _record(office: Office, robot: Robot) -> RobotRecord:
    digest = robot_hash(robot)
    found = office.store.robot_approvals.of(robot.id, digest)
    return RobotRecord(
        id=robot.id,
        task=robot.task,
        title=robot.title,
        section=robot.section,
        owner=robot.owner,
        hash=digest,
        version=found.version if found else 0,
        approval=_in_words(found),
    )


def _in_words(found: RobotApproval | None) -> str:
    if found is None:
        return "未承認"
    return f"第{found.version}版 {found.approved_by} {found.approved_at:%Y-%m-%d}"

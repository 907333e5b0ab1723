"""役割 and 課 are held in the office itself, whatever a window shows."""

import pytest

from rpa_suite.app.office import Office
from rpa_suite.app.permissions import os_account
from rpa_suite.app.running import RunRequest, run
from rpa_suite.errors import InputError, NotAllowed
from rpa_suite.model.reconciling import Discrepancy, DiscrepancyKind
from rpa_suite.model.staff import ROLES_FOR, Duty, Role, Staff
from rpa_suite.robots.orders import Orders
from rpa_suite.settings import Settings

ROBOT = "employee_transfer"
CLAIM = "child_allowance_claim"


@pytest.fixture(scope="module")
def store_office(tmp_path_factory):
    at_the_desk = {"account": "admin"}
    office = Office.open(
        Settings(data_dir=tmp_path_factory.mktemp("data"), use_keyring=False),
        account=lambda: at_the_desk["account"],
    )
    office.sign_in = lambda account: at_the_desk.update(account=account)
    yield office
    office.close()


@pytest.fixture
def office(store_office):
    """An office without people; ``office.sign_in("b")`` changes who sits there."""
    for person in store_office.store.staff.everybody():
        store_office.store.staff.remove(person.account)
    store_office.sign_in("admin")
    return store_office


def person(account, *roles, sections=()):
    return Staff(
        account=account,
        name=f"{account}さん",
        roles=frozenset(roles),
        sections=frozenset(sections),
    )


def register(office, *people):
    for each in (person("admin", Role.ADMIN), *people):
        office.permissions.register(each, who="admin")


def preview(office, robot=ROBOT):
    path = office.settings.robots_dir / robot / "samples" / "transfers.csv"
    return office.importing.preview(robot, path)


def test_every_duty_is_somebodys():
    assert set(ROLES_FOR) == set(Duty)
    assert all(ROLES_FOR.values())
    # An auditor sees the savings, and changes nothing.
    may = {duty for duty, roles in ROLES_FOR.items() if Role.AUDITOR in roles}
    assert may == {Duty.SAVINGS}


def test_without_an_admin_everybody_may_do_everything(office):
    assert office.permissions.is_open
    assert all(office.permissions.may(duty) for duty in Duty)
    assert preview(office).importable


def test_the_account_comes_from_the_system_not_from_a_variable(monkeypatch):
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "kacho")

    assert os_account() != "kacho"


def test_a_role_that_lacks_is_named(office):
    register(office, person("b", Role.VERIFIER))
    office.sign_in("b")

    with pytest.raises(
        NotAllowed, match="bさん さんは取込ができません。役割「操作者」"
    ):
        preview(office)
    assert office.permissions.may(Duty.VERIFY)


def test_an_unknown_account_sees_nothing_and_may_nothing(office):
    register(office)
    office.sign_in("stranger")

    assert office.cards() == []
    assert not any(office.permissions.may(duty) for duty in Duty)
    with pytest.raises(NotAllowed):
        preview(office)


def test_nobody_sees_the_work_of_another_section(office):
    shown = preview(office)
    imported = office.importing.import_preview(shown, operator="admin")
    register(office, person("b", Role.OPERATOR, sections=["子育て支援課"]))
    office.sign_in("b")

    assert {card.robot.section for card in office.cards()} == {"子育て支援課"}
    assert office.items.find(robot_id=ROBOT) == []
    item = imported.items[0]
    for refused in (
        lambda: office.items.shown(item),
        lambda: office.items.life(item.id),
        lambda: office.items.form_of(item.id),
        lambda: preview(office),
        lambda: office.results.export_sheet(
            imported.batch.id, office.settings.data_dir
        ),
        lambda: office.importing.approve(imported.batch.id, who="b"),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_nobody_acts_in_the_name_of_another(office):
    register(office, person("b", Role.OPERATOR), person("c", Role.OPERATOR))
    office.sign_in("b")

    with pytest.raises(NotAllowed, match="「c」の名前では操作できません"):
        run(
            office,
            RunRequest(robot_id=ROBOT, operator="c"),
            on_event=print,
            orders=Orders(),
        )


def test_an_auditor_sees_and_changes_nothing(office):
    imported = (
        office.items.find(robot_id=ROBOT)
        or office.importing.import_preview(preview(office), operator="admin").items
    )
    register(office, person("k", Role.AUDITOR))
    office.sign_in("k")

    assert len(office.cards()) == len(office.robots)
    assert "＊" in "".join(office.items.shown(imported[0]).values())
    with pytest.raises(NotAllowed, match="個人情報の表示"):
        office.items.shown(imported[0], reveal=True)
    with pytest.raises(NotAllowed):
        office.permissions.register(person("k", Role.ADMIN), who="k")


def test_the_last_admin_stays(office):
    with pytest.raises(InputError, match="管理者がいなくなります"):
        office.permissions.register(person("b", Role.OPERATOR), who="admin")
    register(office, person("b", Role.OPERATOR))
    with pytest.raises(InputError, match="管理者がいなくなります"):
        office.permissions.dismiss("admin", who="admin")
    office.permissions.dismiss("b", who="admin")

    assert [p.account for p in office.permissions.everybody()] == ["admin"]
    assert office.store.audit.verify() is None


def test_history_and_discrepancies_stay_within_the_section(office):
    if not office.items.find(robot_id=ROBOT):
        office.importing.import_preview(preview(office), operator="admin")
    item = office.items.find(robot_id=ROBOT)[0]
    register(office, person("a", Role.OPERATOR, sections={"子育て支援課"}))
    office.sign_in("a")

    for ask in (
        lambda: office.items.one(item.id),
        lambda: office.items.history(item.id),
        lambda: office.items.life(item.id),
        lambda: office.items.sheet(ROBOT),
        lambda: office.reconciling.of_robot(ROBOT),
    ):
        with pytest.raises(NotAllowed):
            ask()
    assert office.exceptions.actions(item) == ()
    assert office.items.sheet(CLAIM).lines.ids == []


def test_a_difference_is_seen_and_settled_only_within_the_section(office, monkeypatch):
    register(
        office,
        person("a", Role.OPERATOR, sections={"子育て支援課"}),
        person("b", Role.OPERATOR, sections={"課税課"}),
    )
    differs = Discrepancy(
        id="d",
        run_id="r",
        kind=DiscrepancyKind.UNKNOWN,
        receipt="T-1",
        item_id=None,
        found_at=office.now(),
    )
    settled = []
    kept = office.store.discrepancies
    monkeypatch.setattr(
        kept,
        "find",
        lambda robot_id=None, settled=None: [differs] if robot_id == ROBOT else [],
    )
    monkeypatch.setattr(kept, "settle", lambda receipt, **_: settled.append(receipt))

    office.sign_in("a")
    assert office.reconciling.find() == []
    with pytest.raises(NotAllowed):
        office.reconciling.settle("T-1", who="a", note="直した")
    office.sign_in("b")
    assert office.reconciling.find() == [differs]
    office.reconciling.settle("T-1", who="b", note="直した")
    assert settled == ["T-1"]

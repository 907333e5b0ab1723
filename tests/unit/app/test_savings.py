"""What managers do with the books: who may, what is refused, what stays on record."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from rpa_suite.app.disposing import dispose_evidence
from rpa_suite.errors import InputError, NotAllowed, StoreError
from rpa_suite.model.measuring import Decision
from rpa_suite.model.savings import SavingFilter, SavingKind
from rpa_suite.model.staff import Role, Staff
from rpa_suite.model.work import Environment
from tests.store.samples import a_batch, a_draft, a_run, a_saving, an_attempt

ROBOT = "employee_transfer"
NOW = datetime(2026, 11, 2, 1, tzinfo=UTC)
PRODUCTION = Environment.PRODUCTION


def saved(office, year=None):
    return office.savings.dashboard(PRODUCTION, year).year.sums.saved


def test_maintenance_and_corrections_are_rows_with_a_reason(office, sign_in):
    office.savings.maintain(ROBOT, Decimal(30), "画面変更", on=date(2026, 10, 1))
    office.savings.correct(ROBOT, Decimal("-2.5"), "数え違い", on=date(2026, 10, 1))
    office.savings.correct("T1", Decimal(10), "計上もれ", on=date(2026, 10, 2))

    assert saved(office) == Decimal("-22.5")
    (run,) = office.savings.runs(SavingFilter(environment=PRODUCTION, fiscal_year=2026))
    rows = office.savings.rows(SavingFilter(environment=PRODUCTION), run.run_id)
    assert [row.saving.kind for row in rows] == [
        SavingKind.MAINTENANCE,
        SavingKind.CORRECTION,
        SavingKind.CORRECTION,
    ]
    assert "数え違い（入力 kakaricho）" in rows[1].saving.note
    told = [each.action for each in office.store.audit.recent()]
    assert told == ["correction", "correction", "maintenance"]


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (lambda s: s.maintain(ROBOT, Decimal(0), "x"), "0分より長く"),
        (lambda s: s.maintain(ROBOT, Decimal(1), "  "), "何の保守か"),
        (lambda s: s.maintain("nobody", Decimal(1), "x"), "nobody"),
        (lambda s: s.correct(ROBOT, Decimal(0), "x", on=date(2026, 10, 1)), "分数"),
        (lambda s: s.correct(ROBOT, Decimal(1), "", on=date(2026, 10, 1)), "理由"),
        (lambda s: s.correct(ROBOT, Decimal(1), "x", on=date(2027, 1, 1)), "先の日付"),
        (lambda s: s.close(2026), "まだ終わっていません"),
    ],
)
def test_what_cannot_be_is_refused_in_words(office, sign_in, deed, words):
    with pytest.raises(InputError, match=words):
        deed(office.savings)
    assert office.store.ledger.totals(environment=PRODUCTION) == []


def test_only_a_manager_signs_and_corrects_what_is_signed(office, people):
    people("clerk")
    office.savings.maintain(ROBOT, Decimal(30), "修理", on=date(2026, 3, 31))
    with pytest.raises(NotAllowed, match="管理職"):
        office.savings.close(2025)
    with pytest.raises(NotAllowed, match="閲覧"):
        office.savings.dashboard(PRODUCTION)

    people("kacho")
    closing = office.savings.close(2025, note="課長会")
    assert (closing.saved, closing.closed_by) == (-30, "kacho")
    assert office.savings.dashboard(PRODUCTION, 2025).status == "確定"

    people("clerk")
    with pytest.raises(NotAllowed):
        office.savings.correct(ROBOT, Decimal(1), "もれ", on=date(2026, 3, 1))
    with pytest.raises(NotAllowed):
        office.savings.maintain(ROBOT, Decimal(1), "修理", on=date(2026, 3, 1))
    people("kacho")
    office.savings.correct(ROBOT, Decimal(1), "もれ", on=date(2026, 3, 1))
    shown = office.savings.dashboard(PRODUCTION, 2025)
    assert (shown.booked_after, shown.closing) == (1, closing)
    assert "訂正 1行" in shown.status

    again = office.savings.close(2025)
    assert again.saved == -29
    assert office.savings.dashboard(PRODUCTION, 2025).status == "確定"
    assert all(finding.ok for finding in office.savings.verify())


def test_a_manager_sees_the_hours_of_his_own_section(office, people):
    people("kacho")
    office.savings.maintain(ROBOT, Decimal(30), "修理")
    assert saved(office) == -30

    people("hoiku")

    assert saved(office) == 0
    assert office.savings.runs(SavingFilter(environment=PRODUCTION)) == []
    with pytest.raises(NotAllowed, match="全庁"):
        office.savings.close(2025)


def test_a_manager_leaves_the_books_of_other_sections_alone(office, people):
    people("kacho")
    office.savings.maintain(ROBOT, Decimal(30), "修理")
    timing = office.measuring.time(ROBOT, staff="甲", minutes=Decimal(3))
    everything = SavingFilter(environment=PRODUCTION)
    assert len(office.savings.rows(everything, "")) == 1

    people("hoiku")

    assert office.savings.rows(everything, "") == []
    for deed in (
        lambda: office.savings.maintain(ROBOT, Decimal(30), "修理"),
        lambda: office.savings.correct(ROBOT, Decimal(1), "もれ", on=date(2026, 10, 1)),
        lambda: office.measuring.time(ROBOT, staff="乙", minutes=Decimal(3)),
        lambda: office.measuring.undo(timing),
        lambda: propose(office),
        lambda: office.measuring.decide(ROBOT, 1, Decision.APPROVED),
    ):
        with pytest.raises(NotAllowed, match="課税課の業務"):
            deed()
    people("clerk")
    for look in (
        lambda: office.savings.kpi(PRODUCTION),
        lambda: office.savings.rows(everything, ""),
    ):
        with pytest.raises(NotAllowed, match="閲覧"):
            look()


def test_a_run_is_called_by_the_beginning_of_its_number(office, sign_in):
    for number in ("ab1", "ab2", "c_3"):
        a_run(office.store, id=number)
    assert office.savings.run_id("ab2") == office.savings.run_id("ab2") == "ab2"
    assert office.savings.run_id("c") == "c_3"
    with pytest.raises(InputError, match="複数あります"):
        office.savings.run_id("ab")
    with pytest.raises(InputError, match="「_」で始まる実行はありません"):
        office.savings.run_id("_")


def test_who_may_see_what_is_asked_once_however_many_months_there_are(
    office, people, monkeypatch
):
    people("kacho")
    asked = []
    everybody = office.store.staff.everybody

    def ask():
        asked.append(1)
        return everybody()

    monkeypatch.setattr(office.store.staff, "everybody", ask)
    office.savings.dashboard(PRODUCTION)
    few = len(asked)
    for month in range(1, 11):
        day = date(2026, month, 5)
        office.savings.maintain(ROBOT, Decimal(30), "修理", on=day)
    asked.clear()

    office.savings.dashboard(PRODUCTION)

    assert len(asked) == few


def test_a_tampered_row_is_named(office, sign_in):
    for _ in range(3):
        office.savings.maintain(ROBOT, Decimal(5), "修理")
    with office.store.ledger._database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_no_update")
        connection.exec_driver_sql("UPDATE ledger SET after_ms = 1 WHERE sequence = 2")

    chain, sums, *_ = office.savings.verify()

    assert not chain.ok
    assert "2行目" in chain.detail
    assert not sums.ok
    office.savings.rebuild()
    assert office.savings.verify()[1].ok


def test_books_that_are_not_whole_are_not_signed(office, people):
    people("kacho")
    for day in (date(2025, 5, 1), date(2025, 6, 1)):
        office.savings.maintain(ROBOT, Decimal(5), "修理", on=day)
    with office.store.ledger._database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_no_update")
        connection.exec_driver_sql("UPDATE ledger SET after_ms = 1 WHERE sequence = 2")

    with pytest.raises(StoreError, match="2行目.*情報システム担当"):
        office.savings.close(2025)

    assert office.savings.closings() == []


def test_a_row_says_what_it_rests_on_and_what_became_of_that(office, sign_in):
    robot = office.robot(ROBOT)
    run = a_run(office.store, robot_id=ROBOT)
    (item,) = office.store.items.add(a_batch(robot_id=ROBOT), [a_draft()])
    attempt = an_attempt(office.store, item, run)
    office.store.evidence.keep(attempt.id, kind="paper", name="1.pdf", content=b"%PDF")
    common = {"robot_id": ROBOT, "task": "T1", "item_id": item.id, "run_id": run.id}
    office.store.ledger.book(
        a_saving(
            **common,
            baseline_id=robot.baseline.id_of(ROBOT),
            minutes_before=robot.baseline.minutes,
        ),
        now=NOW,
    )

    def basis():
        (row,) = office.savings.rows(SavingFilter(environment=PRODUCTION), run.id)
        assert row.saving.saved == Decimal("2.9")
        return office.savings.basis_of(row)

    assert "基準時間 3分（40件・2人" in basis()
    assert "証跡 1点" in basis()

    edited = replace(robot, baseline=replace(robot.baseline, minutes=Decimal(94) / 60))
    office.savings._robots = {**office.savings._robots, ROBOT: edited}
    assert "基準時間 1.567分" in basis()
    assert "計上は 3分。後で書き換えられています" in basis()

    gone = dispose_evidence(
        office.store,
        office.permissions,
        before=date(2026, 11, 2),
        rule="保存期間1年",
        now=NOW,
    )
    assert gone == 0  # that day's are kept
    office.store.evidence.dispose(
        NOW + timedelta(days=1), by="it", rule="保存期間1年", now=NOW
    )
    assert "廃棄済 1点（2026-11-02、it、保存期間1年）" in basis()


# Minutes by hand.


def time_thirty(office):
    for n in range(30):
        office.measuring.time(
            ROBOT, staff=("甲", "乙")[n % 2], minutes=Decimal(n + 1) / 10
        )


def propose(office, day=date(2026, 12, 1)):
    return office.measuring.propose(ROBOT, valid_from=day, exception_minutes=Decimal(1))


def test_a_baseline_wants_thirty_items_of_two_people(office, sign_in):
    for n in range(29):
        office.measuring.time(ROBOT, staff="甲", minutes=Decimal(n + 1))
    with pytest.raises(InputError, match="あと1件、あと1人"):
        propose(office)
    last = office.measuring.time(ROBOT, staff="乙", minutes=Decimal(99))
    office.measuring.undo(last)
    with pytest.raises(InputError, match="あと1件"):
        propose(office)


def test_another_person_approves_and_only_then_it_counts(office, people):
    people("clerk")
    time_thirty(office)
    made = propose(office)
    assert made.baseline.minutes == Decimal("1.55")
    assert made.baseline.mean_minutes == Decimal("1.55")
    assert [m.robot_id for m in office.measuring.waiting()] == [ROBOT]
    with pytest.raises(NotAllowed):
        office.measuring.decide(ROBOT, 1, Decision.APPROVED)

    people("kacho")
    done = office.measuring.decide(ROBOT, 1, Decision.APPROVED)

    assert done.counts
    assert office.measuring.in_force(ROBOT)[-1].approved_by == "kacho"
    assert office.measuring.waiting() == []


def test_nobody_approves_what_he_proposed(office, sign_in):
    time_thirty(office)
    propose(office)
    with pytest.raises(InputError, match="二人確認"):
        office.measuring.decide(ROBOT, 1, Decision.APPROVED)
    sign_in("kacho")
    with pytest.raises(InputError, match="理由"):
        office.measuring.decide(ROBOT, 1, Decision.REFUSED)
    refused = office.measuring.decide(ROBOT, 1, Decision.REFUSED, reason="計り直し")
    assert not refused.counts
    assert len(office.measuring.in_force(ROBOT)) == 1  # robot.toml's


def test_versions_do_not_overlap_nor_change_what_was_signed(office, sign_in):
    declared = office.robot(ROBOT).baseline.valid_from
    time_thirty(office)
    with pytest.raises(InputError, match="期間が重なる"):
        propose(office, declared)

    office.savings.maintain(ROBOT, Decimal(1), "修理", on=date(2026, 3, 1))
    office.savings.close(2025)
    with pytest.raises(InputError, match="確定しています"):
        propose(office, date(2026, 2, 1))


@pytest.fixture
def silent_audit(office, monkeypatch):
    """The record of an act cannot be written."""

    def fails(**what):
        raise StoreError("disk full")

    return lambda: monkeypatch.setattr(office.store.audit, "record", fails)


def test_what_cannot_be_put_on_record_is_not_done(office, people, silent_audit):
    people("kacho")
    office.savings.maintain(ROBOT, Decimal(30), "修理", on=date(2026, 3, 31))
    people("clerk")
    time_thirty(office)
    people("kacho")
    before = saved(office, 2025)
    silent_audit()
    new = Staff(account="new", name="新人", roles=frozenset({Role.OPERATOR}))
    for act in (
        lambda: office.savings.correct(ROBOT, Decimal(5), "x", on=date(2026, 3, 31)),
        lambda: office.savings.close(2025),
        lambda: propose(office),
        lambda: (people("it"), office.permissions.register(new, who="it")),
        lambda: office.permissions.dismiss("clerk", who="it"),
    ):
        with pytest.raises(StoreError, match="disk full"):
            act()

    people("kacho")
    assert saved(office, 2025) == before
    assert office.savings.closings() == []
    assert office.measuring.versions(ROBOT) == []
    accounts = {person.account for person in office.permissions.everybody()}
    assert accounts == {"it", "kacho", "hoiku", "clerk"}
    assert all(finding.ok for finding in office.savings.verify())

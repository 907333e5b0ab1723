from rpa_suite.jp.ages import end_of_school_year
from rpa_suite.jp.id_numbers import check_corporate_number, check_my_number
from rpa_suite.jp.postal import check_postal_code
from rpa_suite.training.cases import cases
from rpa_suite.training.entries import fiscal_year, receipt_number
from rpa_suite.training.households import BASE_DAY
from rpa_suite.training.people import make_ordinary, make_people
from rpa_suite.training.register import Standing

REGISTER = make_people(1)


def test_the_same_seed_gives_the_same_people_and_another_one_others():
    assert make_people(1).people == REGISTER.people
    assert make_people(2).people != REGISTER.people


def test_there_are_2000_people_in_900_households_with_right_numbers():
    assert 1900 <= len(REGISTER.people) <= 2100
    assert len(REGISTER.households()) == 900
    numbers = [p.my_number for p in REGISTER.people.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(check_my_number(number).is_ok for number in numbers)
    for person in REGISTER.people.values():
        assert check_postal_code(person.postal_code).is_ok
        assert "999番" in person.address


def test_papers_are_written_by_the_first_households_which_stay_as_they_are():
    ordinary = make_ordinary(1)
    first = list(REGISTER.people.values())[: len(ordinary.people)]
    assert first == list(ordinary.people.values())
    assert REGISTER.employees == ordinary.employees
    assert len(ordinary.households()) == 95


def test_whom_robots_stumble_over_is_there():
    people = list(REGISTER.people.values())
    names = [p.name for p in people]
    assert sum(p.protected for p in people) >= 10
    assert {p.standing for p in people} == set(Standing)
    for glyph in ("髙", "﨑", "邊", "𠮷", "\U000e0100", "\ue000"):
        assert any(glyph in name for name in names), glyph
    assert any(len(name.split("　")[0]) == 1 for name in names)
    assert 25 in {len(name.replace("　", "")) for name in names if not name.isascii()}
    assert any(p.alias for p in people)
    assert any(p.former_name for p in people)
    assert {"昭和20年月日不詳"} <= {p.birth_text for p in people}
    births = {(p.birth.month, p.birth.day) for p in people}
    assert {(4, 1), (4, 2), (2, 29)} <= births
    assert any(
        len({p.birth for p in family}) < len(family) for family in REGISTER.households()
    )


def test_five_pairs_share_kana_and_birth_and_live_apart():
    titles = [c.title[:12] for c in cases() if c.title.startswith("同じカナ")]
    assert len(titles) == 10
    assert len(set(titles)) == 5
    for title in set(titles):
        pair = [c.members[0] for c in cases() if c.title.startswith(title)]
        assert len({(m["kana"], m["birth"]) for m in pair}) == 1
        assert len(pair) == 2


def test_one_household_has_the_same_person_twice():
    same = [
        p
        for p in REGISTER.people.values()
        if p.name == "藤田　典子" and p.birth.year == 1981
    ]
    assert len({p.household for p in same}) == 1
    assert len({p.number for p in same}) == 2


def test_children_are_of_an_age_that_is_paid_for():
    for person in make_ordinary(1).people.values():
        if person.relation == "子":
            assert person.birth <= BASE_DAY <= end_of_school_year(person.birth, 18)


def test_employees_pay_month_by_month():
    assert len(REGISTER.employees) >= 100
    for employee in REGISTER.employees.values():
        assert employee.paid + employee.unpaid == employee.annual_tax
        assert 0 < employee.unpaid < employee.annual_tax
    for employer in REGISTER.employers.values():
        assert check_corporate_number(employer.corporate_number).is_ok


def test_a_receipt_says_work_year_sequence_and_check_digit():
    first, second = (receipt_number("JT", 2026, n) for n in (1234, 1235))
    assert first.startswith("JT08-00001234-")
    assert first != second
    assert receipt_number("TI", fiscal_year(BASE_DAY.replace(month=3)), 1).startswith(
        "TI07-"
    )

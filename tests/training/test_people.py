from rpa_suite.jp.ages import end_of_school_year
from rpa_suite.jp.id_numbers import check_corporate_number, check_my_number
from rpa_suite.jp.postal import check_postal_code
from rpa_suite.training.entries import fiscal_year, receipt_number
from rpa_suite.training.people import BASE_DAY, Standing, make_people

REGISTER = make_people(1)


def test_the_same_seed_gives_the_same_people_and_another_one_others():
    assert make_people(1).people == REGISTER.people
    assert make_people(2).people != REGISTER.people


def test_there_are_a_few_hundred_people_with_right_numbers():
    assert 200 <= len(REGISTER.people) <= 400
    numbers = [p.my_number for p in REGISTER.people.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(check_my_number(number).is_ok for number in numbers)
    for person in REGISTER.people.values():
        assert check_postal_code(person.postal_code).is_ok
        assert "999番" in person.address


def test_whom_robots_stumble_over_is_there():
    people = REGISTER.people.values()
    assert sum(p.protected for p in people) >= 3
    assert {p.standing for p in people} == set(Standing)
    assert any("髙" in p.name for p in people)
    twins = [
        family
        for family in REGISTER.households()
        if len({p.birth for p in family}) < len(family)
    ]
    assert twins


def test_children_are_of_an_age_that_is_paid_for():
    for person in REGISTER.people.values():
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

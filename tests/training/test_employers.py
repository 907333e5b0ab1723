"""基本情報変更: the screens of an employer, which is no person."""

import csv
import io

import pytest

from rpa_suite.jp.check_digits import corporate_number_check_digit
from rpa_suite.training.screens import SCREENS
from tests.training.clerk import codes_of, receipt_on

SCREEN = SCREENS["employer_change"]
MOVED = {
    "変更内容/届出年月日": "令和8年10月20日",
    "変更内容/変更年月日": "令和8年10月1日",
    "変更内容/変更区分": "所在地",
    "変更後の所在地/郵便番号": "1430016",
    "変更後の所在地/所在地": "大田区大森北1丁目999番1号",
}
RENAMED = {
    **{key: text for key, text in MOVED.items() if key.startswith("変更内容")},
    "変更内容/変更区分": "名称",
    "変更後の名称/名称カナ": "カブシキガイシャアラタナナマエ",
    "変更後の名称/名称": "株式会社新たな名前",
}


@pytest.fixture
def employers(system):
    return list(system.register.other_employers.values())


def confirmed(clerk, employer, values):
    page = clerk.open(SCREEN.id, 指定番号=employer.number)
    return clerk.confirm(page, values, SCREEN.id)


def test_a_change_is_found_again_under_the_employers_own_number(
    clerk, employers, system
):
    employer = employers[0]
    assert codes_of(confirmed(clerk, employer, MOVED)) == []
    receipt = receipt_on(clerk.register(confirmed(clerk, employer, MOVED), SCREEN.id))

    page = clerk.history(employer.number, SCREEN.title, by="指定番号")
    assert receipt in page.text
    listed = clerk.get(f"/main/bulk/{SCREEN.id}.csv").content.decode("cp932")
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert {"処理番号": receipt, "指定番号": employer.number}.items() <= rows[
        -1
    ].items()


def test_an_employer_nobody_knows_is_neither_opened_nor_looked_up(clerk):
    assert codes_of(clerk.open(SCREEN.id, 指定番号="99999999")) == ["E1302"]
    page = clerk.history("99999999", SCREEN.title, by="指定番号")
    assert codes_of(page) == ["E1302"]


def test_the_same_day_is_refused_with_the_earlier_receipt(clerk, employers):
    page = clerk.register(confirmed(clerk, employers[0], MOVED), SCREEN.id)
    again = confirmed(clerk, employers[0], MOVED)
    assert codes_of(again) == ["E0201"]
    assert receipt_on(page) in again.text


def test_what_changes_has_to_be_there(clerk, employers):
    missing = {k: v for k, v in MOVED.items() if not k.endswith("/所在地")}
    assert codes_of(confirmed(clerk, employers[0], missing)) == ["E0304"]


def test_a_new_name_stops_the_account_and_a_new_number_may_be_a_merger(
    clerk, employers
):
    pays = next(each for each in employers if each.pays_from_account)
    other = next(each for each in employers if not each.pays_from_account)

    assert codes_of(confirmed(clerk, pays, MOVED)) == []
    assert codes_of(confirmed(clerk, pays, RENAMED)) == ["W1304"]
    taken = {**MOVED, "変更内容/新しい法人番号": pays.corporate_number}
    assert codes_of(confirmed(clerk, other, taken)) == ["W1303"]
    base = "999999999999"
    wrong = f"{corporate_number_check_digit(base) % 9 + 1}{base}"
    wrong_number = {**MOVED, "変更内容/新しい法人番号": wrong}
    assert codes_of(confirmed(clerk, other, wrong_number)) == ["E0303"]


def test_with_f23_the_screen_of_a_similar_employer_opens(clerk, employers):
    clerk.strike("F23", "open")
    page = clerk.open(SCREEN.id, 指定番号=employers[0].number)
    assert f"{SCREEN.title} 入力" in page.text
    assert employers[0].corporate_number not in page.text

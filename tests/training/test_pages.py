"""The training system over HTTP: what a browser would be given."""

import time

import pytest
from starlette.testclient import TestClient

from rpa_suite.training.app import make_app
from rpa_suite.training.world import TrainingSystem
from tests.training.clerk import INSIDE, names_of, token_of


@pytest.fixture
def system():
    return TrainingSystem(seed=1)


@pytest.fixture
def client(system):
    with TestClient(make_app(system)) as client:
        yield client


def sign_in(client, password="renshu-1"):
    return client.post("/login", data={"staff": "1000001", "password": password})


def open_claim(client, number):
    page = client.get("/main/child_allowance", headers=INSIDE)
    return client.post(
        "/main/child_allowance/open",
        data={"_t": token_of(page), names_of(page)["対象者/宛名番号"]: number},
        headers=INSIDE,
    )


def plain_claimant(system):
    return next(
        p
        for p in system.register.people.values()
        if p.relation == "世帯主"
        and not p.protected
        and p.standing.value == "住民"
        and p.number not in system.register.eligible
    )


def test_every_page_carries_the_red_band(client):
    assert "実データ入力禁止" in client.get("/login").text


def test_a_wrong_password_is_refused_and_five_lock_the_account(client):
    for _ in range(5):
        assert "E0001" in sign_in(client, "wrong").text
    assert "E0002" in sign_in(client).text


def test_half_an_hour_unlocks_the_account(client, monkeypatch):
    for _ in range(5):
        sign_in(client, "wrong")
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 30 * 60 + 1)
    sign_in(client)
    assert "お知らせ" in client.get("/notice", headers=INSIDE).text


def test_a_password_that_has_run_out_lets_nothing_go_on_before_it_is_changed(client):
    client.post("/instructor/passwords", data={"every": "2"})

    sign_in(client)
    assert "お知らせ" in client.get("/notice", headers=INSIDE).text
    client.get("/logout")
    sign_in(client)
    assert "E0003" in client.get("/notice", headers=INSIDE).text
    assert "E0003" in client.get("/menu-frames", headers=INSIDE).text
    changed = {"new": "renshu-98", "again": "renshu-98"}
    answer = client.post("/password", data=changed, headers=INSIDE)
    assert "お知らせ" in answer.text


def test_inner_pages_need_a_session_and_a_click(client):
    assert "E0901" in client.get("/main/home", headers=INSIDE).text
    sign_in(client)
    assert "E0900" in client.get("/main/home").text
    assert "業務メニュー" in client.get("/main/home", headers=INSIDE).text


def test_input_names_change_from_page_to_page(client):
    sign_in(client)
    seen = {
        names_of(client.get("/main/child_allowance", headers=INSIDE))["対象者/宛名番号"]
        for _ in range(12)
    }
    assert len(seen) > 1


def test_nobody_and_protected_people_stay_shut(client, system):
    sign_in(client)
    assert "E0101" in open_claim(client, "1").text
    protected = next(p for p in system.register.people.values() if p.protected)
    page = open_claim(client, protected.number)
    assert "W0103" in page.text
    assert protected.name not in page.text


def test_an_eligible_claimant_is_refused_with_the_earlier_receipt(client, system):
    sign_in(client)
    (number,) = sorted(system.register.eligible)[:1]
    receipt = system.entries.find(subject=number)[0].receipt
    page = open_claim(client, number)
    assert "E2101" in page.text
    assert receipt in page.text


def test_an_entry_screen_shows_the_household(client, system):
    sign_in(client)
    claimant = plain_claimant(system)
    page = open_claim(client, claimant.number)
    assert "児童手当 新規認定 入力" in page.text
    for person in system.register.household(claimant.household):
        assert person.number in page.text


def test_missing_values_are_named_and_nothing_is_registered(client, system):
    sign_in(client)
    page = open_claim(client, plain_claimant(system).number)
    before = len(system.entries.find())
    answer = client.post(
        "/main/child_allowance/confirm", data={"_t": token_of(page)}, headers=INSIDE
    )
    assert "E0304 請求内容 請求事由を入力してください。" in answer.text
    assert len(system.entries.find()) == before


def test_a_stale_page_is_an_illegal_transition(client, system):
    sign_in(client)
    page = open_claim(client, plain_claimant(system).number)
    client.get("/main/history", headers=INSIDE)
    answer = client.post(
        "/main/child_allowance/confirm", data={"_t": token_of(page)}, headers=INSIDE
    )
    assert "E0900" in answer.text


def test_text_of_visitors_is_escaped(client):
    answer = client.post("/login", data={"staff": "<b>x", "password": "<script>"})
    assert "<script>" not in answer.text


def test_the_bulk_inquiry_is_a_csv_in_the_offices_encoding(client, system):
    sign_in(client)
    answer = client.get("/main/bulk/child_allowance.csv", headers=INSIDE)
    lines = answer.content.decode("cp932").splitlines()
    assert lines[0].startswith("処理番号,登録日時,職員番号,宛名番号,請求者/宛名番号")
    assert len(lines) == 1 + len(system.entries.find(screen="child_allowance"))


def test_the_instructor_sees_every_entry_and_can_reset(client, system):
    system.entries.add(
        prefix="JT", screen="child_allowance", subject="1", values={}, staff="1000001"
    )
    assert any(
        r["staff"] == "1000001" for r in client.get("/instructor/rows.json").json()
    )
    client.post("/instructor/reset")
    rows = client.get("/instructor/rows.json").json()
    assert {row["staff"] for row in rows} == {"seed"}


def test_entries_survive_in_their_file(tmp_path):
    path = tmp_path / "training.db"
    first = TrainingSystem(seed=1, path=path)
    first.entries.add(
        prefix="JT", screen="child_allowance", subject="1", values={"a": "b"}, staff="x"
    )
    first.entries.close()
    again = TrainingSystem(seed=1, path=path)
    assert again.entries.find(subject="1")[0].values == {"a": "b"}
    again.entries.close()


def employee_of(system):
    place = next(iter(system.register.employees))
    employee = system.register.employees[place]
    return employee, dict(zip(("指定番号", "受給者番号"), place, strict=True))


@pytest.mark.parametrize(
    ("typed", "method", "unpaid", "lump"),
    [
        ("1000", "普通徴収", -1000, ""),
        ("1000", "一括徴収", -1000, -1000),
        ("千円", "一括徴収", None, None),
    ],
)
def test_the_server_fills_in_what_follows_from_the_amount(
    clerk, system, typed, method, unpaid, lump
):
    employee, place = employee_of(system)
    page = clerk.open("employee_transfer", **place)
    names = names_of(page)
    data = {
        "_t": token_of(page),
        names["異動内容/徴収済額"]: typed,
        names["異動内容/異動後の徴収方法"]: method,
    }

    filled = clerk.post("/main/employee_transfer/recalculate", data).json()["values"]

    def text(change):
        return str(employee.annual_tax + change) if change else change

    assert filled.get(names["異動内容/未徴収税額"]) == text(unpaid)
    assert filled.get(names["一括徴収/一括徴収額"]) == text(lump)


def test_an_amount_that_is_no_number_is_named(clerk, system):
    _, place = employee_of(system)
    page = clerk.open("employee_transfer", **place)
    data = {"_t": token_of(page), names_of(page)["異動内容/未徴収税額"]: "千円"}
    answer = clerk.post("/main/employee_transfer/confirm", data)
    assert "E0303 異動内容 未徴収税額: 金額は数字で入力してください。" in answer.text


def test_codes_are_listed_with_the_time_they_are_valid(clerk):
    page = clerk.get("/main/codes").text
    assert "<th>適用開始</th><th>適用終了</th>" in page
    assert "<td>第一勧業銀行（廃止）</td><td></td><td>平成14年3月31日</td>" in page


def test_a_number_in_use_elsewhere_signs_in_by_force_only(system):
    with TestClient(make_app(system)) as one, TestClient(make_app(system)) as two:
        sign_in(one)
        assert "W0001" in sign_in(two).text
        assert "E0901" in two.get("/main/home", headers=INSIDE).text
        data = {"staff": "1000001", "password": "renshu-1", "forced": "1"}
        two.post("/login", data=data)
        assert "業務メニュー" in two.get("/main/home", headers=INSIDE).text
        assert "E0901" in one.get("/main/home", headers=INSIDE).text

"""Faults that a clerk meets before 登録, as the pages carry them."""

import re

import pytest

from rpa_suite.training.masters import masters
from tests.training.clerk import claim_of, codes_of, names_of


def protected_head(system):
    return next(
        family[0] for family in system.register.households() if family[0].protected
    )


def test_a_session_can_end_on_any_page(clerk):
    clerk.strike("F02", "page", at=[2])
    assert codes_of(clerk.get("/main/home")) == []
    assert codes_of(clerk.get("/main/home")) == ["E0901"]
    assert codes_of(clerk.get("/main/home")) == ["E0901"]


def test_another_terminal_has_the_household(clerk, families):
    clerk.strike("F04", at=[1])
    number = families[0][0].number
    assert codes_of(clerk.open(宛名番号=number)) == ["W0203"]
    assert "新規認定 入力" in clerk.open(宛名番号=number).text


@pytest.mark.parametrize(
    ("way", "mark"),
    [
        ("alert", "alert(unexpected)"),
        ("confirm", "confirm(unexpected)"),
        ("beforeunload", "beforeunload"),
        ("modal", "'dialog'"),
        ("notice", 'class="info"'),
    ],
)
def test_something_unexpected_comes_up(clerk, way, mark):
    assert mark not in clerk.get("/main/home").text
    clerk.strike("F05", way)
    assert mark in clerk.get("/main/home").text


def test_the_markup_drifts_but_a_reader_finds_the_same_labels(clerk, families):
    number = families[0][0].number
    before = clerk.open(宛名番号=number)
    clerk.strike("F08")
    after = clerk.open(宛名番号=number)

    assert "<th>" not in after.text
    assert "<font" in after.text
    assert set(names_of(after)) == set(names_of(before))
    assert list(names_of(after)) != list(names_of(before))
    assert "児童手当 新規認定 確認" in clerk.confirm(after, claim_of(families[0])).text


def test_a_glyph_outside_windows_31j_becomes_geta(clerk, families):
    page = clerk.open(宛名番号=families[0][0].number)
    claim = claim_of(families[0]) | {"請求内容/電話番号": "𠮷"}
    assert "&#134071;" in clerk.confirm(page, claim).content.decode("cp932")

    clerk.strike("F12")
    page = clerk.open(宛名番号=families[0][0].number)
    assert "〓" in clerk.confirm(page, claim).text
    assert clerk.log()[-1]["faults"] == ["F12"]


def test_an_expired_code_can_be_seen_and_chosen_but_not_registered(clerk, families):
    number = families[0][0].number
    asked = "/lookup?kind=bank&code=0002"
    assert "廃止" not in clerk.open(宛名番号=number).text
    assert clerk.get(asked).json()["message"].startswith("E0302")

    clerk.strike("F13")
    page = clerk.open(宛名番号=number)
    assert "所得制限の解除（廃止）" in page.text
    assert clerk.get(asked).json() == {
        "texts": {"金融機関名": "第一勧業銀行（廃止）"},
        "message": "",
    }
    claim = claim_of(families[0]) | {"請求内容/請求事由": "所得制限の解除"}
    assert codes_of(clerk.confirm(page, claim)) == ["E0302"]


def listed(page):
    return re.findall(r"<tr ondblclick[^>]*><td>(\d+)", page.text)


def test_a_list_is_short_and_in_another_order_each_time(clerk):
    page = clerk.search(カナ氏名="サト")
    everybody = listed(page)
    assert len(everybody) > 2

    clerk.strike("F14")
    first = clerk.search(カナ氏名="サト")
    assert len(listed(first)) == 2
    orders = {tuple(listed(clerk.get("/search/next?page=1"))) for _ in range(6)}
    assert len(orders) > 1
    assert "次のページ" in first.text


def test_too_many_hits_want_narrower_keys(clerk, families):
    head = families[0][0]
    clerk.strike("F15")
    wide = clerk.search(カナ氏名=head.kana)
    assert codes_of(wide) == ["W0105"]

    towns = masters()["town"].names
    town = next(code for code in towns if head.address.startswith(towns[code]))
    era = f"{head.birth.year - 1988}年{head.birth.month}月{head.birth.day}日"
    birth = f"平成{era}"
    if head.birth.year < 1989:
        birth = f"昭和{head.birth.year - 1925}年{head.birth.month}月{head.birth.day}日"
    narrow = clerk.search(カナ氏名=head.kana, 生年月日=birth, 町名コード=town)
    assert head.number in listed(narrow)


def test_a_town_that_no_code_stands_for_is_not_searched(clerk):
    assert codes_of(clerk.search(町名コード="999")) == ["E0302"]


def test_somebody_similar_stands_first_in_the_list(clerk, system, families):
    head = families[0][0]
    assert listed(clerk.search(宛名番号=head.number)) == [head.number]

    clerk.strike("F23", "list")
    other, found = listed(clerk.search(宛名番号=head.number))
    assert found == head.number
    similar = system.register.people[other]
    assert similar.kana[:2] == head.kana[:2]


def test_the_screen_of_somebody_similar_opens(clerk, families):
    head = families[0][0]
    clerk.strike("F23", "open")
    page = clerk.open(宛名番号=head.number)
    assert "新規認定 入力" in page.text
    assert f'<th>宛名番号</th><td data-shows="">{head.number}' not in page.text


def test_a_protected_person_opens_behind_a_popup_only_with_f24(clerk, system):
    head = protected_head(system)
    page = clerk.open(宛名番号=head.number)
    assert codes_of(page) == ["W0103"]

    clerk.strike("F24")
    page = clerk.open(宛名番号=head.number)
    assert "alert(" in page.text
    assert "W0103" in page.text
    assert "新規認定 入力" in page.text


def test_the_search_window_closes_itself_on_one_hit(clerk, families):
    clerk.strike("F09", "closes")
    page = clerk.search(宛名番号=families[0][0].number)
    assert "window.close()" in page.text
    assert f"setPerson('{families[0][0].number}')" in page.text


def test_the_notices_can_come_in_a_window_that_sends_its_opener_on(clerk):
    clerk.strike("F09", "notice")
    clerk.sign_in()
    assert "window.open('/notice?window=1'" in clerk.get("/notice").text

    notices = clerk.get("/notice?window=1")
    assert 'action="/notice?window=1"' in notices.text
    done = clerk.post("/notice?window=1", {"seen": "1"})
    assert "opener.location.replace('/menu-frames'); window.close();" in done.text


def test_work_screens_can_lie_in_a_frame_of_their_own(clerk):
    clerk.strike("F09", "nested")
    clerk.sign_in()
    assert 'src="/shell"' in clerk.get("/menu-frames").text
    assert 'target="work"' in clerk.get("/menu").text
    assert 'name="work"' in clerk.get("/shell").text


def test_a_new_version_of_the_screen_has_a_mandatory_field_more(clerk, families):
    assert "画面版 1.0" in clerk.open(宛名番号=families[0][0].number).text
    clerk.strike("F21")
    page = clerk.open(宛名番号=families[0][0].number)
    assert "画面版 2.0" in page.text
    claim = claim_of(families[0])
    assert codes_of(clerk.confirm(page, claim)) == ["E0304"]
    page = clerk.open(宛名番号=families[0][0].number)
    assert codes_of(clerk.confirm(page, claim | {"受付情報/受付窓口": "窓口"})) == []


@pytest.mark.parametrize(("way", "in_menu"), [("refused", True), ("hidden", False)])
def test_a_clerk_without_the_right_is_told_so(clerk, way, in_menu):
    clerk.strike("F28", way)
    clerk.sign_in()
    assert ("新規認定" in clerk.get("/menu").text) is in_menu
    assert codes_of(clerk.get("/main/child_allowance")) == ["E0904"]


def test_the_night_batch_refuses_to_sign_in(clerk):
    clerk.strike("F20", "sign_in", at=[1])
    assert "E0902" in clerk.sign_in().text
    assert "E0902" not in clerk.sign_in().text


def test_the_search_window_can_sign_the_clerk_out(clerk, families):
    clerk.strike("F25", "logout")
    assert codes_of(clerk.search(宛名番号=families[0][0].number)) == ["E0901"]
    assert codes_of(clerk.get("/main/home")) == ["E0901"]


@pytest.mark.parametrize(
    ("way", "encoding", "start"),
    [
        ("utf8", "utf-8", "処理番号,"),
        ("bom", "utf-8", "\ufeff処理番号,"),
        ("quotes", "cp932", '"処理番号",'),
        ("zeros", "cp932", "処理番号,"),
    ],
)
def test_a_csv_comes_in_every_dress(clerk, system, way, encoding, start):
    system.entries.add(
        prefix="JT",
        screen="child_allowance",
        subject="1",
        values={"振込口座/口座番号": "0012345"},
        staff="1000001",
    )
    clerk.strike("F18", way)
    text = clerk.get("/main/bulk/child_allowance.csv").content.decode(encoding)
    assert text.startswith(start)
    assert ("\r\n" in text) is (way != "utf8")
    assert ("0012345" in text) is (way != "zeros")


def test_a_report_is_a_pdf_unless_it_is_blank_or_cut_short(clerk, families):
    page = clerk.register(clerk.claim(families[0]))
    address = re.search(r"/report/[^']+\.pdf", page.text)[0]
    whole = clerk.get(address).content
    assert whole.startswith(b"%PDF")
    assert whole.rstrip().endswith(b"%%EOF")

    clerk.strike("F17", "blank")
    assert clerk.get(address).content == b""
    clerk.strike("F17", "broken")
    assert not clerk.get(address).content.rstrip().endswith(b"%%EOF")
    clerk.strike("F17", "name")
    assert "filename*=UTF-8''%E8" in clerk.get(address).headers["content-disposition"]
    clerk.strike("F17", "slow")
    assert clerk.get(address).content == whole


def test_the_systems_own_words_lose_nothing(clerk, families):
    clerk.strike("F12")
    clerk.sign_in()
    for path in ("/top", "/menu", "/main/home", "/main/codes", "/main/bulk"):
        assert "〓" not in clerk.get(path).text
    assert "〓" not in clerk.register(clerk.claim(families[0])).text

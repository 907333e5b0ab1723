"""Addresses of 大田区."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.addresses import Address, normalise_address
from rpa_suite.jp.checked import Status
from rpa_suite.jp.numerals import to_int, to_kanji
from rpa_suite.jp.towns import Town, find_town, ota_towns

OK, WARN, ERROR = Status.OK, Status.WARN, Status.ERROR


def parts(address: Address) -> tuple[object, ...]:
    return (
        address.town,
        address.chome,
        address.banchi,
        address.go,
        address.eda,
        address.building,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都大田区蒲田五丁目１３番１４号", ("蒲田", 5, 13, 14, None, "")),
        ("蒲田5-13-14", ("蒲田", 5, 13, 14, None, "")),
        ("大田区蒲田５ー１３ー１４", ("蒲田", 5, 13, 14, None, "")),
        ("〒144-0052 東京都 大田区 蒲田5丁目13-14", ("蒲田", 5, 13, 14, None, "")),
        ("蒲田五丁目十三番十四号", ("蒲田", 5, 13, 14, None, "")),
        ("西六郷2-3-4-501", ("西六郷", 2, 3, 4, None, "501")),
        ("南千束一ノ二ノ三", ("南千束", 1, 2, 3, None, "")),
        ("田園調布本町12-3", ("田園調布本町", None, 12, 3, None, "")),
        ("雪谷大塚町12番3号", ("雪谷大塚町", None, 12, 3, None, "")),
        (
            "大森北1-1 コーポ三丁目201",
            ("大森北", 1, 1, None, None, "コーポ三丁目201"),
        ),
        ("蒲田5-13-14三井ビル", ("蒲田", 5, 13, 14, None, "三井ビル")),
        (
            "蒲田5丁目13番14号グリーンタワー",
            ("蒲田", 5, 13, 14, None, "グリーンタワー"),
        ),
        ("蒲田5-13-14 201号室", ("蒲田", 5, 13, 14, None, "201号室")),
        ("蒲田5-13-14-201号室", ("蒲田", 5, 13, 14, None, "201号室")),
        ("蒲田5丁目13番14の2号", ("蒲田", 5, 13, 14, 2, "")),
        ("蒲田5-13-14の2", ("蒲田", 5, 13, 14, 2, "")),
        ("蒲田5-13-14-2-301", ("蒲田", 5, 13, 14, 2, "301")),
        ("蒲田5-13-14-B201", ("蒲田", 5, 13, 14, None, "B201")),
        ("蒲田5丁目13番地の14", ("蒲田", 5, 13, 14, None, "")),
        ("千鳥三丁目2番1号", ("千鳥", 3, 2, 1, None, "")),
        ("久ケ原1-2-3", ("久が原", 1, 2, 3, None, "")),
        ("久ヶ原1-2-3", ("久が原", 1, 2, 3, None, "")),
        ("鵜ノ木1-2-3", ("鵜の木", 1, 2, 3, None, "")),
        ("西こうじ谷1-2-3", ("西糀谷", 1, 2, 3, None, "")),
        ("東麹谷1-2-3", ("東糀谷", 1, 2, 3, None, "")),
        ("羽田旭町1-2", ("羽田旭町", None, 1, 2, None, "")),
        ("令和島1-2-3", ("令和島", 1, 2, 3, None, "")),
        ("中央2-10-1", ("中央", 2, 10, 1, None, "")),
        ("仲六郷一丁目", ("仲六郷", 1, None, None, None, "")),
    ],
)
def test_an_address_is_taken_apart(text: str, expected: tuple[object, ...]) -> None:
    address = normalise_address(text)
    assert parts(address) == expected
    if address.banchi is not None:
        assert (address.status, address.reason) == (OK, "")


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("〃", WARN, "address.ditto"),
        ("同上", WARN, "address.ditto"),
        ("川崎市川崎区池上町1-2", WARN, "address.outside"),
        ("神奈川県横浜市中区1-2", WARN, "address.outside"),
        ("東京都中央区銀座1-1-1", WARN, "address.outside"),
        ("東京都品川区大井1-1", WARN, "address.outside"),
        ("愛知県東海市中央町1-1", WARN, "address.outside"),
        ("東海市中央町1-1", WARN, "address.outside"),
        ("大田区大森1-2-3", ERROR, "address.unknown_town"),
        ("大田区薄田5-13-14", WARN, "address.town_misread"),
        ("西六卿2-3-4", WARN, "address.town_misread"),
        ("太田区蒲田5-13-14", WARN, "address.town_misread"),
        ("蒲田13番14号", WARN, "address.chome_missing"),
        ("田園調布本町2丁目3番4号", WARN, "address.chome_unexpected"),
        ("蒲田513-14", WARN, "address.chome_unlikely"),
        ("仲六郷一丁目", WARN, "address.banchi_missing"),
        ("蒲田5-13-14-2", WARN, "address.branch_or_room"),
        ("大田区蒲田グリーンハイツ", ERROR, "address.unparsed"),
        ("", ERROR, "address.blank"),
    ],
)
def test_a_doubtful_address_says_why(text: str, status: Status, reason: str) -> None:
    address = normalise_address(text)
    assert (address.status, address.reason) == (status, reason)
    assert address.message
    assert (address.town == "") is (status is ERROR or reason in _WITHOUT_TOWN)


_WITHOUT_TOWN = {"address.ditto", "address.outside"}


def test_a_misread_town_is_given_by_its_right_name() -> None:
    assert normalise_address("薄田本町1-2-3").value == "蒲田本町1-2-3"


@pytest.mark.parametrize(
    ("text", "value", "formal"),
    [
        ("蒲田５丁目13番14号", "蒲田5-13-14", "東京都大田区蒲田五丁目13番14号"),
        ("西六郷2-3-4-501", "西六郷2-3-4 501", "東京都大田区西六郷二丁目3番4号 501"),
        ("田園調布本町12-3", "田園調布本町12-3", "東京都大田区田園調布本町12番3号"),
        (
            "蒲田5-13-14の2",
            "蒲田5-13-14の2",
            "東京都大田区蒲田五丁目13番14の2号",
        ),
    ],
)
def test_an_address_is_written_short_and_formal(
    text: str, value: str, formal: str
) -> None:
    address = normalise_address(text)
    assert (address.value, address.formal) == (value, formal)


def test_no_part_of_an_address_stands_in_repr() -> None:
    assert "蒲田" not in repr(normalise_address("蒲田5-13-14"))


numbers = st.none() | st.integers(1, 40)


@given(
    st.sampled_from(ota_towns()),
    st.integers(1, 20),
    st.integers(1, 99),
    numbers,
    st.sampled_from(["", "201", "グリーンハイツ201", "三井ビル", "コーポ三丁目2号"]),
)
def test_short_and_formal_forms_are_read_back_alike(
    town: Town, chome: int, banchi: int, go: int | None, building: str
) -> None:
    row = ([str(chome)] if town.has_chome else []) + [str(banchi)]
    row += [str(go)] if go is not None else []
    address = normalise_address(f"{town.name}{'-'.join(row)} {building}")
    assert address.town == town.name
    assert (address.banchi, address.go, address.building) == (banchi, go, building)
    for form in (address.value, address.formal):
        assert parts(normalise_address(form)) == parts(address)


numbers_text = st.text("0123456789-丁目番地号室のノ之一二三十 ーA階三井", max_size=20)


@given(
    st.text(max_size=30)
    | numbers_text.map("大田区蒲田".__add__)
    | numbers_text.map("田園調布本町".__add__)
)
def test_normalising_twice_changes_no_value_and_nothing_raises(text: str) -> None:
    once = normalise_address(text)
    assert once.is_ok or once.message
    if once.town:
        again = normalise_address(once.value)
        assert again.value == once.value
        assert parts(again) == parts(once)


def test_towns_are_found_by_their_longest_name() -> None:
    assert len(ota_towns()) == 62
    for town in ota_towns():
        found = find_town(town.name + "1")
        assert found is not None and found.town is town
        for other in (*town.spellings, *town.misread):
            found = find_town(other)
            assert found is not None and found.town is town
            assert found.is_misread is (other in town.misread)


@given(st.integers(1, 9999))
def test_kanji_numerals_come_back(number: int) -> None:
    assert to_int(to_kanji(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize("text", ["", "十百", "三井", "二十十"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        to_int(text)

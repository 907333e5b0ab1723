"""Keys, labels and masks of an item's values."""

from rpa_suite.app.item_records import entry_key, flattened, label_of, masked
from rpa_suite.model.robots import Robot

ROBOT = Robot(
    id="r",
    title="試験",
    task="T0",
    section="課税課",
    owner="情報担当",
    site="training",
    entry_key=("kana", "event_date"),
    labels={"kana": "フリガナ", "child": "児童", "child[].name": "氏名"},
)


def plain(text: str) -> str:
    return text


def key(values: dict[str, str], origin: str = "file:1") -> str:
    return entry_key(ROBOT, values, plain, origin=origin)


def test_width_and_spaces_do_not_make_another_case():
    one = {"kana": "ｵｵﾀ ﾊﾅｺ", "event_date": "2026-04-01"}
    same = {"kana": "オオタ　ハナコ", "event_date": "2026-04-01"}

    assert key(one, "a:1") == key(same, "b:9")


def test_another_event_is_another_case():
    one = {"kana": "オオタ", "event_date": "2026-04-01"}

    assert key(one) != key({**one, "event_date": "2026-04-02"})


def test_two_papers_with_the_same_gap_are_not_the_same_case():
    unread = {"kana": "オオタ"}

    assert key(unread, "file:1") != key(unread, "file:2")


def test_nested_values_are_flattened_with_rows_from_one():
    values = {"kana": "オオタ", "child": [{"name": "一郎"}, {"name": "二郎"}]}

    assert dict(flattened(values)) == {
        "kana": "オオタ",
        "child[1].name": "一郎",
        "child[2].name": "二郎",
    }


def test_labels_name_the_row_of_a_table():
    assert label_of(ROBOT, "child[2].name") == "児童2 氏名"


def test_a_masked_value_tells_neither_text_nor_exact_length():
    assert masked("983205673214") == "＊" * 8
    assert masked("") == ""

"""What clerks type, as the form stores it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.app.typed_values import shown, stored
from rpa_suite.errors import InputError
from rpa_suite.model.forms import Box, CellRun, Field, FieldKind, Option

BOX = Box(left=0, top=0, width=10, height=5)


def field(kind, **more):
    return Field(id="f", label="欄", kind=kind, box=BOX, **more)


CHOICE = field(
    FieldKind.CHOICE,
    options=(
        Option(value="有", label="有", box=BOX),
        Option(value="無", label="無し", box=BOX),
    ),
)


@pytest.mark.parametrize(
    ("made", "typed", "value"),
    [
        (field(FieldKind.DATE), "H31.4.5", "2019-04-05"),
        (field(FieldKind.DATE), "h310405", "2019-04-05"),
        (field(FieldKind.DATE), "令和元年五月一日", "2019-05-01"),
        (field(FieldKind.DATE), "2019-04-05", "2019-04-05"),
        (field(FieldKind.PHONE), "０３－１２３４－５６７８", "0312345678"),
        (field(FieldKind.AMOUNT), "１，２３４円", "1234"),
        (field(FieldKind.KANA), "れんしゅう", "レンシュウ"),
        (field(FieldKind.CHECK), "有", "true"),
        (field(FieldKind.CHECK), "無", ""),
        (CHOICE, "無し", "無"),
        (field(FieldKind.TEXT), "  山田　太郎 ", "山田　太郎"),
        (field(FieldKind.MY_NUMBER, checks=("my_number",)), " ", ""),
    ],
)
def test_what_is_typed_is_stored_as_the_kind_writes_it(made, typed, value):
    assert stored(made, typed) == value


@pytest.mark.parametrize(
    ("made", "typed", "told"),
    [
        (field(FieldKind.DATE), "310405", "元号から"),
        (field(FieldKind.DATE), "令和8年2月30日", "日"),
        (field(FieldKind.PHONE), "03-ab", "数字で"),
        (field(FieldKind.MY_NUMBER, checks=("my_number",)), "123456789012", "検査用"),
        (CHOICE, "たぶん", "有・無し"),
        (field(FieldKind.CHECK), "たぶん", "有"),
        (
            field(FieldKind.DIGITS, cells=(CellRun(left=0, top=0, count=4),)),
            "12345",
            "4桁まで",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(made, typed, told):
    with pytest.raises(InputError, match=told) as error:
        stored(made, typed)
    assert str(error.value)


@given(st.dates(dt.date(1868, 10, 23), dt.date(2050, 1, 1)))
def test_a_day_as_it_is_shown_is_stored_as_it_was(day):
    made = field(FieldKind.DATE)
    assert stored(made, shown(made, day.isoformat())) == day.isoformat()


@pytest.mark.parametrize("value", ["true", ""])
def test_a_mark_as_it_is_shown_is_stored_as_it_was(value):
    made = field(FieldKind.CHECK)
    assert stored(made, shown(made, value)) == value

"""同上 and 〃, written by the bench's hand into fields that may say so."""

import datetime as dt

import pytest

from bench.forms.pen import Hand
from rpa_suite.ocr.acceptance import UNCLEAR, UNUSUAL, weighed
from rpa_suite.ocr.ditto import reads_as_ditto, with_ditto_doubts, with_dittos
from rpa_suite.ocr.read_field import FieldReader

pytestmark = pytest.mark.ocr
TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def read(template, write, recogniser):
    """Return the readings of 住所 and 1月1日現在の住所, as the form would."""

    def start(scribble, seed=1):
        page = write(scribble, seed)
        reader = FieldReader(page, recogniser, today=TODAY)
        fields = [template.field_named(n) for n in ("address", "address_on_jan1")]
        found = [reads_as_ditto(page, field, recogniser) for field in fields]
        dittos = {each.field_id: each for each in found if each}
        readings = [dittos.get(f.id) or reader.read(f) for f in fields]
        readings = weighed(with_dittos(readings, template, dittos), template)
        return with_ditto_doubts(readings, template, dittos)

    return start


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("how", ["同上", "〃"])
def test_the_same_as_above_is_the_value_above(template, read, how, seed):
    above, same = (template.field_named(n) for n in ("address", "address_on_jan1"))

    def scribble(hand: Hand):
        hand.write_line("蒲田五丁目13番14号", above.box)
        hand.write_line(how, same.box) if how == "同上" else hand.ditto(same.box)

    first, second = read(scribble, seed)
    assert first.value and second.value == first.value
    assert second.text == how
    assert bool(second.doubt) == bool(first.doubt)


def test_the_same_as_something_unclear_is_to_be_looked_at_above(template, read):
    above, same = (template.field_named(n) for n in ("address", "address_on_jan1"))

    def scribble(hand: Hand):
        for one_upon_the_other in ("鶏龍町架空", "蒲田の北の方"):
            hand.write_line(one_upon_the_other, above.box)
        hand.ditto(same.box)

    first, second = read(scribble)
    assert first.doubt in (UNCLEAR, UNUSUAL)
    assert second.value == first.value
    assert "「住所」と合わせて" in second.doubt


def test_the_same_as_nothing_is_for_a_person(template, read):
    same = template.field_named("address_on_jan1")

    _, second = read(lambda hand: hand.write_line("同上", same.box))

    assert second.value is None
    assert "「住所」に記入がありません" in second.doubt


@pytest.mark.parametrize("text", ["蒲田1-2-3", "川崎市", "上池台11"])
def test_an_address_is_not_taken_for_ditto(template, write, recogniser, text):
    field = template.field_named("address_on_jan1")
    page = write(lambda hand: hand.write_line(text, field.box))
    assert reads_as_ditto(page, field, recogniser) is None


def test_only_fields_that_may_say_so_are_asked(template, write, recogniser):
    field = template.field_named("address")
    page = write(lambda hand: hand.write_line("同上", field.box))
    assert reads_as_ditto(page, field, recogniser) is None

"""What nobody expects in a field: whatever is read there, a person sees it."""

import pytest

pytestmark = pytest.mark.ocr


@pytest.fixture
def read(template, read_scribbled):
    """Return the reading of a field of the claim with a text written into it."""

    def start(field_id, text, seed=1):
        field = template.field_named(field_id)

        def scribble(hand):
            if not field.cells:
                hand.write_line(text, field.box)
                return
            cells = [run.cell(n) for run in field.cells for n in range(run.count)]
            for char, cell in zip(text, cells, strict=False):
                if not char.isspace():
                    hand.write_in_cell(char, cell)

        return read_scribbled(scribble, seed)[field_id]

    return start


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("field_id", "text"),
    [
        ("claimant_kana", "山田太郎"),
        ("claimant_kana", "ABC"),
        ("claimant_kana", "なし"),
        ("claimant_name", "なし"),
        ("claimant_name", "別紙参照"),
        ("child[1].kana", "山田 太郎"),
        ("address", "蒲田"),
        ("address", "同じ"),
        ("address", "住所不定"),
        ("address", "鶏龍町架空"),
        ("address", "千葉県松戸市新松戸"),
        ("phone", "なし"),
        ("phone", "内線12"),
        ("claimant_my_number", "不明"),
        ("claimant_birth_date", "不詳"),
        ("account_number", "/"),
    ],
)
def test_it_is_read_rightly_or_looked_at(read, field_id, text, seed):
    found = read(field_id, text, seed)

    is_right = found.value is not None and found.value.split() == text.split()
    assert is_right or found.doubt, (found.value, found.signs)

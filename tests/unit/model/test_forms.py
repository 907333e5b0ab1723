"""Boxes in millimetres, and flat readings as nested records."""

from rpa_suite.model.forms import Box, CellRun, Field, FieldKind, nested


def test_rows_of_a_table_become_a_list_of_records_without_empty_rows():
    values = {
        "name": "大田 花子",
        "child[1].name": "大田 一郎",
        "child[3].name": "大田 三郎",
        "child[3].relationship": "子",
        "child[2].name": "",
    }

    assert nested(values) == {
        "name": "大田 花子",
        "child": [
            {"name": "大田 一郎"},
            {"name": "大田 三郎", "relationship": "子"},
        ],
    }


def test_a_box_in_pixels_at_200_dpi():
    box = Box(left=25.4, top=12.7, width=25.4, height=2.54)

    assert box.in_pixels(200 / 25.4) == (200, 100, 400, 120)


def test_the_extent_of_a_field_holds_all_its_cells():
    field = Field(
        id="my_number",
        label="個人番号",
        kind=FieldKind.MY_NUMBER,
        cells=tuple(CellRun(left=x, top=10, count=4) for x in (20, 45.5, 71)),
    )

    assert (field.extent.left, field.extent.right) == (20, 95)
    assert field.cells[1].cell(3).left == 63.5

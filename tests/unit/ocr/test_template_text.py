"""A draft is written as a person would; what did not change stays letter by letter."""

from dataclasses import replace
from pathlib import Path

import pytest

from rpa_suite.model.forms import Box, FieldKind
from rpa_suite.ocr import template_edit as edit
from rpa_suite.ocr.template_draft import draft_of, load_draft
from rpa_suite.ocr.template_edit import History, Side
from rpa_suite.ocr.template_saving import difference, write_draft
from rpa_suite.ocr.template_text import text_of
from rpa_suite.ocr.templates import problems_of, template_of

ROOT = Path(__file__).parents[3] / "ocr_templates"
NAMES = sorted(p.parent.name for p in ROOT.glob("*/template.toml"))
CHANGE = ROOT / "child_allowance_change"


@pytest.fixture
def draft():
    return load_draft(CHANGE)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_that_nobody_changed_is_written_as_it_was(name):
    draft = load_draft(ROOT / name)
    assert text_of(draft) == draft.text


@pytest.mark.parametrize("name", NAMES)
def test_a_new_file_says_the_same_as_the_one_written_by_hand(name):
    draft = load_draft(ROOT / name)
    again = draft_of(text_of(replace(draft, text="")))
    assert (again.entries, again.rules, again.marks, again.qr) == (
        draft.entries,
        draft.rules,
        draft.marks,
        draft.qr,
    )


def changed_lines(before, after):
    old, new = before.text.splitlines(), text_of(after).splitlines()
    return [line for line in old if line not in new], [
        line for line in new if line not in old
    ]


def test_one_change_changes_one_line_and_keeps_the_comment(draft):
    shape = edit.part(draft, ("recipient_my_number", ""))
    after = edit.with_part(
        draft, ("recipient_my_number", ""), shape.model_copy(update={"id": "number"})
    )
    gone, come = changed_lines(draft, after)
    assert gone == [
        'id = "recipient_my_number"                # 既に届けてあれば書かなくてよい'
    ]
    assert come == ['id = "number"                # 既に届けてあれば書かなくてよい']


def test_the_name_of_a_section_passes_to_the_next_field(draft):
    after = edit.removed(draft, [("claim_date", "")])
    text = text_of(after)
    assert text.index("# ── 届出") < text.index('id = "direction"')
    assert "claim_date" not in text.split("[[rule]]")[0]


def test_rules_that_stay_keep_their_text(draft):
    after = replace(draft, rules=draft.rules[1:])
    assert 'than = "claim_date"' not in text_of(after)
    assert 'until = "school_year_end"' in text_of(after)


def test_a_table_grows_and_its_column_moves_in_every_row(draft):
    table = draft.entry("child")
    after = draft.with_entry("child", table.model_copy(update={"rows": 4}))
    after = edit.moved(after, [("child", "kana")], 1.0, 0.0)
    template = template_of(text_of(after), CHANGE)
    assert template.field_named("child[4].kana").box.left == 33.5
    with pytest.raises(KeyError):
        template.field_named("child[5].kana")


def test_nothing_is_moved_off_the_paper(draft):
    after = edit.moved(draft, [("signature", "")], 50.0, 500.0)
    box = edit.extent(after, ("signature", ""))
    assert (round(box.right, 1), round(box.bottom, 1)) == (210.0, 297.0)


def test_cells_are_stretched_together(draft):
    key = ("certificate_number", "")
    box = edit.extent(draft, key)
    after = edit.resized(draft, key, replace(box, width=56.0, height=9.0))
    (run,) = edit.part(after, key).to_field().cells
    assert (run.count, run.cell_width, run.cell_height) == (8, 7.0, 9.0)


def test_parts_are_aligned_and_spaced(draft):
    keys = [("sibling_statement", ""), ("consent", ""), ("signature", "")]
    after = edit.aligned(draft, keys, Side.TOP)
    tops = {edit.extent(after, key).top for key in keys}
    assert len(tops) == 1
    after = edit.spaced(after, keys, across=True)
    one, two, three = (edit.extent(after, key) for key in keys)
    assert two.left - one.right == pytest.approx(three.left - two.right, abs=0.02)


def test_an_edge_snaps_to_that_of_a_neighbour():
    box = Box(left=10.3, top=20, width=5, height=5)
    neighbour = Box(left=10, top=40, width=9, height=5)
    assert edit.snap(box, [neighbour], 0.8) == (pytest.approx(-0.3), 0.0)


def test_a_row_is_numbered_from_left_to_right(draft):
    keys = [("consent", ""), ("sibling_statement", "")]
    after = edit.numbered(draft, keys, "tick", "チェック")
    assert edit.part(after, ("tick_1", "")).box == [20.0, 263.53]
    assert edit.part(after, ("tick_2", "")).label == "チェック 2"


@pytest.mark.parametrize("kind", list(FieldKind))
def test_a_field_of_every_kind_can_be_drawn(draft, kind):
    empty = replace(draft, entries=(), rules=(), text="")
    box = Box(left=40, top=60, width=100, height=9)
    after, key = edit.added(empty, kind, 1, box)
    assert problems_of(text_of(after), Path(after.id)) == []
    assert edit.part(after, key).kind is kind


def test_steps_are_undone_and_done_again(draft):
    history = History(draft)
    assert history.do("移動", lambda d: edit.moved(d, [("consent", "")], 1, 0))
    assert not history.do("何も", lambda d: d)
    assert (history.undo_word, history.is_changed) == ("移動", True)
    history.undo()
    assert (history.draft, history.redo_word, history.is_changed) == (
        draft,
        "移動",
        False,
    )
    history.redo()
    assert edit.extent(history.draft, ("consent", "")).left == 54.9


def test_saving_tells_the_difference_first(draft, tmp_path):
    folder = tmp_path / draft.id
    write_draft(draft, (CHANGE / "blank.pdf").read_bytes(), folder)
    assert difference(draft, folder) == []
    after = edit.moved(draft, [("consent", "")], 1, 0)
    changes = [x for x in difference(after, folder) if x[:1] in "+-" and x[:3] != "+++"]
    assert "-box = [53.9, 263.53]" in changes
    assert "+box = [54.9, 263.53]" in changes

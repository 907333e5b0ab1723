"""rpa-suite template check: every fault at once, in the words of who wrote it."""

import shutil
from pathlib import Path

import pytest

from rpa_suite.errors import TemplateError
from rpa_suite.ocr.templates import load_template, load_templates, template_problems

ROOT = Path(__file__).parents[3] / "ocr_templates"
NAME = "child_allowance_change"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(ROOT / NAME, tmp_path / NAME)


def edit(folder, old, new):
    path = folder / "template.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    "template", sorted(p.parent.name for p in ROOT.glob("*/template.toml"))
)
def test_the_templates_that_are_shipped_have_no_fault(template):
    assert template_problems(ROOT / template) == []


def test_all_faults_are_named_not_only_the_first(folder):
    # Off the paper, on the cells of the date beside, and a rule about nothing.
    edit(folder, "cells = [[124.8, 37.5, 8]]", "cells = [[170.0, 37.5, 8]]")
    edit(
        folder, "cells = [[35.3, 59.94, 2], [50.9,", "cells = [[35.3, 37.5, 2], [50.9,"
    )
    edit(
        folder,
        "[[rule]]",
        '[[rule]]\nkind = "not_future"\nfields = ["nothing"]\nmessage = "x"\n\n[[rule]]',
    )
    told = template_problems(folder)
    assert any("「certificate_number」が用紙" in each for each in told)
    assert any(
        "「claim_date」と「event_date」の記入欄が重なって" in each for each in told
    )
    assert any("「nothing」という項目はありません" in each for each in told)
    with pytest.raises(TemplateError):
        load_template(folder)


def test_a_typing_slip_is_named_with_its_field(folder):
    edit(folder, 'kind = "digits"', 'kind = "digit"')
    (told,) = template_problems(folder)
    assert "field[certificate_number].kind" in told
    assert "「digits」のことですか" in told


def test_every_typing_slip_is_named_with_what_was_meant(folder):
    edit(folder, 'label = "電話番号"', 'labl = "電話番号"')
    edit(folder, 'kind = "phone"', 'kind = "fone"')
    (told,) = template_problems(folder)
    assert "field[phone].label: 必要な項目がありません" in told
    assert "field[phone].labl: 知らない項目です。「label」のことですか" in told
    assert "「phone」のことですか" in told


def test_a_folder_without_a_template_is_said(tmp_path):
    (told,) = template_problems(tmp_path / "nothing")
    assert "帳票テンプレートがありません" in told


def test_the_same_as_nothing_is_a_fault(folder):
    edit(folder, 'id = "address"\n', 'id = "address"\nsame_as = "nowhere"\n')
    (told,) = template_problems(folder)
    assert "same_as「nowhere」はありません" in told


def test_a_table_says_the_same_as_the_row_above(tmp_path):
    name = "nursery_application"
    folder = shutil.copytree(ROOT / name, tmp_path / name)
    edit(folder, 'id = "occupation"\n', 'id = "occupation"\nsame_as = "above"\n')
    (table,) = [t for t in load_template(folder).tables if "occupation" in t.columns]
    same_as = {f.id: f.same_as for f in load_template(folder).fields}
    assert same_as[f"{table.id}[1].occupation"] is None
    assert same_as[f"{table.id}[2].occupation"] == f"{table.id}[1].occupation"


def test_two_editions_of_a_form_stand_side_by_side(tmp_path):
    shutil.copytree(ROOT / NAME, tmp_path / NAME)
    later = shutil.copytree(ROOT / NAME, tmp_path / f"{NAME}_v2")
    edit(later, f'id = "{NAME}"', f'id = "{NAME}_v2"\nedition_of = "{NAME}"')
    edit(later, 'edition = "v1"', 'edition = "v2"')

    first, second = load_templates(tmp_path).values()

    assert first.form_id == second.form_id == NAME
    assert (first.edition, second.edition) == ("v1", "v2")


def test_an_edition_of_nothing_is_refused(tmp_path):
    later = shutil.copytree(ROOT / NAME, tmp_path / NAME)
    edit(later, f'id = "{NAME}"', f'id = "{NAME}"\nedition_of = "lost"')
    with pytest.raises(TemplateError, match="最初の版"):
        load_templates(tmp_path)

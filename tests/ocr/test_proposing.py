"""Fields found on blank forms: as PDF, as scan, without marks, and on what is no form."""

import io
import json
import random
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from bench.forms.next_year import draw_next_year
from bench.forms.scanner import save, scan
from bench.propose.other_forms import draw
from rpa_suite.errors import InputError, PageError
from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.blank import render_blank
from rpa_suite.ocr.proposing.moving import Change, move
from rpa_suite.ocr.proposing.propose import propose
from rpa_suite.ocr.proposing.writing import write_template
from rpa_suite.ocr.template_draft import load_draft
from rpa_suite.ocr.template_file import TableShape
from rpa_suite.ocr.template_saving import check_names
from rpa_suite.ocr.templates import load_template, template_problems

ROOT = Path(__file__).parents[2] / "ocr_templates"
CHANGE = ROOT / "child_allowance_change"


def no_reader():
    raise AssertionError("a PDF with text needs no reader")


def off_by(one, other):
    if len(one.zones) != len(other.zones):
        return 99.0
    return max(
        max(
            abs(a.left - b.left),
            abs(a.top - b.top),
            abs(a.right - b.right),
            abs(a.bottom - b.bottom),
        )
        for a, b in zip(one.zones, other.zones, strict=True)
    )


def found_in(folder, template):
    """How many fields of ``template`` the one in ``folder`` has, and of the right kind."""
    proposed = load_template(folder).fields
    best = [
        min((each for each in proposed), key=lambda each: off_by(field, each))
        for field in template.fields
    ]
    near = [
        (field, each)
        for field, each in zip(template.fields, best, strict=True)
        if field.page == each.page and off_by(field, each) <= 1.0
    ]
    return len(near), sum(field.kind is each.kind for field, each in near)


@pytest.fixture(scope="module")
def proposed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proposed") / "change"
    blank = CHANGE / "blank.pdf"
    write_template(propose(blank, no_reader), blank, folder)
    return folder


def test_every_field_of_a_shipped_form_is_found_with_its_kind(proposed):
    template = load_template(CHANGE)
    assert found_in(proposed, template) == (63, 63)
    assert template_problems(proposed) == []


def test_rows_become_a_table_and_people_are_told_apart(proposed):
    draft = load_draft(proposed)
    tables = [each for each in draft.entries if isinstance(each, TableShape)]
    assert [(each.rows, len(each.column)) for each in tables] == [(5, 8), (2, 4)]
    kana = draft.entry("kana")
    assert kana.person == draft.entry("name").person == "recipient"
    assert draft.entry("my_number").checks == ["my_number"]
    assert draft.entry("birth_date").verify == "double"
    assert list(draft.entry("birth_date").options) == ["昭和", "平成"]


def test_the_file_reads_as_if_a_person_had_written_it(proposed):
    text = (proposed / "template.toml").read_text("utf-8")
    assert 'code = "OTA-F2"' in text and 'edition = "v1"' in text
    assert "# ── 受給者 ──" in text
    assert "top_right = [196.0, 8.0, 6.0, 6.0]   # 中抜き" in text
    assert 'kind = "digits"\ncells = [[124.8, 37.5, 8]]\n' in text


def test_a_grid_with_labels_in_cells_is_understood(tmp_path):
    truth = draw("school_grid", tmp_path / "grid.pdf")
    written = write_template(
        propose(tmp_path / "grid.pdf", no_reader), tmp_path / "grid.pdf", tmp_path / "t"
    )
    assert written.left_out == ()
    labels = {each.label for each in written.draft.entries}
    assert {"児童氏名", "生年月日", "郵便番号", "利用形態", "署名"} <= labels
    assert len(written.draft.entries) == len(truth)


def test_choices_that_stand_close_have_the_room_between_them_for_the_pen(tmp_path):
    truth = draw("bank_slip", tmp_path / "slip.pdf")
    written = write_template(
        propose(tmp_path / "slip.pdf", no_reader), tmp_path / "slip.pdf", tmp_path / "t"
    )
    assert written.left_out == ()
    choice = next(each for each in truth if each.id == "type")
    (found,) = [
        each
        for each in load_template(tmp_path / "t").fields
        if each.label == "預金種目"
    ]
    assert off_by(choice, found) <= 1.0
    ordinary, current = (each.box for each in found.options)
    assert ordinary.right <= current.left + 0.1


def test_a_date_above_the_frames_is_one_date_with_its_label(tmp_path):
    truth = draw("bank_slip", tmp_path / "slip.pdf")
    written = write_template(
        propose(tmp_path / "slip.pdf", no_reader), tmp_path / "slip.pdf", tmp_path / "t"
    )
    date = next(each for each in truth if each.id == "date")
    found = [
        each
        for each in load_template(tmp_path / "t").fields
        if off_by(date, each) <= 1.0
    ]
    assert [(each.label, each.kind) for each in found] == [
        ("依頼年月日", FieldKind.DATE)
    ]
    # The title's line stays no part of the form, and its 口 is no box to tick.
    assert "口座振替依頼書" not in {each.label for each in written.draft.entries}
    assert all(each.label for each in written.draft.entries)
    assert not any(
        each.kind is FieldKind.CHECK for each in load_template(tmp_path / "t").fields
    )


def test_a_form_without_marks_gets_them_and_can_be_laid_straight(tmp_path):
    blank = tmp_path / "dense.pdf"
    draw("dense_sheet", blank)
    written = write_template(propose(blank, no_reader), blank, tmp_path / "dense_sheet")
    assert written.marks_added
    # What is printed from now on carries marks and a QR that says which form it is.
    again = propose(tmp_path / "dense_sheet" / "blank.pdf", no_reader)
    assert set(again.sheets[0].marks) == set(written.draft.marks.model_dump())
    assert again.sheets[0].qr[1] == "DENSE-SHEET|v1|p1"


@pytest.mark.ocr
def test_a_crooked_scan_gives_the_same_fields(tmp_path, recogniser):
    template = load_template(CHANGE)
    paper = render_blank(template, dpi=300)
    save([scan(paper, 300, random.Random("blank"))], tmp_path / "scan.jpg")

    folder = tmp_path / "scanned"
    write_template(
        propose(tmp_path / "scan.jpg", lambda: recogniser),
        tmp_path / "scan.jpg",
        folder,
    )
    found, kinds = found_in(folder, template)
    assert found >= 0.95 * len(template.fields)
    assert kinds >= 0.85 * len(template.fields)
    assert (folder / "blank.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.ocr
def test_a_form_without_marks_may_lie_upside_down_on_the_scanner(tmp_path, recogniser):
    draw("dense_sheet", tmp_path / "dense.pdf")
    document = pdfium.PdfDocument(tmp_path / "dense.pdf")
    paper = document[0].render(scale=200 / 72).to_pil().convert("RGB")
    document.close()
    paper.rotate(180).save(tmp_path / "turned.png", dpi=(200, 200))

    proposal = propose(tmp_path / "turned.png", lambda: recogniser)
    assert "交付申請書" in proposal.title
    first = proposal.entries[0].entry.to_field()
    assert first.label == "受給者番号"
    assert (first.extent.left, first.extent.top) == (
        pytest.approx(41, abs=1),
        pytest.approx(26, abs=1),
    )


# What is no blank form.


def encrypted(path):
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "form")
    canvas.save()


def photo(path):
    noise = np.random.default_rng(1).normal(120, 30, (1200, 900, 3))
    blurred = Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).resize(
        (1800, 2400)
    )
    blurred.save(path)


def letter(path):
    canvas = Canvas(str(path))
    for row in range(30):
        canvas.drawString(80, 750 - 20 * row, "Nothing is ruled in this letter at all.")
    canvas.save()


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (encrypted, "locked.pdf", "パスワードで保護"),
        (photo, "photo.png", "罫線が見つかりません"),
        (letter, "letter.pdf", "記入欄が見つかりません"),
        (lambda path: path.write_bytes(b""), "empty.pdf", "空のファイル"),
        (lambda path: None, "missing.pdf", "見つかりません"),
    ],
)
def test_what_is_no_form_is_said_plainly(tmp_path, make, name, said):
    make(tmp_path / name)
    with pytest.raises(PageError, match=said):
        propose(tmp_path / name, no_reader)


def test_print_in_the_corners_leaves_no_room_for_marks(tmp_path):
    blank = tmp_path / "full.pdf"
    truth_folder = tmp_path / "full"
    over = io.BytesIO()
    draw("dense_sheet", blank)
    canvas = Canvas(over, pagesize=(595.3, 841.9))
    canvas.rect(20, 20, 30, 30, fill=1)
    canvas.showPage()
    canvas.save()
    form, stamp = pdfium.PdfDocument(blank), pdfium.PdfDocument(over.getvalue())
    page = form[0]
    page.insert_obj(stamp.page_as_xobject(0, form).as_pageobject())
    page.gen_content()
    form.save(tmp_path / "stamped.pdf")
    form.close()
    stamp.close()
    with pytest.raises(PageError, match="四隅"):
        write_template(
            propose(tmp_path / "stamped.pdf", no_reader),
            tmp_path / "stamped.pdf",
            truth_folder,
        )


@pytest.mark.parametrize(
    ("folder", "code", "said"),
    [("Bad-Name", None, "フォルダー名"), ("good_name", "ota f7", "帳票ID")],
)
def test_names_that_cannot_be_used_are_refused(tmp_path, folder, code, said):
    with pytest.raises(InputError, match=said):
        check_names(tmp_path / folder, code=code, edition=None)


# This year's form.


@pytest.fixture(scope="module")
def this_year(tmp_path_factory):
    """Last year's form with one field moved, one gone, one new, a row and a choice less."""
    path = tmp_path_factory.mktemp("year") / "blank.pdf"
    draw_next_year(ROOT, path)
    return path


def test_last_years_fields_move_to_this_years_form(this_year, tmp_path):
    moved = move(propose(this_year, no_reader), CHANGE, no_reader, name="change_r9")
    by_id = {each.id: each for each in moved.changes}
    assert (by_id["phone"].what, by_id["phone"].note) == (
        Change.MOVED,
        "右へ 6.0 mm、下へ 2.0 mm",
    )
    assert by_id["sibling_statement"].what is Change.GONE
    assert by_id["workplace_name"].what is Change.NEW
    assert by_id["child"].note == "5 行から 4 行に"
    assert by_id["reason"].note == "選択肢が減った: その他"
    assert by_id["recipient_my_number"].what is Change.SAME
    # A rule about a field that is gone goes with it, and is named.
    assert moved.rules_dropped == (
        "兄姉等を数えます。確認書の添付を確かめてください。",
    )
    folder = tmp_path / "change_r9"
    moved.save(this_year, folder)
    assert template_problems(folder) == []
    template = load_template(folder)
    assert (template.edition, template.edition_of) == ("R9", "child_allowance_change")
    assert template.field_named("phone").checks == ("phone",)
    assert template.field_named("recipient_birth_date").kind is FieldKind.DATE
    # Comments of last year come along.
    assert "既に届けてあれば書かなくてよい" in (folder / "template.toml").read_text(
        "utf-8"
    )


def test_the_same_edition_is_no_new_year():
    with pytest.raises(InputError, match="去年と同じ"):
        move(propose(CHANGE / "blank.pdf", no_reader), CHANGE, no_reader, name="x")


@pytest.mark.ocr
def test_a_template_is_tried_on_scans(recogniser, tmp_path):
    from rpa_suite.ocr.template_trial import try_template

    samples = CHANGE / "samples"
    other = ROOT / "wage_report" / "samples" / "report-0002.jpg"
    tried = try_template(CHANGE, [samples / "change-0002.jpg", other], recogniser)
    assert (tried.read_count, tried.unread) == (1, 1)
    assert "別の帳票" in tried.forms[1].problem
    truth = json.loads((samples / "change-0002.json").read_text("utf-8"))
    known = sum(each.known for each in tried.fields)
    assert known == len(truth)
    assert sum(each.right for each in tried.fields) >= 0.9 * known
    told = tried.as_json(show_values=False)
    assert "value" not in told["forms"][0]["readings"][0]
    (path,) = tried.save_pictures(tmp_path / "pictures")
    with Image.open(path) as picture:
        assert picture.width > 1600

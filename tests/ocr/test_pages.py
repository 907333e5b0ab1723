from collections import deque
from itertools import islice

import numpy as np
import psutil
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from rpa_suite.errors import FormMismatch, PageError
from rpa_suite.ocr.flatten import flatten
from rpa_suite.ocr.pages import Page, is_blank, load_pages
from rpa_suite.ocr.reader import read_file
from tests.ocr.conftest import SAMPLES, TODAY


def pages(path):
    return list(load_pages(path))


def sheet(size=(400, 600)):
    return Image.new("RGB", size, "white")


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_images_of_every_kind_are_one_page(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    sheet((827, 1169)).save(path, dpi=(100, 100))
    (page,) = pages(path)
    assert (page.number, page.total, page.image.shape) == (1, 1, (1169, 827, 3))
    assert page.dpi == pytest.approx(100, abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK"])
def test_whatever_its_colours_are_kept_as_a_page_is_red_green_and_blue(tmp_path, mode):
    drawn = sheet((827, 1169))
    ImageDraw.Draw(drawn).rectangle((100, 100, 500, 300), fill=(200, 40, 90))
    path = tmp_path / "a.tif"
    drawn.convert(mode).save(path, dpi=(100, 100))
    (page,) = pages(path)
    with Image.open(path) as kept:
        assert kept.mode == mode
        assert np.array_equal(page.image, np.asarray(kept.convert("RGB")))


def test_the_colours_of_a_pdf_keep_their_order(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFillColorRGB(0.8, 0.2, 0.4)
    canvas.rect(0, 0, *A4, stroke=0, fill=1)
    canvas.save()
    (page,) = pages(path)
    assert tuple(page.image[500, 500]) == (204, 51, 102)


def test_a_resolution_that_makes_no_sheet_of_it_is_not_believed(tmp_path):
    path = tmp_path / "a.jpg"
    sheet((1654, 2339)).save(path, dpi=(300, 300))
    (page,) = pages(path)
    assert page.dpi == pytest.approx(200, abs=1)


def test_a_tiff_of_several_pages_comes_page_by_page(tmp_path):
    path = tmp_path / "a.tif"
    sheet().save(path, save_all=True, append_images=[sheet(), sheet()])
    assert [(p.number, p.total) for p in pages(path)] == [(1, 3), (2, 3), (3, 3)]


def test_a_long_pdf_takes_no_more_memory_than_a_short_one(tmp_path):
    noise = np.random.default_rng(1).integers(0, 256, (1200, 1200), np.uint8)
    sheets = [Image.fromarray(np.roll(noise, 7 * n, axis=0)) for n in range(80)]
    path = tmp_path / "bundle.pdf"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=600)
    megabytes = path.stat().st_size / 2**20 / len(sheets)
    pages = load_pages(path)
    seen = psutil.Process()

    deque(islice(pages, 20), maxlen=0)
    before = seen.memory_info().rss
    deque(islice(pages, 59), maxlen=0)
    gained = (seen.memory_info().rss - before) / 2**20

    # Nothing new is held: of 59 scans, most were let go.
    assert gained < 15 * megabytes


def test_a_pdf_is_rendered_at_two_hundred_dots_an_inch(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(100, 100, "x")
    canvas.save()
    (page,) = pages(path)
    assert page.image.shape == (2339, 1654, 3)
    assert page.dpi == 200


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(PageError, match="見つかりません"):
        pages(tmp_path / "none.pdf")


def test_an_empty_file_is_said(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    with pytest.raises(PageError, match="空のファイル"):
        pages(path)


@pytest.mark.parametrize("name", ["a.pdf", "a.tif", "a.jpg", "a.png"])
def test_garbage_is_said_in_words(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"this is no scan at all" * 50)
    with pytest.raises(PageError, match="a\\."):
        pages(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif"])
def test_a_file_cut_off_half_way_is_corrupt(tmp_path, name):
    path = tmp_path / name
    noise = np.random.default_rng(1).integers(0, 255, (600, 400, 3), np.uint8)
    Image.fromarray(noise).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PageError, match="壊れていて|開けません"):
        pages(path)


def test_an_encrypted_pdf_says_how_to_go_on(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", canPrint=1))
    canvas.drawString(100, 100, "x")
    canvas.save()
    with pytest.raises(PageError, match="パスワードで保護"):
        pages(path)


def test_a_pdf_without_pages_is_said(tmp_path):
    import pypdfium2

    path = tmp_path / "a.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    with pytest.raises(PageError, match="ページがありません"):
        pages(path)


def test_a_page_of_ten_thousand_pixels_is_refused_before_it_is_loaded(tmp_path):
    path = tmp_path / "a.png"
    Image.new("1", (10_001, 10)).save(path)
    with pytest.raises(PageError, match="大きすぎます"):
        pages(path)


def test_a_page_without_marks_is_not_forced_onto_the_form(template):
    blank = Page(
        number=1, image=np.full((2339, 1654, 3), 255, np.uint8), dpi=200, total=1
    )
    with pytest.raises(FormMismatch, match="四隅"):
        flatten(blank, template)


@pytest.mark.ocr
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_scanned_sideways_is_turned_upright(
    template, recogniser, read_samples, tmp_path, turn
):
    path = next(p for p in SAMPLES if p.suffix == ".jpg")
    turned = tmp_path / "turned.jpg"
    with Image.open(path) as image:
        image.rotate(turn, expand=True).save(turned, quality=95, dpi=image.info["dpi"])
    (result,) = read_file(turned, {template.id: template}, recogniser, today=TODAY)
    truth, _ = read_samples[path.name]
    values = {r.field_id: r.value for r in result.form.readings}
    assert values["reason"] == truth["reason"]
    assert result.form.residual_mm < 0.2


def two_pages(path, first):
    """A TIFF of a page and a good form after it."""
    source = next(p for p in SAMPLES if p.suffix == ".jpg")
    with Image.open(source) as image:
        first.resize(image.size).save(
            path,
            save_all=True,
            append_images=[image.convert("RGB")],
            dpi=image.info["dpi"],
        )


def read_pages(path, template, recogniser):
    seen = []
    results = list(
        read_file(
            path,
            {template.id: template},
            recogniser,
            today=TODAY,
            on_page=lambda number, total: seen.append((number, total)),
        )
    )
    assert seen == [(1, 2), (2, 2)]
    return results


@pytest.mark.ocr
def test_a_page_of_something_else_does_not_stop_the_others(
    template, recogniser, tmp_path
):
    page = Image.new("RGB", (827, 1169), "white")
    ImageDraw.Draw(page).text((300, 300), "memo", fill="black", font_size=60)
    two_pages(tmp_path / "two.tif", page)
    results = read_pages(tmp_path / "two.tif", template, recogniser)
    assert isinstance(results[0].error, FormMismatch)
    assert results[1].form is not None


@pytest.mark.ocr
def test_the_blank_back_of_a_sheet_is_passed_over(template, recogniser, tmp_path):
    noise = np.random.default_rng(1).normal(238, 4, (1169, 827, 3))
    back = Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8))
    two_pages(tmp_path / "two.tif", back)
    (result,) = read_pages(tmp_path / "two.tif", template, recogniser)
    assert result.form is not None
    assert result.page_numbers == (2,)


def test_a_short_note_is_no_blank_page():
    page = Image.new("RGB", (1654, 2339), "white")
    assert is_blank(Page(number=1, image=np.asarray(page), dpi=200, total=1))
    ImageDraw.Draw(page).text((800, 1200), "7/3", fill=(90, 90, 95), font_size=40)
    assert not is_blank(Page(number=1, image=np.asarray(page), dpi=200, total=1))


@pytest.mark.ocr
def test_another_form_is_named_by_its_qr(template, recogniser):
    from dataclasses import replace

    other = replace(template, id="other", code="OTA-F9")
    (result,) = read_file(SAMPLES[0], {"other": other}, recogniser, today=TODAY)
    assert result.form is None
    assert "OTA-F1" in str(result.error)

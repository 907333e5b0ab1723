"""One pile of paper, several forms: each goes to its robot, the rest to the tray."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from rpa_suite.app.office import Office
from rpa_suite.app.sorting import SortingDesk
from rpa_suite.errors import InputError
from rpa_suite.ocr.pages import load_pages
from rpa_suite.settings import Settings

pytestmark = pytest.mark.ocr
TEMPLATES = Path(__file__).parents[2] / "ocr_templates"
NURSERY, CLAIM = "nursery_application", "child_allowance_claim"


def pages_of(template: str, name: str) -> list[Image.Image]:
    path = TEMPLATES / template / "samples" / name
    return [Image.fromarray(page.image) for page in load_pages(path)]


def without_qr(page: Image.Image) -> Image.Image:
    """Hide the code at the top right, and what is printed below it."""
    wide, high = page.size
    hidden = page.copy()
    box = (0.83 * wide, 0.045 * high, 0.945 * wide, 0.125 * high)
    ImageDraw.Draw(hidden).rectangle(box, fill=(238, 238, 238))
    return hidden


def letter() -> Image.Image:
    """Return a sheet that is no form."""
    page = Image.new("RGB", (1654, 2339), "white")
    for line in range(30):
        ImageDraw.Draw(page).text(
            (200, 200 + 60 * line), "A covering letter " * 5, "black"
        )
    return page


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    opened = Office.open(Settings(data_dir=data, use_keyring=False))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    first, second = pages_of(NURSERY, "application-0002.pdf")
    (claim,) = pages_of(CLAIM, "claim-0003.pdf")
    pages = [
        second.rotate(180),  # upside down, and before its first page
        first,
        Image.new("RGB", (1654, 2339), "white"),
        without_qr(claim),
        letter(),
        second,  # whose first page is lost
    ]
    path = tmp_path_factory.mktemp("scans") / "束.pdf"
    pages[0].save(
        path, save_all=True, append_images=pages[1:], resolution=200, quality=88
    )
    return path


@pytest.fixture(scope="module")
def stored(office, bundle):
    desk = SortingDesk(office)
    shown = desk.sort(bundle)
    return desk, shown, desk.import_sorted(shown, operator="受付")


def test_each_form_goes_to_its_robot(office, stored):
    _, shown, _ = stored
    found = {
        preview.robot_id: [row.form.source_pages for row in preview.rows]
        for preview in shown.previews
    }
    assert found == {NURSERY: [(1, 2)], CLAIM: [(4,)]}


def test_pages_out_of_order_are_for_a_person(stored):
    _, shown, _ = stored
    (row,) = shown.previews[0].rows
    assert sum("ページの順" in reason for reason in row.doubts.values()) == 2


def test_what_fits_nothing_waits_in_the_tray_with_its_reason(stored):
    desk, _, result = stored
    waiting = desk.waiting()
    assert [page.page for page in waiting] == [5, 6] == [p.page for p in result.in_tray]
    assert "どの帳票とも合いません" in waiting[0].reason
    assert "1 ページ目がありません" in waiting[1].reason
    assert waiting[1].template_id == NURSERY
    assert desk.picture(waiting[0].id).startswith(b"\xff\xd8")


def test_the_same_bundle_again_stores_nothing_twice(stored, bundle):
    desk, _, _ = stored
    before = len(desk.waiting())
    shown = desk.sort(bundle)
    assert all(preview.same_file for preview in shown.previews)
    assert sum(preview.importable for preview in shown.previews) == 0
    desk.import_sorted(shown, operator="受付")
    assert len(desk.waiting()) == before


def test_a_person_places_or_discards_what_waits(office, stored):
    desk, _, _ = stored
    letter_page, lost = desk.waiting()
    with pytest.raises(InputError, match="1 ページ目がありません"):
        desk.assign([lost.id], NURSERY, operator="受付")
    with pytest.raises(InputError, match="理由"):
        desk.discard([letter_page.id], why=" ", operator="受付")
    assert len(desk.waiting()) == 2

    desk.discard([letter_page.id], why="送付状", operator="受付")

    assert [page.id for page in desk.waiting()] == [lost.id]
    with pytest.raises(InputError, match="もう無い"):
        desk.picture(letter_page.id)
    (gone,) = office.store.tray.find(settled=True)
    assert (gone.settled_by, gone.note) == ("受付", "破棄: 送付状")

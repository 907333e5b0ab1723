"""No report holds anything personal: every byte of every file is looked through."""

import html
import re
import unicodedata
import zipfile
import zlib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from rpa_suite.app.office import Office
from rpa_suite.app.reporting import write_reports
from rpa_suite.kpi.bpr import Candidate
from rpa_suite.kpi.page import render_html
from rpa_suite.model.work import Environment, ItemState, RunState
from rpa_suite.settings import Settings
from tests.store.samples import a_batch, a_draft, a_run, an_attempt

ROBOT = "employee_transfer"
# Invented people; the numbers have the right form and belong to nobody.
PEOPLE = (
    {
        "氏名": "架空 花子",
        "フリガナ": "カクウ ハナコ",
        "個人番号": "123456789018",
        "住所": "大田区蒲田五丁目13番14号",
        "電話": "03-5744-0000",
        "生年月日": "1984-05-06",
    },
    {
        "氏名": "試験 次郎",
        "フリガナ": "シケン ジロウ",
        "個人番号": "876543210984",
        "住所": "大田区大森北一丁目10番14号",
        "電話": "090-0000-1234",
        "生年月日": "1971-11-30",
    },
)
STAFF = ("計測係 甲野", "kakunin_otsuno")


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path / "data", use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def files(office, tmp_path):
    """Every file that leaves the savings, of an office full of people."""
    _work(office)
    sums = office.savings.dashboard(Environment.PRODUCTION).year.sums
    assert (sums.items, sums.exceptions) == (1, 1)
    folder = tmp_path / "reports"
    written = list(write_reports(office.savings, folder).values())
    page = folder / "kpi.html"
    page.write_text(
        render_html(office.savings.kpi(Environment.PRODUCTION)), encoding="utf-8"
    )
    return [*written, page]


def _work(office):
    """One item done, one finished by hand, with people wherever people write them."""
    store, now = office.store, office.now() - timedelta(hours=1)
    batch = a_batch(
        robot_id=ROBOT,
        imported_at=now,
        imported_by=STAFF[1],
        source_name=f"{PEOPLE[0]['氏名']}_異動届.csv",
    )
    run = a_run(store, robot_id=ROBOT, started_at=now, operator=STAFF[1])
    drafts = [a_draft(n, values=person) for n, person in enumerate(PEOPLE, start=1)]
    done, by_hand = store.items.add(batch, drafts)
    for item, states in (
        (done, (ItemState.SUBMITTING, ItemState.DONE)),
        (by_hand, (ItemState.REJECTED, ItemState.BY_HAND)),
    ):
        store.items.take(ROBOT, worker="w", now=now, lease_seconds=60, item_id=item.id)
        attempt = an_attempt(store, item, run, started_at=now)
        for state in states:
            store.items.move(
                item.id,
                state,
                actor=STAFF[1],
                worker=None if state is ItemState.BY_HAND else "w",
                reason_code="E0101" if state is ItemState.REJECTED else "",
                reason=f"{item.values['氏名']} が見つかりません",
                receipt="TI08-00000001-5",
                now=now,
            )
        store.runs.end_attempt(attempt.id, states[0], "", now)
    store.runs.finish(run.id, RunState.FINISHED, "", now=now)
    office.booking.of(office.robot(ROBOT))
    office.savings.maintain(ROBOT, Decimal(5), f"{PEOPLE[1]['氏名']} 様の件で修理")
    office.measuring.time(ROBOT, staff=STAFF[0], minutes=Decimal(3))
    office.bpr.save(
        Candidate(
            id="N1",
            title="証明書の発行",
            section="課税課",
            yearly_items=10,
            minutes=Decimal(5),
            note=f"相談者 {PEOPLE[0]['氏名']}",
        )
    )


def everything_in(path: Path) -> str:
    """Return all that a file holds: parts of archives, streams, properties, texts."""
    raw = path.read_bytes()
    found = [path.name.encode(), raw]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found += [name.encode() for name in archive.namelist()]
            found += [archive.read(name) for name in archive.namelist()]
            found.append(archive.comment)
    texts = [part.decode("utf-8", errors="ignore") for part in found]
    if path.suffix == ".pdf":
        texts += _paper(path, raw)
    whole = html.unescape("\n".join(texts))
    return re.sub(r"[\s\-‐－]", "", unicodedata.normalize("NFKC", whole))


def _paper(path: Path, raw: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    texts += [str(value) for value in document.get_metadata_dict().values()]
    document.close()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
        unpacker = zlib.decompressobj()
        try:
            texts.append(unpacker.decompress(stream).decode("latin-1"))
        except zlib.error:
            texts.append(stream.decode("latin-1"))
    texts.append(raw.decode("utf-16-be", errors="ignore"))
    return texts


def needles():
    """Yield what must be nowhere, as it would be written there."""
    for person in PEOPLE:
        for field, value in person.items():
            plain = unicodedata.normalize("NFKC", value)
            yield re.sub(r"[\s\-]", "", plain)
            if field in ("氏名", "フリガナ"):
                yield plain.split()[1]  # given names alone
            if field == "生年月日":
                year, month, day = (int(part) for part in value.split("-"))
                yield f"{year}年{month}月{day}日"
                yield f"昭和{year - 1925}年{month}月{day}日"
                yield f"{year}/{month:02}/{day:02}"
    yield from (re.sub(r"\s", "", name) for name in STAFF)
    yield "TI08000000015"  # a receipt leads to a person


def test_every_file_has_figures_and_nobody(files):
    assert {path.suffix for path in files} == {".xlsx", ".pdf", ".html", ".csv"}
    for path in files:
        whole = everything_in(path)
        assert "給与所得者異動届" in whole, path.name  # it is read at all
        for needle in needles():
            assert needle not in whole, (path.name, needle)


def test_a_person_in_a_hidden_place_would_be_found(files):
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    (path,) = (each for each in files if each.suffix == ".xlsx")
    for hide in (
        lambda book: setattr(book.properties, "creator", "架空 花子"),
        lambda book: setattr(
            book.worksheets[1]["A1"], "comment", Comment("架空　花子", "x")
        ),
        lambda book: (
            setattr(book.create_sheet("x", 0), "sheet_state", "veryHidden")
            or book["x"].append(["架空花子"])
        ),
    ):
        book = load_workbook(path)
        hide(book)
        spoiled = path.with_name("spoiled.xlsx")
        book.save(spoiled)
        assert "架空花子" in everything_in(spoiled)

"""帳票: saved with the entry, however the system sends them; never at its expense."""

import datetime as dt
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from bench.robots.rows import rows_of
from rpa_suite.app.papers import export_papers, first_page
from rpa_suite.model.work import NO_PAPER, PAPER, ItemState
from rpa_suite.robots.catalogue import load_robot
from rpa_suite.store.evidence import EvidenceRef
from tests.support.rehearsal import ROBOTS

pytestmark = pytest.mark.browser
ROBOT = "placement_result"
COLUMNS = load_robot(ROBOTS / ROBOT).table.columns


@pytest.fixture
def results(rehearse):
    """Two results of the 利用調整, queued."""
    rehearsal = rehearse(ROBOT)
    rehearsal.robot = replace(rehearsal.robot, retry_after_seconds=0.0)
    rows = rows_of(ROBOT, 2, seed=1, today=dt.date.today())
    rehearsal.queue(
        [{COLUMNS[header]: value for header, value in row.items()} for row in rows]
    )
    return rehearsal


def papers_of(rehearsal, item) -> list[EvidenceRef]:
    kept = rehearsal.store.evidence.of_item(item.id)
    return [each for each in kept if each.kind == PAPER]


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"F17": {"at": [1], "way": "blank"}},
        {"F17": {"at": [1], "way": "broken"}},
        {"F17": {"every": 1, "way": "name"}},
        {"F17": {"every": 1, "way": "slow"}},
    ],
    ids=lambda fault: fault.get("F17", {}).get("way", "calm"),
)
def test_every_entry_has_its_paper_whole(results, fault, tmp_path):
    results.misbehave(**fault)
    finished = results.run()

    items = results.store.items.find()
    assert [item.state for item in items] == [ItemState.DONE] * 2
    for item in items:
        (paper,) = papers_of(results, item)
        assert paper.name == f"{item.receipt}.pdf"
        content = results.store.evidence.read(paper)
        assert first_page(content).startswith(b"\x89PNG")
        text = pdfium.PdfDocument(content)[0].get_textpage().get_text_bounded()
        assert item.receipt in text
    assert "帳票" not in finished.message
    written = export_papers(results.store, items[0].batch_id, tmp_path / "all.pdf")
    assert written == len(pdfium.PdfDocument(tmp_path / "all.pdf")) == 2


def test_the_lease_of_an_entered_item_is_over_and_is_not_renewed(results):
    finished = results.run(lease_seconds=4.0)  # renewed at every beat after a second

    assert "帳票" not in finished.message
    for item in results.store.items.find():
        assert item.state is ItemState.DONE
        assert len(papers_of(results, item)) == 1


def test_an_entry_stays_made_when_its_paper_never_comes(results, tmp_path):
    results.misbehave(F17={"every": 1, "way": "broken"})
    finished = results.run()

    items = results.store.items.find()
    assert [item.state for item in items] == [ItemState.DONE] * 2
    assert len(results.rows()) == 2
    assert "帳票を保存できなかった明細が2件あります" in finished.message
    for item in items:
        assert papers_of(results, item) == []
        (attempt,) = results.store.runs.attempts_of(item.id)
        assert attempt.reason_code == NO_PAPER
    assert export_papers(results.store, items[0].batch_id, tmp_path / "a.pdf") == 0
    assert not (tmp_path / "a.pdf").exists()

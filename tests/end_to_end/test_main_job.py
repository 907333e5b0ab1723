"""The main job as the demo does it: paper and CSV in, receipts and minutes out."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from bench.demo.job import CLAIM, TRANSFER, Job, Paper
from bench.forms.make import make_forms
from rpa_suite.app.records import RowFate
from rpa_suite.model.savings import SavingKind
from rpa_suite.model.work import Environment, ItemState
from rpa_suite.training.server import running_training_system

pytestmark = [pytest.mark.browser, pytest.mark.ocr, pytest.mark.slow]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """Run the whole job once on a handful of papers and rows."""
    folder = tmp_path_factory.mktemp("main-job")
    data = folder / "data"
    data.mkdir()
    papers = [
        Paper(path=made.path, truth=made.values)
        for made in make_forms(4, seed=1, out=folder / "scans")
    ]
    with running_training_system(seed=1) as url:
        job = Job.open(data, site_url=url)
        said: list[str] = []
        try:
            job.read_and_import(papers, say=said.append)
            job.import_transfers(6, say=said.append)
            job.confirm_in_place_of_a_clerk()
            for robot_id in (CLAIM, TRANSFER):
                job.run(robot_id, say=said.append)
            yield job, data, said
        finally:
            job.close()


def test_every_item_ends_in_a_state_with_a_reason_or_waits_for_a_person(finished):
    job, _, _ = finished

    for item in job.items():
        assert item.state.is_terminal or item.state in (
            ItemState.REVIEW,
            ItemState.REJECTED,
            ItemState.HELD,
        )
        if item.state in (ItemState.REJECTED, ItemState.HELD):
            assert item.reason_code
            assert item.reason


def test_the_system_holds_each_receipt_once_and_nothing_else_of_ours(finished):
    job, _, _ = finished
    ours = Counter(i.receipt for i in job.items() if i.state is ItemState.DONE)
    theirs = Counter(
        r["receipt"] for r in job.registered_rows() if r["staff"] != "seed"
    )

    assert ours
    assert ours == theirs
    assert set(ours.values()) == {1}


def test_minutes_are_booked_for_the_rehearsal_and_not_for_the_kpi(finished):
    job, _, _ = finished
    done = [i for i in job.items() if i.state is ItemState.DONE]
    job.office.savings.kpi(Environment.TRAINING)
    rows = job.office.store.ledger.totals(environment=Environment.TRAINING)
    items = [t for t in rows if t.kind is SavingKind.ITEM]

    assert sum(t.items for t in items) == len(done)
    by_hand = {robot.id: robot.baseline.minutes for robot in job.office.robots.values()}
    assert sum((t.minutes_before for t in items), Decimal(0)) == sum(
        (by_hand[i.robot_id] for i in done), Decimal(0)
    )
    assert job.office.store.ledger.totals(environment=Environment.PRODUCTION) == []


def test_the_same_file_again_brings_nothing_new(finished):
    job, data, _ = finished
    preview = job.office.importing.preview(TRANSFER, data / "異動届.csv")

    assert preview.same_file
    assert preview.importable == 0
    assert preview.count(RowFate.DUPLICATE) >= 1


def test_nothing_personal_lies_about_in_the_clear(finished):
    job, data, said = finished
    planted = set()
    for read in job.read:
        for field in ("claimant_my_number", "claimant_name", "address"):
            if len(read.paper.truth.get(field, "")) >= 4:
                planted.add(read.paper.truth[field])
    assert planted
    outside = (data / "異動届.csv").resolve()  # the clerk's own file

    for path in data.rglob("*"):
        if path.is_file() and path.resolve() != outside:
            content = path.read_bytes()
            for text in planted:
                assert text.encode() not in content, path.name
                assert text not in path.name
    for line in said:
        assert not any(text in line for text in planted)


def test_the_audit_log_is_whole(finished):
    job, _, _ = finished

    assert job.office.store.audit.verify() is None


def test_no_browser_is_left_behind(finished):
    import psutil

    _, data, _ = finished
    left = [
        p.pid
        for p in psutil.process_iter(["cmdline"])
        if any(str(data) in part for part in p.info["cmdline"] or ())
        and "chrom" in " ".join(p.info["cmdline"])
    ]
    assert left == []
    assert not list(Path(data).glob("**/SingletonLock"))

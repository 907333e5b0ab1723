"""帳票一括作成: a queue that is waited for."""

import io
import re

import pypdfium2
import pytest
from starlette.testclient import TestClient

from rpa_suite.training.app import make_app
from rpa_suite.training.world import TrainingSystem
from tests.training.clerk import Clerk, codes_of, plain_families


@pytest.fixture
def slow():
    """A clerk of a system whose queue takes its time."""
    with TestClient(make_app(TrainingSystem(seed=1, pace=0.1))) as client:
        clerk = Clerk(client)
        clerk.sign_in()
        yield clerk


def order(clerk):
    return clerk.post("/main/prints", {"screen": "児童手当 新規認定"})


def register_two(clerk, system):
    for family in plain_families(system.register)[:2]:
        assert "I0001" in clerk.register(clerk.claim(family)).text


def states(page):
    return re.findall(r"<td>(待機|作成中|完了|エラー)</td>", page.text)


def test_what_a_clerk_registered_is_printed_together(clerk, system):
    register_two(clerk, system)

    page = order(clerk)
    path = re.search(r'href="(/main/prints/P\d+\.pdf)"', page.text)[1]
    saved = clerk.get(path)

    assert states(page) == ["完了"]
    assert saved.headers["content-type"] == "application/pdf"
    assert len(pypdfium2.PdfDocument(io.BytesIO(saved.content))) == 2


def test_nothing_registered_gives_nothing_to_print(clerk):
    assert codes_of(order(clerk)) == ["E0305"]


def test_a_job_that_waits_cannot_be_saved_and_no_other_clerk_sees_it(slow):
    register_two(slow, TrainingSystem(seed=1))

    page = order(slow)

    assert states(page) == ["待機"]
    assert "保存</a>" not in page.text
    assert "E0900" in slow.get("/main/prints/P00001.pdf").text
    slow.sign_in("1000002", "renshu-2")
    assert states(slow.get("/main/prints")) == []


def test_a_job_may_end_in_an_error(clerk, system):
    register_two(clerk, system)
    clerk.strike("F17", "error")

    assert states(order(clerk)) == ["エラー"]
    assert "F17:error" in clerk.log()[-2]["faults"]

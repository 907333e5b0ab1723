"""A system that nobody here wrote (Django's admin): record, run, hold, drift."""

import pytest

from rpa_suite.app.drifting import screen_drifts
from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.errors import ScreenChanged
from rpa_suite.model.work import ItemState
from rpa_suite.robots.checking import check_robot
from rpa_suite.robots.drifting import proposal
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.recording.understanding import NotRecorded
from rpa_suite.settings import Settings
from tests.foreign.authoring import application, queue, record_one
from tests.foreign.serving import PASSWORD, USER, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office whose only system is the foreign one; it is started by the test."""
    monkeypatch.setenv("RPA_SUITE_CREDENTIAL_FOREIGN", f"{USER}:{PASSWORD}")
    robots = tmp_path / "robots"
    robots.mkdir()
    made = []

    def start(foreign):
        (robots / "sites.toml").write_text(
            f'[site.foreign]\ntitle = "区民農園"\norigin = "{foreign.origin}"\n'
            'secret = "foreign"\nenvironment = "training"\n',
            encoding="utf-8",
        )
        made.append(
            Office.open(
                Settings(
                    data_dir=tmp_path / "data",
                    robots_dir=robots,
                    sites_file=robots / "sites.toml",
                    use_keyring=False,
                ),
                retry_after_seconds=0.0,  # nobody waits a minute for trouble to pass
            )
        )
        return made[-1]

    yield start
    for each in made:
        each.close()


def work(office):
    events = []
    request = RunRequest(robot_id="allotment", operator="test")
    run(office, request, on_event=events.append, orders=Orders())
    return events


def states(office):
    return [item.state for item in office.items.find(robot_id="allotment")]


def test_a_recorded_robot_enters_each_case_once_and_finds_its_screen_changed(
    office, tmp_path
):
    with serving(tmp_path, FORGETS="5") as foreign:
        folder = record_one(office(foreign), foreign)

        found = [each.message[:12] for each in check_robot(folder)]
        assert found == ["why_not_bulk", "[baseline] が"]
        assert "パスワード" in (folder / "portal.py").read_text("utf-8")
        assert PASSWORD not in "".join(
            each.read_text("utf-8-sig") for each in folder.rglob("*.*")
        )

        # 0 is there already, entered by hand; 1 comes twice, once with another farm.
        desk = office(foreign)
        other = application(1) | {"希望農園": "糀谷"}
        queue(desk, tmp_path, [other])
        work(desk)
        queue(desk, tmp_path, [application(n) for n in range(6)], "more.csv")
        work(desk)

        found = sorted((row["kana"], row["farm"]) for row in foreign.rows())
        wanted = [application(n) for n in (0, 2, 3, 4, 5)] + [other]
        assert found == sorted((each["フリガナ"], each["希望農園"]) for each in wanted)
        assert sorted(states(desk)) == [ItemState.ALREADY, *[ItemState.DONE] * 5]
        # Every receipt is the system's own; what it forgot was found and entered anew.
        receipts = {
            i.receipt for i in desk.items.find(robot_id="allotment") if i.receipt
        }
        assert receipts == {f"K{row['id']:06}" for row in foreign.rows()}

        # Read page by page, the system's own list agrees with ours.
        queue(desk, tmp_path, [application(7)], "last.csv")
        work(desk)
        assert not desk.store.discrepancies.find()

    with serving(tmp_path, PHONE="連絡先") as foreign:
        desk = office(foreign)
        (drift,) = screen_drifts(desk, "allotment")
        assert drift.gone == ("申込者/電話番号",) or drift.renamed
        queue(desk, tmp_path, [application(8)], "new.csv")
        with pytest.raises(ScreenChanged, match="電話番号"):
            work(desk)
        assert len(foreign.rows()) == 7
        assert "連絡先" in proposal(folder, [drift])


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"saves": False}, "終わりまで進んでいない"),
        ({"looks": False}, "一覧を検索していない"),
    ],
)
def test_half_a_recording_says_what_is_missing_and_writes_nothing(
    office, tmp_path, how, told
):
    with serving(tmp_path) as foreign:
        desk = office(foreign)
        with pytest.raises(NotRecorded, match=told):
            record_one(desk, foreign, **how)

    assert not list((tmp_path / "robots").glob("*/"))

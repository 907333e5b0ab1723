"""The robot's browser reaches one origin, hides values and leaves nothing behind."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from rpa_suite.errors import SiteTrouble
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.browser import BrowserSettings, open_session
from rpa_suite.robots.pictures import masked_picture
from rpa_suite.robots.profiles import browsers_of, end_orphans
from rpa_suite.robots.screen import Screen
from rpa_suite.robots.troubles import site_troubles
from tests.robots.conftest import Credential

pytestmark = pytest.mark.browser


def test_a_request_to_any_other_origin_is_refused_and_counted(serve, show):
    other = serve({"/pixel": "x", "/next": "x"})
    page = (
        f'<img src="{other.origin}/pixel?name=taro"><script>'
        f"fetch('{other.origin}/next').catch(() => document.title = 'refused');"
        f"new WebSocket('{other.origin.replace('http', 'ws')}/socket');</script>"
    )
    session = show({"/": page})
    session.page.wait_for_function("document.title == 'refused'")

    assert other.asked == []
    assert len(session.blocked) >= 2
    assert "taro" not in "".join(session.blocked)


def test_an_origin_that_only_begins_alike_is_another_one(show, shown_pages):
    served, _ = shown_pages
    session = show({"/": "<h1>x</h1>"})

    with pytest.raises(SiteTrouble), site_troubles():
        session.page.goto(f"{served.origin}0/")
    assert session.blocked


def test_a_redirect_elsewhere_ends_the_work(serve, show):
    other = serve({"/": "<h1>elsewhere</h1>"})
    session = show({"/": "<a href=/away>次へ</a>", "/away": f"-> {other.origin}/"})
    screen = Screen(session)

    with (
        pytest.raises(SiteTrouble, match="登録されていない接続先"),
        site_troubles(),
    ):
        screen.press("次へ")
        screen.expect_heading("次の画面")


def test_a_picture_shows_labels_and_the_receipt_but_no_value(show):
    page = """<style>*{font-size:30px;color:#f00;background:#fff}</style><body>
    <table><tr><th>氏名</th><td>大田 花子</td></tr>
    <tr><th>処理番号</th><td>JT08-00001234-5</td></tr></table>
    <input value="0357441111"><textarea>大田区</textarea></body>"""
    hidden = page.replace("<td>大田 花子", "<td>").replace(">大田区", ">")
    session = show({"/": page, "/hidden": hidden})

    taken = masked_picture(session.page, public=("処理番号",))
    name = session.page.locator("td").first.bounding_box()
    number = session.page.locator("td").nth(1).bounding_box()
    image = Image.open(io.BytesIO(taken)).convert("RGB")

    assert red_pixels(image, name) == 0
    assert red_pixels(image, number) > 100
    for selector in ("input", "textarea"):
        box = session.page.locator(selector).bounding_box()
        assert red_pixels(image, box) == 0


def red_pixels(image, box):
    part = image.crop(
        (
            int(box["x"]) + 2,
            int(box["y"]) + 2,
            int(box["x"] + box["width"]) - 2,
            int(box["y"] + box["height"]) - 2,
        )
    )
    return sum(
        count for count, (r, g, _) in part.getcolors(1 << 24) if r > 150 and g < 120
    )


CHILD = """
import sys, time
from pathlib import Path
from rpa_suite.model.robots import Site
from rpa_suite.model.work import Environment
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.browser import BrowserSettings, open_session

site = Site(id="a", title="a", origin=sys.argv[2], secret="a",
            environment=Environment.TRAINING)
folder = Path(sys.argv[1])
screens = ApprovedScreens(folder)
with open_session(BrowserSettings(data_dir=folder), site, None, screens) as session:
    session.page.goto(sys.argv[2])
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX kill")
def test_a_killed_run_leaves_no_browser_and_its_profile_goes_at_the_next_start(
    serve, tmp_path
):
    served = serve({"/": "<h1>x</h1>"})
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path), served.origin],
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout.readline() == "ready\n"
        started = psutil.Process(run.pid).children(recursive=True)
        assert browsers_of(list((tmp_path / "browsers").iterdir()))
        run.kill()

    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []
    assert len(list((tmp_path / "browsers").iterdir())) == 1
    assert end_orphans(tmp_path) == 1
    assert list((tmp_path / "browsers").iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX processes")
def test_an_orphan_browser_is_ended_at_the_next_start_and_others_are_left(tmp_path):
    orphan = tmp_path / "browsers" / "run-dead"
    living = tmp_path / "browsers" / "run-living"
    for folder, pid, started in (
        (orphan, 999_999_999, 0.0),
        (living, os.getpid(), psutil.Process().create_time()),
    ):
        (folder / "profile").mkdir(parents=True)
        (folder / "owner.json").write_text(json.dumps({"pid": pid, "started": started}))
    sleepers = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import time; time.sleep(60)",
                f"--user-data-dir={folder / 'profile'}",
            ]
        )
        for folder in (orphan, living)
    ]
    try:
        wait_for(lambda: len(browsers_of([orphan, living])) == 2)

        assert end_orphans(tmp_path) == 1
        assert not psutil.pid_exists(sleepers[0].pid)
        assert sleepers[1].poll() is None
        assert not orphan.exists()
        assert living.exists()
    finally:
        for sleeper in sleepers:
            sleeper.kill()
            sleeper.wait()


def test_a_page_that_never_answers_ends_the_browser_and_not_the_run(serve, tmp_path):
    page = (
        "<table><tr><th>番号</th><td><input onblur='while(true){}'></td></tr></table>"
    )
    served = serve({"/": page})
    settings = BrowserSettings(data_dir=tmp_path, timeout_seconds=1.0)
    screens = ApprovedScreens(tmp_path)

    def type_into_it():
        who = Credential("1", "x")
        with open_session(settings, served.site, who, screens) as session:
            session.page.goto(served.origin)
            with pytest.raises(SiteTrouble) as caught, site_troubles():
                Screen(session).put_all({"番号": "1"})
        return caught.value.code

    # The driver of the other tests' browser owns this thread.
    with ThreadPoolExecutor(1) as aside:
        assert aside.submit(type_into_it).result() == "BROWSER"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="POSIX signals")
@pytest.mark.parametrize("browser_too", [False, True])
def test_a_driver_that_never_answers_is_ended_and_the_run_is_not(
    serve, tmp_path, browser_too
):
    """As where the browser dies while it opens a window: its answer never comes."""
    served = serve({"/": "<h1>x</h1>"})
    settings = BrowserSettings(data_dir=tmp_path, timeout_seconds=1.0)
    screens = ApprovedScreens(tmp_path)
    me = psutil.Process()

    def sign_in_again():
        before = set(me.children())
        who = Credential("1", "x")
        with open_session(settings, served.site, who, screens) as session:
            (driver,) = set(me.children()) - before
            if browser_too:
                driver.children()[0].kill()
            driver.suspend()
            with pytest.raises(SiteTrouble) as caught, site_troubles():
                session.fresh_page()
            assert not driver.is_running()
        return caught.value.code

    # The driver of the other tests' browser owns this thread.
    with ThreadPoolExecutor(1) as aside:
        assert aside.submit(sign_in_again).result(timeout=60) == "BROWSER"
    assert list((tmp_path / "browsers").iterdir()) == []


def test_a_window_on_its_way_to_another_page_is_closed(show):
    session = show({"/": "<a href=/next>次へ</a>", "/next": "<h1>次</h1>"})

    for _ in range(15):
        session.page.evaluate("document.querySelector('a').click()")
        session.fresh_page().goto(f"{session.site.origin}/")

    assert len(session.page.context.pages) == 1


def test_what_turns_the_whole_window_is_pressed_by_the_driver_which_waits(show):
    frames = "<frameset rows='50,*'><frame name=top src=/top><frame src=/work>"
    leave = "<a href=/gone target=_top>ログアウト</a>"
    session = show(
        {"/": frames, "/top": leave, "/work": "", "/gone": "<h1>終わり</h1>"}
    )

    Screen(session).frame("top").press("ログアウト")

    assert session.page.url.endswith("/gone")


def test_a_profile_that_no_run_has_named_goes_when_it_is_old(tmp_path):
    fresh, old = tmp_path / "browsers" / "new-fresh", tmp_path / "browsers" / "new-old"
    for folder in (fresh, old):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))

    assert end_orphans(tmp_path) == 1
    assert fresh.exists() and not old.exists()


def wait_for(condition, seconds=5.0):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_closed_session_leaves_neither_browser_nor_profile(serve, tmp_path):
    served = serve({"/": "<h1>x</h1>"})
    settings = BrowserSettings(data_dir=tmp_path)
    started = time.monotonic()
    with run_in_own_process(tmp_path, served.origin) as folders:
        assert len(folders) == 1
    assert time.monotonic() - started < 30
    assert list((settings.data_dir / "browsers").iterdir()) == []


class run_in_own_process:
    """A run that ends by itself; its profile folders while it lives."""

    def __init__(self, data_dir: Path, origin: str) -> None:
        code = CHILD.replace("time.sleep(60)", "sys.stdin.readline()")
        self.data_dir = data_dir
        self.run = subprocess.Popen(
            [sys.executable, "-c", code, str(data_dir), origin],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        assert self.run.stdout.readline() == "ready\n"
        return list((self.data_dir / "browsers").iterdir())

    def __exit__(self, *_):
        self.run.communicate("\n", timeout=20)
        assert self.run.returncode == 0

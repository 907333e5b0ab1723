"""rpa-suite robot debug: stepped through, broken, mended, done again, registered once."""

import io
import json
import zipfile

import pytest
from PIL import Image
from typer.testing import CliRunner

from rpa_suite.app.debugging import debugging
from rpa_suite.cli import debugging as cli
from rpa_suite.errors import InputError

pytestmark = pytest.mark.browser
PINK = (214, 51, 108)


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def type_in(monkeypatch, lines):
    """Answer prompts one after the other; a function is something done meanwhile."""
    waiting = iter(lines)

    def answer(prompt):
        for line in waiting:
            if isinstance(line, str):
                return line
            line()
        raise EOFError

    monkeypatch.setattr("builtins.input", answer)


def test_an_author_steps_mends_a_label_changes_a_value_and_registers_once(
    office, rehearse, tmp_path, monkeypatch, capsys
):
    rehearsal = rehearse("moped_scrapping")
    portal = tmp_path / "robots" / "moped_scrapping" / "portal.py"
    edit(portal, '"廃車事由": ', '"廃車の事由": ')
    picture, trace = tmp_path / "now.png", tmp_path / "trace.zip"
    type_in(
        monkeypatch,
        [
            *("?", "v", "", "i", "", "", ""),
            lambda: edit(portal, '"廃車の事由": ', '"廃車事由": '),
            *("r", "b 標識の返納", "c", f"p {picture}", "e 届出者=練習　一郎"),
            *("r 2", "c", "c", "s"),
        ],
    )

    with debugging(
        office,
        "moped_scrapping",
        on_site=True,
        headless=True,
        patience_seconds=3.0,
        trace_to=trace,
    ) as desk:
        cli._go(desk)

    told = capsys.readouterr().out
    assert "履歴: まだ登録はありません。" in told
    assert "[2] 10行  fill 「廃車内容」" in told
    assert "→ 廃車年月日" in told
    assert "画面に「廃車の事由」が見つかりません。似た項目: 廃車事由" in told
    assert "● [3] 11行  fill 「標識の返納」" in told
    assert "すべての値が明細と一致しました" in told
    assert PINK in {c for _, c in Image.open(picture).convert("RGB").getcolors(2**24)}
    assert "trace.trace" in zipfile.ZipFile(io.BytesIO(trace.read_bytes())).namelist()
    (row,) = rehearsal.rows()
    assert "練習　一郎" in json.dumps(row, ensure_ascii=False)
    assert row["receipt"] in told

    # Entered by hand since, or by a run: looked up first, and 登録 is not pressed.
    type_in(monkeypatch, ["e 届出者=練習　一郎", "c", "s", "q"])
    with debugging(office, "moped_scrapping", on_site=True, headless=True) as desk:
        cli._go(desk)

    assert "(E1601)" in capsys.readouterr().out
    assert len(rehearsal.rows()) == 1


def test_a_line_between_two_steps_that_raises_is_mended_with_the_window_open(
    office, rehearse, tmp_path, monkeypatch, capsys
):
    rehearse("moped_scrapping")
    procedure = tmp_path / "robots" / "moped_scrapping" / "procedure.py"
    good = '    portal.fill(scrapping, "標識の返納")\n'
    edit(procedure, good, f"    1 / 0\n{good}")
    type_in(
        monkeypatch,
        ["c", "", lambda: edit(procedure, "    1 / 0\n", ""), "r", "c", "q"],
    )

    with debugging(office, "moped_scrapping", on_site=True, headless=True) as desk:
        cli._go(desk)

    told = capsys.readouterr().out
    line = procedure.read_text("utf-8").splitlines().index(good.rstrip()) + 1
    # Enter tried once more before it was mended.
    assert told.count(f"procedure.py の {line} 行目: ZeroDivisionError") == 2
    assert "すべての値が明細と一致しました" in told


def test_files_that_cannot_be_read_any_more_are_mended_with_the_window_open(
    office, rehearse, tmp_path, monkeypatch, capsys
):
    rehearse("moped_scrapping")
    portal = tmp_path / "robots" / "moped_scrapping" / "portal.py"
    line = next(
        number
        for number, text in enumerate(portal.read_text("utf-8").splitlines(), start=1)
        if "item.reason" in text
    )
    type_in(
        monkeypatch,
        [
            lambda: edit(portal, "item.reason", "item.resaon"),
            *("r", "c"),
            lambda: edit(portal, "return {", "retrun {"),
            *("r", "r", "e 届出者=練習　一郎"),
            lambda: edit(portal, "retrun {", "return {"),
            lambda: edit(portal, "item.resaon", "item.reason"),
            *("r", "c", "q"),
        ],
    )

    with debugging(office, "moped_scrapping", on_site=True, headless=True) as desk:
        cli._go(desk)

    told = capsys.readouterr().out
    assert f"portal.py の {line} 行目: AttributeError" in told
    assert "Python として読めません" in told
    assert "すべての値が明細と一致しました" in told


def test_a_production_system_and_a_row_that_is_not_there_are_refused(office, tmp_path):
    with (
        pytest.raises(InputError, match="明細は.*件です"),
        debugging(office, "moped_scrapping", row=999, on_site=True, headless=True),
    ):
        pass

    sites = tmp_path / "robots" / "sites.toml"
    edit(sites, 'environment = "training"', 'environment = "production"')
    office.sites.update(type(office).open(office.settings).sites)
    with (
        pytest.raises(InputError, match="本番の業務システムです"),
        debugging(office, "moped_scrapping", on_site=True, headless=True),
    ):
        pass


def test_a_trace_that_is_not_there_is_named():
    done = CliRunner().invoke(_app(), ["trace", "none.zip"])

    assert isinstance(done.exception, InputError)
    assert "none.zip" in str(done.exception)


def _app():
    import typer

    app = typer.Typer()
    cli.register(app)
    return app

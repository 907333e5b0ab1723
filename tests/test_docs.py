"""What the documents promise exists."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from rpa_suite.cli.main import app
from rpa_suite.model.work import NEXT_STATES

ROOT = Path(__file__).parents[1]


def commands() -> set[str]:
    root = get_command(app)
    found = set()
    for name, command in root.commands.items():
        found.add(name)
        found.update(f"{name} {sub}" for sub in getattr(command, "commands", ()))
    return found


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_every_command_in_the_readme_exists(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = re.findall(r"^uv run rpa-suite ([a-z]+(?: [a-z]+)?)", text, re.MULTILINE)

    assert named
    for command in named:
        assert command in commands() or command.split()[0] in commands(), command


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_every_file_the_readme_links_to_exists(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")

    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_architecture_page_shows_the_table_of_steps_as_it_is():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

    for state, following in NEXT_STATES.items():
        if not following:
            continue
        line = next(
            each for each in page.splitlines() if re.match(rf"{state.value}\b.*→", each)
        )
        named = set(re.findall(r"\b[A-Z_]{4,}\b", line.split("→", 1)[1]))
        assert named == {each.value for each in following}, state


def test_the_command_line_is_japanese():
    assert isinstance(app, typer.Typer)
    for command in get_command(app).commands.values():
        assert re.search(r"[ぁ-んァ-ン一-龥]", command.help or ""), command.name

"""設定: arguments before the environment, the environment before settings.toml."""

from pathlib import Path

import pytest

from rpa_suite.app.office import Office
from rpa_suite.errors import SetupError
from rpa_suite.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RPA_SUITE_{name.upper()}", raising=False)
    return tmp_path


def test_what_nobody_set_is_as_it_is_shipped():
    settings = Settings()

    assert settings.robots_dir == Path("robots")
    assert settings.use_keyring


def test_the_file_is_read_and_the_environment_overrules_it(folder, monkeypatch):
    (folder / "settings.toml").write_text(
        'reader_threads = 4\nkpi_mode = "annual"\ndata_dir = "here"\n', "utf-8"
    )
    monkeypatch.setenv("RPA_SUITE_READER_THREADS", "1")
    monkeypatch.setenv("RPA_SUITE_USE_KEYRING", "false")

    settings = Settings(data_dir=Path("given"))

    assert settings.reader_threads == 1
    assert settings.use_keyring is False
    assert settings.kpi_mode == "annual"
    assert settings.data_dir == Path("given")


def test_other_variables_with_the_prefix_are_none_of_its_business(monkeypatch):
    monkeypatch.setenv("RPA_SUITE_LOG", "DEBUG")

    Settings()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("reader_thread = 4", "「reader_threads」のことですか"),
        ("reader_threads = 'many'", "「reader_threads」の値"),
        ("reader_threads = ", "settings.toml を読めません"),
    ],
)
def test_a_slip_in_the_file_is_told_in_words(folder, line, told):
    (folder / "settings.toml").write_text(line, "utf-8")

    with pytest.raises(SetupError, match=told):
        Settings()


def test_a_place_for_the_data_that_cannot_be_made_is_told_in_words(folder):
    (folder / "taken").write_text("a file", "utf-8")

    with pytest.raises(SetupError, match="データの場所"):
        Office.open(Settings(data_dir=folder / "taken" / "data"))

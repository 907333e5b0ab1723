"""The reading process: what is said where the system cannot start it."""

import datetime as dt
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from rpa_suite.app.reading_process import ReadingProcess
from rpa_suite.errors import PageError


def no_memory(process):
    raise OSError("Cannot allocate memory")


def test_a_process_that_cannot_be_started_is_told_and_can_be_closed(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(SpawnProcess, "start", no_memory)
    reading = ReadingProcess(tmp_path)
    with pytest.raises(PageError, match="scan.tif"):
        list(reading.read(Path("scan.tif"), form_id=None, today=dt.date(2026, 12, 1)))
    with pytest.raises(PageError, match="scan.tif"):
        reading.identify(Path("scan.tif"))
    reading.close()

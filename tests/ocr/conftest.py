import datetime as dt
import json
from pathlib import Path

import pytest

from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_template

TEMPLATE = Path(__file__).parents[2] / "ocr_templates" / "child_allowance_claim"
SAMPLES = sorted(p for p in (TEMPLATE / "samples").iterdir() if p.suffix != ".json")
TODAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="session")
def template():
    return load_template(TEMPLATE)


@pytest.fixture(scope="session")
def recogniser():
    return Recogniser(find_models())


@pytest.fixture(scope="session")
def read_samples(template, recogniser):
    """Every committed sample read once: name to (truth, result)."""
    read = {}
    for path in SAMPLES:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        (result,) = read_file(path, {template.id: template}, recogniser, today=TODAY)
        read[path.name] = (truth, result)
    return read

import datetime as dt
import json
import random
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.forms.pen import Hand
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.flatten import DOTS_PER_MM, FlatPage
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.read_form import read_form
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


@pytest.fixture
def flat_with(template):
    """Write on the blank: ``flat_with(lambda hand: ...) -> FlatPage``."""

    def start(scribble, seed=1):
        paper = render_blank(template).astype(np.float32)
        hand = Hand(
            draw=random.Random(seed),
            font="klee-one",
            ink="black",
            dots_per_mm=FLAT_DPI / MM_PER_INCH,
            sheet=np.zeros(paper.shape[:2], np.float32),
        )
        scribble(hand)
        mixed = paper * (1 - hand.sheet[..., None]) + 30 * hand.sheet[..., None]
        soft = cv2.GaussianBlur(mixed, (0, 0), 0.6)
        return FlatPage(
            image=np.clip(soft, 0, 255).astype(np.uint8),
            dots_per_mm=DOTS_PER_MM,
            residual_mm=0.0,
        )

    return start


@pytest.fixture
def read_scribbled(template, flat_with, recogniser):
    """Write on the blank and read it: ``read_scribbled(scribble) -> id to Reading``."""

    def start(scribble, seed=1):
        form = read_form(
            {1: flat_with(scribble, seed)}, template, recogniser, today=TODAY
        )
        return {reading.field_id: reading for reading in form.readings}

    return start


@pytest.fixture
def write(template, flat_with):
    """Write on the blank and give its ink: ``write(lambda hand: ...) -> InkPage``."""
    return lambda scribble, seed=1: InkPage(flat_with(scribble, seed), template)

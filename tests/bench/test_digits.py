"""What nets learn from is never what forms for tuning or reporting are written with."""

from pathlib import Path

import numpy as np
import pytest

from bench.forms.pen import digit_images
from bench.hands import digits


def test_digits_of_forms_that_tell_how_good_a_net_is_are_not_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [
        (np.round(ink * 255), digit)
        for part in ("learn", "tune", "held_out")
        for digit, inks in digit_images(part).items()
        for ink in inks
    ]
    kept = tmp_path / "digits.npz"
    np.savez_compressed(
        kept,
        inks=np.array([ink for ink, _ in every], np.uint8),
        digits=np.array([digit for _, digit in every]),
    )
    monkeypatch.setattr(digits, "KEPT", kept)
    digits.learned_digits.cache_clear()

    learned = digits.learned_digits()

    digits.learned_digits.cache_clear()
    for digit, inks in digit_images("learn").items():
        assert len(learned[digit]) == len(inks)
        assert np.array_equal(learned[digit], inks)

"""What nets learn from is never what forms for tuning or reporting are written with."""

from pathlib import Path

import numpy as np
import pytest

from bench.forms.pen import digit_images
from bench.hands import digits


def test_digits_of_forms_that_tell_how_good_a_net_is_are_not_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = {
        digit: np.round(
            255 * np.concatenate([digit_images(part)[digit] for part in parts])
        ).astype(np.uint8)
        for parts in [("learn", "tune", "held_out")]
        for digit in range(10)
    }
    kept = tmp_path / "digits.npz"
    np.savez_compressed(
        kept, **{str(d): inks.reshape(-1, 28, 28) for d, inks in every.items()}
    )
    monkeypatch.setattr(digits, "KEPT", kept)
    digits.learned_digits.cache_clear()

    learned = digits.learned_digits()

    digits.learned_digits.cache_clear()
    for digit, inks in digit_images("learn").items():
        assert len(learned[digit]) == len(inks)
        assert np.array_equal(learned[digit], inks)

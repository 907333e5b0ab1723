"""Red ink, and what a pen wrote beneath it: by red light alone red ink is pale."""

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_REDDER = 35  # of 255: the ink of stamps; pens write black or blue
_RUN = np.ones((5, 5), np.uint8)  # JPEG keeps colours at half the dots: they run
_PALEST = 0.3  # what is darker by red light is no red ink
# A pen is so much darker than red ink where that is laid on thickly.
UNDER_RED = 0.25


def red_marks(image: NDArray[np.uint8], marked: Mask) -> Mask:
    """Return which marks of a page (RGB) are red."""
    red, green, blue = cv2.split(image)
    return marked & np.asarray(cv2.subtract(red, cv2.max(green, blue)) > _REDDER)


def around(red: Mask) -> Mask:
    """Return red marks with as far as their colour runs."""
    return cv2.dilate(red.view(np.uint8), _RUN).view(bool)


def light_of(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the red light of a page (RGB), 0 to 1."""
    return np.asarray(image[..., 0], np.float32) * np.float32(1 / 255)


def seen_through(light: NDArray[np.float32], red: Mask) -> NDArray[np.float32]:
    """Return how bright a page is by red light, its red ink as bright as paper.

    Args:
        light: Relative to that of the paper, 0 to 1.
        red: Where red marks are.
    """
    usual = max(float(np.median(light[red])), _PALEST)
    pale = np.minimum(light / np.float32(usual), np.float32(1.0))
    return np.asarray(pale, np.float32)

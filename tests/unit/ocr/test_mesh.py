"""A smooth map fitted to patches of which some are wrong."""

import numpy as np
import pytest

from rpa_suite.ocr.mesh import fit_spline, fit_surface

SIZE = 1170.0  # the longer side of A4 at 100 dots per inch
PATCHES = 200
WIDE, HIGH = 827.0, SIZE


def feed(points, *, length_mm, size_mm=0.9):
    """Return points as a drum that turns unevenly moves them: whole rows, up and down.

    Waves of 70 to 200 mm, up to 0.9 mm high (bench.forms.distortions).
    """
    dots = SIZE / 297
    wave = size_mm * dots * np.sin(2 * np.pi * points[:, 1] / (length_mm * dots))
    return points + np.column_stack([np.zeros(len(points)), wave])


def patches(seed):
    """Return where patches lie, most of them on the left half, as on many forms."""
    draw = np.random.default_rng(seed)
    left = draw.uniform((0, 0), (WIDE / 2, HIGH), (PATCHES - 30, 2))
    right = draw.uniform((WIDE / 2, 0), (WIDE, HIGH), (30, 2))
    return np.vstack([left, right]), draw


def everywhere():
    x, y = np.meshgrid(np.linspace(20, WIDE - 20, 12), np.linspace(40, HIGH - 40, 40))
    return np.column_stack([x.ravel(), y.ravel()])


@pytest.mark.parametrize("length_mm", [70, 100, 140, 200])
@pytest.mark.parametrize("seed", range(3))
def test_an_uneven_feed_is_followed_where_little_is_printed_and_some_is_wrong(
    length_mm, seed
):
    start, draw = patches(seed)
    end = feed(start, length_mm=length_mm) + draw.normal(0, 0.1, start.shape)
    wrong = draw.choice(PATCHES, 20, replace=False)
    end[wrong] += draw.uniform(-6, 6, (20, 2))
    found = fit_spline(start, end, SIZE)
    at = everywhere()
    off = np.linalg.norm(found.moved(at) - feed(at, length_mm=length_mm), axis=1)
    # Half a pixel here is one at 200 dpi, the reading's; two are half a millimetre.
    assert np.percentile(off, 95) < 0.5
    assert off.max() < 2.0


def test_a_page_that_lies_straight_is_left_alone():
    start, _ = patches(4)
    found = fit_spline(start, start, SIZE)
    at = everywhere()
    assert np.abs(found.moved(at) - at).max() < 0.01


def test_what_a_wrong_patch_is_off_by_is_told():
    start, _ = patches(5)
    end = feed(start, length_mm=120)
    end[7] += (5.0, -3.0)
    found = fit_spline(start, end, SIZE)
    assert found.off.argmax() == 7
    assert found.off[7] > 4


def test_too_few_patches_make_no_map():
    start = np.array([(0.0, 0.0), (10.0, 10.0), (20.0, 0.0)])
    assert fit_surface(start, start, SIZE) is None
    assert fit_spline(start, start, SIZE) is None

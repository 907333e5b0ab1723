"""A smooth map fitted to points of which some are wrong.

A cubic surface takes skew, perspective and the bulk of a curl; where whole rows of the
page are moved, as a copier's uneven feed moves them, they are moved back together, so
that a row with little print learns from all of it; a smoothing thin-plate spline then
follows what is left.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (n, 2)

_ROUNDS = 6
_LEAST_SCALE = 0.15  # pixels: patches are found no better than this
_OUTLIER = 4.0  # times the usual residual
_FAR = 5.0  # pixels from surface and rows that another bend may reach
# Of the spline against its data, in units of the page's longer side squared.
_SMOOTHING = 1e-3
# Rows are moved by bumps so far apart, in the same unit: a feed's waves are longer.
_BUMP, _BUMP_RIDGE = 1 / 24, 0.02
_TERMS = {10: 30, 6: 14, 3: 5}  # terms of a surface: points that it needs


@dataclass(frozen=True, slots=True)
class SmoothMap:
    """Moves points of the plane a little.

    Attributes:
        size: Length that coordinates are divided by.
        surface: (terms, 2) coefficients of the polynomial.
        feed: (bumps, 2) coefficients of what moves whole rows; empty for none.
        knots: (n, 2), divided by ``size``.
        weights: (n, 2) of the spline at the knots.
        off: (m,) how far each point that was given lies from a map that was fitted
            without it; as far as it could be told.
    """

    size: float
    surface: Points
    feed: Points
    knots: Points
    weights: Points
    off: NDArray[np.float64]

    def moved(self, points: Points) -> Points:
        """Return the points moved by the map."""
        plain = points / self.size
        shift = _monomials(plain, len(self.surface)) @ self.surface
        if len(self.feed):
            shift = _plus_product(shift, _bumps(plain), self.feed)
        if len(self.knots):
            shift = _plus_product(shift, _kernel(plain, self.knots), self.weights)
        return np.asarray(points + shift)


def fit_surface(start: Points, end: Points, size: float) -> SmoothMap | None:
    """Fit a polynomial surface alone, or None where the points are too few."""
    terms = next((t for t, least in _TERMS.items() if len(start) >= least), 0)
    if not terms:
        return None
    basis = _monomials(start / size, terms)
    surface, off = _fitted(basis, end - start, np.zeros(terms), np.zeros(len(start)))
    none = np.empty((0, 2))
    return SmoothMap(size, surface, none, none, none, off)


def fit_spline(start: Points, end: Points, size: float) -> SmoothMap | None:
    """Fit surface, moved rows and spline, or None where the points are too few."""
    base = fit_surface(start, end, size)
    if base is None:
        return None
    base = _with_feed(base, start, end)
    # What is bent otherwise is far from the base and yet no outlier: its neighbours
    # went along. So outliers are told by a first spline, not by the base.
    inside = base.off < max(_FAR, _OUTLIER * _scale(base.off))
    fitted = _splined(base, start, end, inside)
    inside = fitted.off < _OUTLIER * _scale(fitted.off)
    return _splined(base, start, end, inside)


def _with_feed(base: SmoothMap, start: Points, end: Points) -> SmoothMap:
    """Return the surface fitted anew, together with what moves whole rows."""
    plain, terms = start / base.size, len(base.surface)
    basis = np.hstack([_monomials(plain, terms), _bumps(plain)])
    ridge = np.full(basis.shape[1], _BUMP_RIDGE)
    ridge[:terms] = 0.0
    found, off = _fitted(basis, end - start, ridge, base.off)
    return replace(base, surface=found[:terms], feed=found[terms:], off=off)


def _fitted(
    basis: Points, shift: Points, ridge: NDArray[np.float64], off: NDArray[np.float64]
) -> tuple[Points, NDArray[np.float64]]:
    """Return coefficients that outliers have no say in, and what is left by point.

    Args:
        basis: (points, coefficients).
        shift: (points, 2).
        ridge: What holds each coefficient down.
        off: What another fit left, to tell the first outliers by; zeros at first.
    """
    for _ in range(_ROUNDS):
        weighed = basis * _say(off)[:, None]
        _, solved = cv2.solve(
            weighed.T @ basis + np.diag(ridge),
            weighed.T @ shift,
            flags=cv2.DECOMP_SVD,
        )
        found = np.asarray(solved, np.float64)
        off = np.linalg.norm(shift - basis @ found, axis=1)
    return found, off


def _say(off: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much each point counts: Tukey's biweight, nothing for what is far."""
    far = _OUTLIER * _scale(off)
    return np.where(off < far, (1 - (off / far) ** 2) ** 2, 1e-9)


def _scale(off: NDArray[np.float64]) -> float:
    return max(_LEAST_SCALE, 1.5 * float(np.median(off)))


def _splined(
    base: SmoothMap, start: Points, end: Points, inside: NDArray[np.bool_]
) -> SmoothMap:
    """Return the surface with a spline through what it leaves of the points inside."""
    size = base.size
    knots = start[inside] / size
    rest = (end - base.moved(start))[inside]
    kernel = _kernel(knots, knots)
    count = len(knots)
    plain = _monomials(knots, 3)
    system = np.block(
        [[kernel + _SMOOTHING * np.eye(count), plain], [plain.T, np.zeros((3, 3))]]
    )
    # Small, and many pages at a time: OpenCV's does not spread over all cores.
    inverse = np.asarray(cv2.invert(system, flags=cv2.DECOMP_LU)[1])
    weights = inverse[:count, :count] @ rest
    surface = base.surface.copy()
    surface[:3] += inverse[count:, :count] @ rest
    fitted = replace(base, surface=surface, knots=knots, weights=weights)
    off = np.linalg.norm(end - fitted.moved(start), axis=1)
    # Of a linear smoother the residual without the point itself is known exactly.
    own = np.einsum("pk,kp->p", np.hstack([kernel, plain]), inverse[:, :count])
    off[inside] = off[inside] / np.maximum(0.05, 1 - own)
    return replace(fitted, off=off)


def _plus_product(shift: Points, one: Points, other: Points) -> Points:
    """Return the shift plus a matrix product, on one core.

    Pages are read side by side: NumPy's, which takes all cores for one of them, costs
    twice what it saves.
    """
    return np.asarray(cv2.gemm(one, other, 1.0, shift, 1.0))


def _monomials(points: Points, terms: int) -> Points:
    x, y = points[:, 0], points[:, 1]
    parts = [np.ones(len(points)), x, y, x * x, x * y, y * y]
    parts += [x * x * x, x * x * y, x * y * y, y * y * y]
    return np.stack(parts[:terms], axis=1)


def _bumps(points: Points) -> Points:
    """Return what stands at each point of bumps that lie evenly down the page."""
    rows = np.arange(-1, round(1 / _BUMP) + 2) * _BUMP
    return np.asarray(np.exp(-0.5 * ((points[:, 1:2] - rows) / _BUMP) ** 2))


def _kernel(points: Points, knots: Points) -> Points:
    """Return r² log r between all points and all knots."""
    squared = np.subtract.outer(points[:, 0], knots[:, 0])
    across = np.subtract.outer(points[:, 1], knots[:, 1])
    # In place: a page has half a million of them.
    np.square(squared, out=squared)
    squared += np.square(across, out=across)
    np.maximum(squared, 1e-12, out=squared)
    squared *= np.log(squared, out=across)
    squared *= 0.5
    return np.asarray(squared)

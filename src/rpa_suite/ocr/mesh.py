"""A smooth map fitted to points of which some are wrong.

A cubic surface takes skew, perspective and the bulk of a curl, and tells the outliers;
a smoothing thin-plate spline then follows what is left, as uneven feed leaves it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (n, 2)

_ROUNDS = 6
_LEAST_SCALE = 0.15  # pixels: patches are found no better than this
_OUTLIER = 4.0  # times the usual residual
_FAR = 5.0  # pixels from the surface that an uneven feed may reach
# Of the spline against its data, in units of the page's longer side squared.
_SMOOTHING = 5e-5
_TERMS = {10: 30, 6: 14, 3: 5}  # terms of a surface: points that it needs


@dataclass(frozen=True, slots=True)
class SmoothMap:
    """Moves points of the plane a little.

    Attributes:
        size: Length that coordinates are divided by.
        surface: (terms, 2) coefficients of the polynomial.
        knots: (n, 2), divided by ``size``.
        weights: (n, 2) of the spline at the knots.
        off: (m,) how far each point that was given lies from a map that was fitted
            without it; as far as it could be told.
    """

    size: float
    surface: Points
    knots: Points
    weights: Points
    off: NDArray[np.float64]

    def moved(self, points: Points) -> Points:
        """Return the points moved by the map."""
        plain = points / self.size
        shift = _monomials(plain, len(self.surface)) @ self.surface
        if len(self.knots):
            bent = _kernel(plain, self.knots)
            # Pages are read side by side: matrix products that take all cores for
            # one of them cost twice what they save (so einsum, not @).
            shift = shift + np.einsum("pk,ki->pi", bent, self.weights)
        return np.asarray(points + shift)


def fit_surface(start: Points, end: Points, size: float) -> SmoothMap | None:
    """Fit a polynomial surface alone, or None where the points are too few."""
    terms = next((t for t, least in _TERMS.items() if len(start) >= least), 0)
    if not terms:
        return None
    basis = _monomials(start / size, terms)
    shift = end - start
    weights = np.ones(len(start))
    for _ in range(_ROUNDS):
        weighed = basis * weights[:, None]
        _, solved = cv2.solve(
            weighed.T @ basis, weighed.T @ shift, flags=cv2.DECOMP_SVD
        )
        surface = np.asarray(solved, np.float64)
        off = np.linalg.norm(shift - basis @ surface, axis=1)
        far = _OUTLIER * _scale(off)
        # Tukey's biweight: what lies far off has no say.
        weights = np.where(off < far, (1 - (off / far) ** 2) ** 2, 1e-9)
    none = np.empty((0, 2))
    return SmoothMap(size, surface, none, none, off)


def fit_spline(start: Points, end: Points, size: float) -> SmoothMap | None:
    """Fit surface and spline, or None where the points are too few."""
    base = fit_surface(start, end, size)
    if base is None:
        return None
    # What an uneven feed moves is far from the surface and yet no outlier: its
    # neighbours went along. So outliers are told by a first spline, not by the surface.
    inside = base.off < max(_FAR, _OUTLIER * _scale(base.off))
    fitted = _splined(base, start, end, inside)
    inside = fitted.off < _OUTLIER * _scale(fitted.off)
    return _splined(base, start, end, inside)


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
    fitted = SmoothMap(size, surface, knots, weights, base.off)
    off = np.linalg.norm(end - fitted.moved(start), axis=1)
    # Of a linear smoother the residual without the point itself is known exactly.
    own = np.einsum("pk,kp->p", np.hstack([kernel, plain]), inverse[:, :count])
    off[inside] = off[inside] / np.maximum(0.05, 1 - own)
    return SmoothMap(size, surface, knots, weights, off)


def _monomials(points: Points, terms: int) -> Points:
    x, y = points[:, 0], points[:, 1]
    parts = [np.ones(len(points)), x, y, x * x, x * y, y * y]
    parts += [x * x * x, x * x * y, x * y * y, y * y * y]
    return np.stack(parts[:terms], axis=1)


def _kernel(points: Points, knots: Points) -> Points:
    """Return r² log r between all points and all knots."""
    apart = np.subtract.outer(points[:, 0], knots[:, 0]) ** 2
    apart += np.subtract.outer(points[:, 1], knots[:, 1]) ** 2
    squared = np.maximum(apart, 1e-12)
    return np.asarray(0.5 * squared * np.log(squared))

"""Reach counted once: the flat duplication model.

With r the people one offer reaches in a segment of U people and f = r / U, its exposure t is the number
for which phi(t) = f. Exposures add up over the offers of a shortlist; the segment's unique reach is U *
phi(sum of t).

- random duplication (Sainsbury, kappa infinite): phi(x) = 1 - exp(-x)
- overdispersed audiences: phi(x) = 1 - (1 + x / kappa) ** -kappa

Both reproduce every single reach exactly. All functions work element by element on arrays that broadcast;
`kappa` is an array with infinity for random duplication.
"""

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from campaigns.strategy.records import Segment

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def kappa_array(segments: Iterable[Segment]) -> Floats:
    """The segments' kappa, infinity where duplication is random."""
    return np.array([math.inf if s.kappa is None else s.kappa for s in segments], dtype=float)


def _thickness(x: Floats, kappa: Floats) -> Floats:
    """-ln(1 - phi(x))."""
    if np.isinf(kappa).all():
        return x
    finite = np.where(np.isinf(kappa), 1.0, kappa)
    return np.where(np.isinf(kappa), x, finite * np.log1p(x / finite))


def covered(x: Floats, kappa: Floats) -> Floats:
    """phi(x), the share of a segment reached at exposure x >= 0."""
    return np.asarray(-np.expm1(-_thickness(x, kappa)))


def slope(x: Floats, kappa: Floats) -> Floats:
    """phi'(x): 1 at x = 0, falling to 0."""
    return np.asarray(np.exp(-_thickness(x, kappa)) / (1.0 + x / kappa))


def exposure(fraction: Floats, kappa: Floats) -> Floats:
    """The x with phi(x) = fraction, for 0 <= fraction < 1."""
    thickness = -np.log1p(-fraction)
    finite = np.where(np.isinf(kappa), 1.0, kappa)
    with np.errstate(over="ignore"):
        return np.where(np.isinf(kappa), thickness, finite * np.expm1(thickness / finite))


def where_slope_is(value: Floats, kappa: Floats) -> Floats:
    """The x >= 0 with phi'(x) = value, for 0 < value <= 1."""
    finite = np.where(np.isinf(kappa), 1.0, kappa)
    log = -np.log(value)
    with np.errstate(over="ignore"):
        return np.where(np.isinf(kappa), log, finite * np.expm1(log / (finite + 1.0)))


def conjugate(price: Floats, kappa: Floats) -> Floats:
    """max over x >= 0 of phi(x) - price * x, for price >= 0: in closed form, 1 at price 0 and 0 from price
    1 on.
    """
    inside = np.clip(price, 1e-300, 1.0)
    x = where_slope_is(inside, kappa)
    return np.where(price < 1e-300, 1.0, covered(x, kappa) - inside * x)


def covered_at(x: float, kappa: float | None) -> float:
    """phi(x) of one segment; None is random duplication."""
    return -math.expm1(-x if kappa is None else -kappa * math.log1p(x / kappa))

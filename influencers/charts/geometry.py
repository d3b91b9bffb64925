"""From values to places in a picture: scales, round ticks, and a curve that invents no extremes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Spot = tuple[float, float]
NICE = (5.0, 2.5, 2.0, 1.0)
LEAST_TICKS = 3


def at(share: float) -> str:
    """A share as an SVG percentage, kept inside the picture."""
    return f"{100 * min(max(float(share), 0.0), 1.0):.1f}%"


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies between `low` and `high`, 0 to 1; a logarithmic one goes by orders of magnitude."""

    low: float
    high: float
    logarithmic: bool = False

    def share_of(self, value: float) -> float:
        low, high, value = (self._measure(each) for each in (self.low, self.high, value))
        return (value - low) / (high - low) if high > low else 0.5

    def _measure(self, value: float) -> float:
        return math.log10(max(value, 1e-9)) if self.logarithmic else float(value)


def round_ticks(low: float, high: float) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 times a power of ten inside low..high, ascending: at least LEAST_TICKS."""
    if not high > low:
        return [low]
    power = 10.0 ** math.floor(math.log10(high - low))
    steps = (power * scale * nice for scale in (1.0, 0.1) for nice in NICE)
    return next(ticks for step in steps if len(ticks := _multiples(step, low, high)) >= LEAST_TICKS)


def _multiples(step: float, low: float, high: float) -> list[float]:
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def decades(low: float, high: float) -> Scale:
    """The logarithmic scale of whole decades that holds both values, at least one decade wide."""
    first = math.floor(math.log10(max(low, 1.0)))
    last = max(math.ceil(math.log10(max(high, 1.0))), first + 1)
    return Scale(10.0**first, 10.0**last, logarithmic=True)


def decade_ticks(scale: Scale) -> list[float]:
    """Every power of ten on a scale of whole decades."""
    first, last = round(math.log10(scale.low)), round(math.log10(scale.high))
    return [10.0**exponent for exponent in range(first, last + 1)]


def value_at(series: Sequence[Spot], x: float) -> float:
    """Linear interpolation between spots in order of x; the end's value beyond the ends."""
    if x <= series[0][0]:
        return series[0][1]
    for (x0, y0), (x1, y1) in pairwise(series):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return series[-1][1]


def strips(places: Sequence[float]) -> list[tuple[float, float]]:
    """Left and right end of what lies nearest to each of the ascending places between 0 and 1."""
    middles = [(a + b) / 2 for a, b in pairwise(places)]
    return list(pairwise([0.0, *middles, 1.0])) if places else []


def monotone_path(points: Sequence[Spot]) -> str:
    """An SVG path through every point that rises and falls only where they do (Fritsch and Carlson, 1980).

    x has to ascend. A smoother curve would overshoot and show a best mix that nobody computed.
    """
    slopes = _slopes(points)
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for ((x0, y0), (x1, y1)), (m0, m1) in zip(pairwise(points), pairwise(slopes), strict=True):
        third = (x1 - x0) / 3
        path += f"C{x0 + third:.1f} {y0 + m0 * third:.1f} {x1 - third:.1f} {y1 - m1 * third:.1f} "
        path += f"{x1:.1f} {y1:.1f}"
    return path


def _slopes(points: Sequence[Spot]) -> list[float]:
    """One slope a point: the harmonic mean of its neighbours' where they agree in sign, else level."""
    steps = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(steps)]
    return [steps[0], *inner, steps[-1]] if steps else [0.0]

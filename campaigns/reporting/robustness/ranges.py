"""The totals of a shortlist as ranges, drawn on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from influencers.charts.geometry import Scale

Answer = Mapping[str, Any]
SHOWN = ("reach", "engagements", "cpm_unique", "cpe")


@dataclass(frozen=True, slots=True)
class Range:
    """`low` to `high` hold 8 of 10 draws (P10–P90), `mean` is the expected figure that the page shows; the
    bar is drawn in multiples of it."""

    low: float
    mean: float
    high: float
    scale: Scale

    @property
    def from_mean(self) -> float:
        return self.low / self.mean

    @property
    def to_mean(self) -> float:
        return self.high / self.mean


def totals_in_ranges(answer: Answer) -> dict[str, Range]:
    """A range for each headline figure that has one.

    All have one scale, from a fraction of the expected figure to the same multiple of it, so that the widths
    of the bars compare.
    """
    known = {name: found for name in SHOWN if (found := _figures(answer, name))}
    farthest = max((_factor(*figures) for figures in known.values()), default=1.0)
    scale = Scale(1 / farthest, farthest, logarithmic=True)
    return {name: Range(low, mean, high, scale) for name, (low, mean, high) in known.items()}


def _figures(answer: Answer, name: str) -> tuple[float, float, float] | None:
    """P10, the expected figure and P90; None where one of them is missing or nothing."""
    drawn, shown = (answer.get("ranges") or {}).get(name), answer["totals"].get(name)
    if not (drawn and shown and drawn["p10"] and drawn["p90"]):
        return None
    return drawn["p10"], shown, drawn["p90"]


def _factor(low: float, mean: float, high: float) -> float:
    """How many times the expected figure lies from the farther end, with a little air."""
    return 1.1 * max(mean / low, high / mean, 1.0)

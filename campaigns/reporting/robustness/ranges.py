"""The totals of a shortlist as ranges, drawn on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from influencers.charts.geometry import Scale

Answer = Mapping[str, Any]
SHOWN = ("reach", "engagements", "cpm_unique", "cpe")


@dataclass(frozen=True, slots=True)
class Range:
    """`low` to `high` hold 8 of 10 draws (P10–P90), `mean` is the expected figure that the page shows."""

    low: float
    mean: float
    high: float
    scale: Scale


def totals_in_ranges(answer: Answer) -> dict[str, Range]:
    """A range for each headline figure that has one.

    The scales differ in their unit only: each runs from the same fraction of its expected figure to the same
    multiple of it, so that the widths of the bars compare.
    """
    known = {name: found for name in SHOWN if (found := _figures(answer, name))}
    reach = max((_factor(*figures) for figures in known.values()), default=1.0)
    return {
        name: Range(low, mean, high, Scale(mean / reach, mean * reach, logarithmic=True))
        for name, (low, mean, high) in known.items()
    }


def _figures(answer: Answer, name: str) -> tuple[float, float, float] | None:
    """P10, the expected figure and P90; None where one of them is missing or nothing."""
    drawn, shown = (answer.get("ranges") or {}).get(name), answer["totals"].get(name)
    if not (drawn and shown and drawn["p10"] and drawn["p90"]):
        return None
    return drawn["p10"], shown, drawn["p90"]


def _factor(low: float, mean: float, high: float) -> float:
    """How many times the expected figure lies from the farther end, with a little air."""
    return 1.1 * max(mean / low, high / mean, 1.0)

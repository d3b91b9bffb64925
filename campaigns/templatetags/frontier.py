"""The frontier: the best result at each micro share, reach and engagements as two panels on one x axis."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Protocol

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from influencers.templatetags import figures
from influencers.templatetags.charts import at

register = template.Library()

Spot = tuple[float, float]  # micro share, value

METRICS = (
    ("reach", gettext_lazy("Unique reach"), gettext_lazy("people")),
    ("engagements", gettext_lazy("Relevant engagements"), ""),
)
RIGHT_HALF = 0.62  # beyond this share a label goes to the left of its line
NEAR = 0.2  # two lines as close as this keep their labels out of each other's way
TICKS = 3


class Point(Protocol):
    """A mix: the micro share of the spend, and what the best shortlist brings there."""

    micro_share: float
    reach: float
    engagements: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A vertical line through both panels with its label; `row` keeps labels of close lines apart."""

    kind: str
    share: float
    label: str
    left: bool
    row: int

    @property
    def x(self) -> str:
        return at(self.share)

    @property
    def y(self) -> int:
        return 14 + 18 * self.row


@dataclass(frozen=True, slots=True)
class Panel:
    """One metric: its curve in a 100 x 100 box, grid lines with labels, and the points that carry a value."""

    name: str | Promise
    unit: str | Promise
    sentence: str
    curve: str
    grid: tuple[tuple[str, str], ...]
    spots: tuple[dict[str, str], ...]
    chosen: dict[str, object]
    opposite: dict[str, object] | None
    last: bool


@register.inclusion_tag("charts/_frontier.html")
def frontier(
    points: Sequence[Point],
    chosen: float,
    playbook: float | None = None,
    opposite: Point | None = None,
    opposite_label: str = "",
    equal: Sequence[float] | None = None,
) -> dict[str, object]:
    """The frontier chart with a table of its values.

    `chosen` and `playbook` are micro shares, `opposite` is the other goal's point, which need not lie on the
    curve, `equal` the lowest and highest share as good as the best. Fewer than two points show nothing.
    """
    points = sorted({point.micro_share: point for point in points}.values(), key=attrgetter("micro_share"))
    if len(points) < 2:
        return {"points": ()}
    markers = _markers(chosen, playbook, opposite, opposite_label)
    return {
        "points": points,
        "markers": markers,
        "key_height": 8 + 18 * len(markers) + (18 if equal else 0),
        "equal": _bracket(equal, len(markers)) if equal and equal[1] > equal[0] else None,
        "panels": [_panel(points, metric, chosen, opposite) for metric in METRICS],
        "ticks": [(at(share), figures.percent(share)) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)],
        "chosen": min(points, key=lambda point: abs(point.micro_share - chosen)),
    }


def _markers(
    chosen: float, playbook: float | None, opposite: Point | None, opposite_label: str
) -> tuple[Marker, ...]:
    wanted = [("chosen", chosen, _("Recommended %(share)s"))]
    if playbook is not None:
        wanted.append(("playbook", playbook, _("Playbook %(share)s")))
    if opposite is not None:
        wanted.append(("opposite", opposite.micro_share, f"{opposite_label} %(share)s"))

    return tuple(
        Marker(
            kind,
            share,
            words.replace("%(share)s", figures.percent(share)),
            _is_left(share, chosen if kind != "chosen" else opposite and opposite.micro_share),
            row,
        )
        for row, (kind, share, words) in enumerate(wanted)
    )


def _is_left(share: float, other: float | None) -> bool:
    """Whether a label goes to the left of its line: away from the other line where there is room for it."""
    if other is None or abs(share - other) > NEAR or not NEAR < share < 1 - NEAR:
        return share > RIGHT_HALF
    return share < other


def _bracket(equal: Sequence[float], row: int) -> dict[str, object]:
    low, high = equal
    words = _("equally good: %(low)s to %(high)s")
    left = low > RIGHT_HALF
    return {
        "low": at(low),
        "high": at(high),
        "label": words % {"low": figures.percent(low), "high": figures.percent(high)},
        "y": 14 + 18 * row,
        "line": 20 + 18 * row,
        "x": at(high if left else low),
        "left": left,
    }


def _panel(
    points: Sequence[Point],
    metric: tuple[str, str | Promise, str | Promise],
    chosen: float,
    opposite: Point | None,
) -> Panel:
    name, title, unit = metric
    series = [_pair(point, name) for point in points]
    other = None if opposite is None else _pair(opposite, name)
    low, high, ticks = _axis([value for _share, value in [*series, *([other] if other else [])]])

    def y(value: float) -> float:
        return 1 - (value - low) / (high - low)

    at_chosen = _value_at(series, chosen)
    return Panel(
        name=title,
        unit=unit,
        sentence=_sentence(title, series, chosen, at_chosen),
        curve=_curve([(100 * share, 100 * y(value)) for share, value in series]),
        grid=tuple((at(y(tick)), figures.short(tick)) for tick in ticks),
        spots=tuple(_spot(share, value, y(value)) for share, value in series),
        chosen=_labelled(series, (chosen, at_chosen), y, other and other[0]),
        opposite=_opposite(series, other, (chosen, at_chosen), y) if other else None,
        last=name == METRICS[-1][0],
    )


def _spot(share: float, value: float, y: float) -> dict[str, object]:
    return {
        "x": at(share),
        "y": at(y),
        "value": figures.short(value),
        "share": figures.percent(share),
    }


def _pair(point: Point, name: str) -> Spot:
    return float(point.micro_share), float(getattr(point, name))


def _labelled(
    series: Sequence[Spot], spot: Spot, y: Callable[[float], float], other: float | None
) -> dict[str, object]:
    """A point with a label beside it, above or below so that the curve does not run through it."""
    share, value = spot
    left = _is_left(share, other)
    beside = _value_at(series, share + (-0.1 if left else 0.1))
    return _spot(share, value, y(value)) | {"left": left, "dy": -12 if beside <= value else 24}


def _opposite(
    series: Sequence[Spot], spot: Spot, chosen: Spot, y: Callable[[float], float]
) -> dict[str, object]:
    change = spot[1] / chosen[1] - 1 if chosen[1] else 0
    words = _("%(value)s, %(change)s more") if change >= 0 else _("%(value)s, %(change)s fewer")
    return _labelled(series, spot, y, chosen[0]) | {
        "label": words % {"value": figures.short(spot[1]), "change": figures.percent(abs(change))}
    }


def _sentence(
    title: str | Promise, series: Sequence[tuple[float, float]], chosen: float, value: float
) -> str:
    best_share, best = max(series, key=lambda pair: pair[1])
    words = _(
        "%(metric)s by micro share of spend: %(value)s at the recommended %(share)s; "
        "highest, %(best)s, at %(best_share)s."
    )
    return words % {
        "metric": title,
        "value": figures.short(value),
        "share": figures.percent(chosen),
        "best": figures.short(best),
        "best_share": figures.percent(best_share),
    }


def _value_at(series: Sequence[tuple[float, float]], share: float) -> float:
    """Linear interpolation between the computed points; the end's value beyond the ends."""
    if share <= series[0][0]:
        return series[0][1]
    for (x0, y0), (x1, y1) in pairwise(series):
        if share <= x1:
            return y0 + (y1 - y0) * (share - x0) / (x1 - x0)
    return series[-1][1]


def _axis(values: Sequence[float]) -> tuple[float, float, list[float]]:
    """Lower end, upper end and ticks at round numbers, with air above and below the values."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    rough = span / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough)
    start, end = max(0.0, low - 0.15 * span) if low >= 0 else low, high + 0.3 * span
    ticks = [step * i for i in range(math.ceil(start / step), math.floor(end / step) + 1)]
    return start, end, ticks


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """Catmull-Rom through every point, as an SVG path."""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for i, (b, c) in enumerate(pairwise(points)):
        a, d = points[max(i - 1, 0)], points[min(i + 2, len(points) - 1)]
        path += (
            f"C{b[0] + (c[0] - a[0]) / 6:.1f} {b[1] + (c[1] - a[1]) / 6:.1f} "
            f"{c[0] - (d[0] - b[0]) / 6:.1f} {c[1] - (d[1] - b[1]) / 6:.1f} {c[0]:.1f} {c[1]:.1f}"
        )
    return path

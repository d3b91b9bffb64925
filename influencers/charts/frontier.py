"""The frontier: the best result at each micro share, reach and engagements as two panels on one x axis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from influencers import figures
from influencers.charts import labels
from influencers.charts.geometry import Scale, Spot, at, monotone_path, round_ticks, strips, value_at
from influencers.charts.mix import bracket
from influencers.charts.numbers import Numbers, Row, numbers
from influencers.charts.spots import point, spot


@dataclass(frozen=True, slots=True)
class Metric:
    """What a panel shows: a field of the points, its name and unit, and the panel's height in pixels."""

    field: str
    name: str | Promise
    unit: str | Promise
    height: int


METRICS = (
    Metric("reach", gettext_lazy("Unique reach"), gettext_lazy("people"), 210),
    Metric("engagements", gettext_lazy("Relevant engagements"), "", 170),
)
ROW, BRACKET_ROW, BRACKET_LINE = 18, 30, 22  # pixels of a label; the bracket stands above all of them
READOUT_ROW = 20  # pixels above each panel, where the words of a point appear


class Point(Protocol):
    """A mix: the micro share of the spend, and what the best shortlist brings there."""

    micro_share: float
    reach: float
    engagements: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A vertical line through both panels with its label."""

    kind: str
    share: float
    label: str

    @property
    def width(self) -> float:
        return labels.width_of(self.label)


def frontier(
    points: Sequence[Point],
    chosen: float,
    playbook: float | None = None,
    opposite: Point | None = None,
    opposite_label: str = "",
    equal: Sequence[float] | None = None,
) -> dict[str, object]:
    """What `charts/_frontier.html` shows: the frontier chart with a table of its values.

    `chosen` and `playbook` are micro shares, `opposite` is the other goal's point, which need not lie on the
    curve, `equal` the lowest and highest share as good as the best. Fewer than two points show nothing.
    """
    points = sorted({point.micro_share: point for point in points}.values(), key=attrgetter("micro_share"))
    if len(points) < 2:
        return {"panels": ()}
    markers = _markers(chosen, playbook, opposite, opposite_label)
    bracketed = equal if equal and equal[1] > equal[0] else None
    first_row = BRACKET_ROW if bracketed else 0
    key_height = first_row + ROW * len(markers) + READOUT_ROW
    return {
        "markers": _placed(markers, first_row),
        "key_height": key_height,
        "equal": _bracket(bracketed, key_height) if bracketed else None,
        "panels": [_panel(points, metric, chosen, opposite, opposite_label) for metric in METRICS],
        "ticks": [(at(share), figures.percent(share)) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)],
        "numbers": _numbers(points, chosen, opposite, opposite_label),
    }


def _markers(
    chosen: float, playbook: float | None, opposite: Point | None, opposite_label: str
) -> list[Marker]:
    wanted = [("chosen", chosen, _("Recommended %(share)s"))]
    if playbook is not None:
        wanted.append(("playbook", playbook, _("Playbook %(share)s")))
    if opposite is not None:
        wanted.append(("opposite", opposite.micro_share, f"{opposite_label} %(share)s"))
    return [
        Marker(kind, share, words.replace("%(share)s", figures.percent(share)))
        for kind, share, words in wanted
    ]


def _placed(markers: Sequence[Marker], first_row: int) -> list[dict[str, object]]:
    """The markers with their rows and sides; a label in the middle stands on top of its line."""
    places = labels.place([(marker.share, marker.width) for marker in markers])
    drawn: list[dict[str, object]] = []
    for marker, placed in zip(markers, places, strict=True):
        baseline = first_row + ROW * placed.row + 13
        drawn.append(
            {
                "kind": marker.kind,
                "label": marker.label,
                "x": at(marker.share),
                "y": baseline,
                "line_top": baseline + 4 if placed.side == "middle" else baseline - 11,
                "side": placed.side,
                "dx": _away(placed.side, 6),
            }
        )
    return drawn


def _away(side: labels.Side, pixels: int) -> int:
    return {"start": pixels, "middle": 0, "end": -pixels}[side]


def _bracket(equal: Sequence[float], key_height: int) -> dict[str, object]:
    low, high = equal
    words = _("equally good: %(low)s to %(high)s") % {
        "low": figures.percent(low),
        "high": figures.percent(high),
    }
    side = labels.side_for((low + high) / 2, labels.width_of(words))
    return {
        "x": at(low),
        "width": at(high - low),
        "bracket": bracket(equal, BRACKET_LINE),
        "top": BRACKET_LINE,
        "height": key_height - BRACKET_LINE,
        "label": words,
        "label_x": at({"start": low, "middle": (low + high) / 2, "end": high}[side]),
        "side": side,
    }


def _panel(
    points: Sequence[Point],
    metric: Metric,
    chosen: float,
    opposite: Point | None,
    opposite_label: str,
) -> dict[str, object]:
    """One metric's panel; the values of both points stand in its head, where they meet no line."""
    series = [_pair(point, metric) for point in points]
    other = _pair(opposite, metric) if opposite else None
    at_chosen = value_at(series, chosen)
    y = _axis([value for _share, value in [*series, (chosen, at_chosen), *([other] if other else [])]])
    places = [(share, 1 - y.share_of(value)) for share, value in series]
    return {
        "name": metric.name,
        "unit": metric.unit,
        "height": metric.height,
        "sentence": _sentence(metric.name, series, chosen, at_chosen),
        "curve": monotone_path([(100 * share, 100 * top) for share, top in places]),
        "grid": [(at(1 - y.share_of(tick)), figures.short(tick)) for tick in round_ticks(y.low, y.high)],
        "spots": _spots(series, places, metric),
        "chosen": _marked(chosen, y.share_of(at_chosen), _chosen_note(at_chosen)),
        "opposite": other
        and _marked(other[0], y.share_of(other[1]), _opposite_note(other[1], at_chosen, opposite_label)),
        "last": metric is METRICS[-1],
    }


def _pair(point: Point, metric: Metric) -> Spot:
    return float(point.micro_share), float(getattr(point, metric.field))


def _axis(values: Sequence[float]) -> Scale:
    """With air above the values for the words of a point, and a little below."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    return Scale(max(0.0, low - 0.15 * span) if low >= 0 else low, high + 0.3 * span)


def _spots(series: Sequence[Spot], places: Sequence[Spot], metric: Metric) -> list[SafeString]:
    return [
        spot(_words(pair, metric), point(place, strip, guide_top=-2), share=place[0], y=-6)
        for pair, place, strip in zip(series, places, strips([x for x, _y in places]), strict=True)
    ]


def _words(pair: Spot, metric: Metric) -> str:
    words = _("%(share)s micro: %(value)s %(unit)s") % {
        "share": figures.percent(pair[0]),
        "value": figures.short(pair[1]),
        "unit": metric.unit,
    }
    return words.strip()


def _marked(share: float, height: float, note: str) -> dict[str, str]:
    return {"x": at(share), "y": at(1 - height), "note": note}


def _chosen_note(value: float) -> str:
    return _("Recommended: %(value)s") % {"value": figures.short(value)}


def _opposite_note(value: float, at_chosen: float, label: str) -> str:
    change = value / at_chosen - 1 if at_chosen else 0
    words = (
        _("%(goal)s: %(value)s, %(change)s more")
        if change >= 0
        else _("%(goal)s: %(value)s, %(change)s fewer")
    )
    return words % {"goal": label, "value": figures.short(value), "change": figures.percent(abs(change))}


def _sentence(title: str | Promise, series: Sequence[Spot], chosen: float, value: float) -> str:
    best_share, best = max(series, key=lambda pair: pair[1])
    words: Mapping[str, object] = {
        "metric": title,
        "value": figures.short(value),
        "share": figures.percent(chosen),
        "best": figures.short(best),
        "best_share": figures.percent(best_share),
    }
    return (
        _(
            "%(metric)s by micro share of spend: %(value)s at the recommended %(share)s; "
            "highest, %(best)s, at %(best_share)s."
        )
        % words
    )


def _numbers(points: Sequence[Point], chosen: float, opposite: Point | None, opposite_label: str) -> Numbers:
    """Every point, the one nearest to the recommended share marked, and the other goal's at the end."""
    nearest = min(points, key=lambda point: abs(point.micro_share - chosen))
    rows = [_row(point, is_marked=point is nearest) for point in points]
    if opposite:
        rows.append(_row(opposite, name=f"{opposite_label} "))
    headers = [_("Micro share of spend"), _("Unique reach, people"), _("Relevant engagements")]
    return numbers(_("The best result at each micro share"), headers, rows)


def _row(point: Point, *, name: str = "", is_marked: bool = False) -> Row:
    share = name + figures.percent(point.micro_share, 1)
    return Row((share, figures.count(point.reach), figures.count(point.engagements)), is_marked)

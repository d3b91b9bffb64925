"""A value at several neighbouring settings, the present one marked: a small line chart."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from influencers.charts.geometry import Scale, at, monotone_path, round_ticks, strips
from influencers.charts.numbers import Numbers
from influencers.charts.spots import point, spot

AIR = 0.12  # above and below the values, of their span


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A setting and its value; `name` is the setting in words, `words` all that the point says."""

    setting: float
    value: float
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Three points or more with ascending settings; `now` is the index of the present one, `write` puts a
    value of the y axis into words."""

    label: str
    sentence: str
    points: tuple[Neighbour, ...]
    now: int
    write: Callable[[float], str]
    numbers: Numbers


def neighbours(chart: Neighbours) -> dict[str, object]:
    """What `charts/_neighbours.html` shows."""
    x = Scale(chart.points[0].setting, chart.points[-1].setting)
    values = [each.value for each in chart.points]
    span = (max(values) - min(values)) or 1.0
    y = Scale(min(values) - AIR * span, max(values) + AIR * span)
    places = [(x.share_of(each.setting), 1 - y.share_of(each.value)) for each in chart.points]
    return {
        "label": chart.label,
        "sentence": chart.sentence,
        "grid": [(at(1 - y.share_of(tick)), chart.write(tick)) for tick in round_ticks(y.low, y.high)],
        "curve": monotone_path([(100 * left, 100 * top) for left, top in places]),
        "points": [(at(left), at(top)) for left, top in places],
        "spots": _spots(chart, places),
        "now": at(places[chart.now][0]),
        "now_top": at(places[chart.now][1]),
        "first": chart.points[0].name,
        "last": chart.points[-1].name,
        "numbers": chart.numbers,
    }


def _spots(chart: Neighbours, places: list[tuple[float, float]]) -> list[SafeString]:
    across = strips([left for left, _top in places])
    return [
        spot(each.words, point(place, strip), share=place[0], y=-8)
        for each, place, strip in zip(chart.points, places, across, strict=True)
    ]

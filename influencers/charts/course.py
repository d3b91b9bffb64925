"""The course of one figure over time: a small line chart with dates on x and the unit on y."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from influencers.charts.geometry import Scale, at, monotone_path, round_ticks, strips
from influencers.charts.numbers import Row, numbers
from influencers.charts.spots import point, spot
from influencers.figures import count, day, percent, short

LEAST = 3  # two measurements are a difference, not a course
AIR = 0.12  # above and below the values, of their span
Measured = tuple[date, float]


def course(
    values: Sequence[Measured], label: str, marks: Mapping[date, str] | None = None
) -> dict[str, object]:
    """What `charts/_course.html` shows of (date, value) pairs; nothing for fewer than three days.

    `marks` are words for days that stand out. The y axis does not start at zero: a course shows change. Of
    two values of one day the last stands.
    """
    series = sorted(dict(values).items())
    if len(series) < LEAST:
        return {"spots": ()}
    x = Scale(series[0][0].toordinal(), series[-1][0].toordinal())
    low, high = _bounds([value for _when, value in series])
    y = Scale(low, high)
    places = [(x.share_of(when.toordinal()), 1 - y.share_of(value)) for when, value in series]
    said = marks or {}
    return {
        "label": label,
        "sentence": _sentence(label, series),
        "grid": [(at(1 - y.share_of(tick)), short(tick)) for tick in round_ticks(low, high)],
        "curve": monotone_path([(100 * left, 100 * top) for left, top in places]),
        "points": [
            (at(left), at(top), when in said)
            for (when, _value), (left, top) in zip(series, places, strict=True)
        ],
        "spots": [
            _spot(*each, said.get(each[0][0], ""))
            for each in zip(series, places, strips([left for left, _top in places]), strict=True)
        ],
        "first": day(series[0][0]),
        "last": day(series[-1][0]),
        "numbers": numbers(
            label,
            [_("Date"), label],
            [Row((day(when), count(value)), is_marked=when in said) for when, value in series],
        ),
    }


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """The values with air around them; a flat course gets a tenth of its value."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) / 10 or 1
    return max(0.0, low - AIR * span) if low >= 0 else low - AIR * span, high + AIR * span


def _spot(each: Measured, place: tuple[float, float], strip: tuple[float, float], mark: str) -> SafeString:
    when, value = each
    words = _("%(day)s: %(value)s") % {"day": day(when), "value": count(value)}
    words = f"{words}. {mark}" if mark else words
    return spot(words, point(place, strip), share=place[0], y=-8)


def _sentence(label: str, series: Sequence[Measured]) -> str:
    (first_day, first), (last_day, last) = series[0], series[-1]
    words = _("%(figure)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s")
    sentence = words % {
        "figure": label,
        "first": count(first),
        "first_day": day(first_day),
        "last": count(last),
        "last_day": day(last_day),
    }
    return f"{sentence} ({percent(last / first - 1, 1)})" if first else sentence

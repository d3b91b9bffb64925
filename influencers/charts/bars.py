"""Small pictures of one figure: a share, a range, a place among peers, a distribution."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from influencers.charts.geometry import Scale, at, decade_ticks
from influencers.charts.numbers import Numbers, Row, numbers
from influencers.charts.spots import spot_at
from influencers.figures import count, short

BARS_TOP, BARS_HEIGHT = 18, 44  # pixels; the words of a bar stand above, the ends of the axis below


def bar(share: float | None) -> SafeString:
    """A share of a whole as a bar; the figure stands beside it."""
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect class="fill" width="{}" height="10"/></svg>',
        at(share or 0),
    )


def interval(low: float, mean: float, high: float, scale: Scale) -> SafeString:
    """P10 to P90 as a bar, the mean as a stroke, on a scale that several rows share; figures stand beside."""
    grid = format_html_join(
        "",
        '<line class="gridline" x1="{0}" x2="{0}" y1="0" y2="14"/>',
        ((at(scale.share_of(tick)),) for tick in decade_ticks(scale)),
    )
    return format_html(
        '<svg class="interval" aria-hidden="true">{}<line class="range" x1="{}" x2="{}" y1="7" y2="7"/>'
        '<line class="mean" x1="{mean}" x2="{mean}" y1="1" y2="13"/></svg>',
        grid,
        at(scale.share_of(low)),
        at(scale.share_of(high)),
        mean=at(scale.share_of(mean)),
    )


def interval_axis(scale: Scale) -> SafeString:
    """The ends of the scale of `interval`, for the head of its column."""
    return format_html(
        '<svg class="interval-axis" aria-hidden="true"><text x="0" y="11">{}</text>'
        '<text x="100%" y="11" text-anchor="end">{}</text></svg>',
        short(scale.low),
        short(scale.high),
    )


def percentile(share: float) -> SafeString:
    """Where a figure stands among its peers, from none to all of them; number and group stand beside it."""
    return format_html(
        '<svg class="percentile" aria-hidden="true"><line x1="0" x2="100%" y1="5" y2="5"/>'
        '<line x1="0" x2="0" y1="1" y2="9"/><line x1="50%" x2="50%" y1="3" y2="7"/>'
        '<line x1="100%" x2="100%" y1="1" y2="9"/>'
        '<rect class="mark" x="{}" width="4" height="10" rx="1"/></svg>',
        at(float(share) * 0.94),
    )


def percentile_axis() -> SafeString:
    """The ends of `percentile`, for the head of its column."""
    return SafeString(
        '<svg class="percentile-axis" aria-hidden="true"><text x="0" y="11">0</text>'
        '<text x="100%" y="11" text-anchor="end">100</text></svg>'
    )


@dataclass(frozen=True)
class Bars:
    """A histogram: `counts` between `edges` (one more), the bins first..last that the filter lets through.

    `label` names the figure and `write` puts it into words; `split` is the first macro bin, if tiers matter.
    """

    counts: tuple[int, ...]
    edges: tuple[float, ...]
    first: int
    last: int
    label: str
    write: Callable[[float], str]
    split: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return self.first > 0 or self.last < len(self.counts) - 1

    def includes(self, index: int) -> bool:
        return self.first <= index <= self.last

    def between(self, first: int, last: int) -> str:
        """The range of the bins first..last in words."""
        return _range(self.write, self.edges[first], self.edges[last + 1], get_language())


@lru_cache(maxsize=2_000)
def _range(write: Callable[[float], str], low: float, high: float, language: str) -> str:
    """Edges are the same on every page, so each is put into words once a language."""
    return f"{write(low)}–{write(high)}"


def histogram(bars: Bars) -> SafeString:
    """The bars and their numbers as a table."""
    return _histogram(bars, get_language())


@lru_cache(maxsize=300)
def _histogram(bars: Bars, language: str) -> SafeString:
    """Kept: whoever sorts a list or turns its pages sees the same bars, and there are fifty of them."""
    parts = {
        "bars": [_histogram_bar(bars, index) for index in range(len(bars.counts))],
        "label": _histogram_words(bars),
        "from": bars.write(bars.edges[0]),
        "to": bars.write(bars.edges[-1]),
        "bottom": BARS_TOP + BARS_HEIGHT,
        "numbers": _histogram_numbers(bars),
    }
    return render_to_string("charts/_histogram.html", parts)


def _histogram_bar(bars: Bars, index: int) -> SafeString:
    width, number = 1 / len(bars.counts), bars.counts[index]
    height = max(2, round(BARS_HEIGHT * number / max(bars.counts))) if number else 0
    left, bottom = at(index * width), BARS_TOP + BARS_HEIGHT
    shape = SafeString(  # numbers and names of our own, too many a page to escape each
        f'<rect class="strip" x="{left}" width="{at(width)}" y="0" height="{bottom}"/>'
        f'<rect class="{_tone(bars, index)}" x="{left}" width="{at(width * 0.86)}" y="{bottom - height}"'
        f' height="{height}"/>'
    )
    return spot_at(_bar_words(bars, index), shape, x="0", y=11, side="start")


def _tone(bars: Bars, index: int) -> str:
    if not bars.includes(index):
        return "outside"
    if bars.split is None:
        return "inside"
    return "micro" if index < bars.split else "macro"


def _bar_words(bars: Bars, index: int) -> str:
    number = bars.counts[index]
    words = ngettext("%(range)s: %(count)s profile", "%(range)s: %(count)s profiles", number) % {
        "range": bars.between(index, index),
        "count": count(number),
    }
    return words if bars.includes(index) else _("%(bar)s, filtered out") % {"bar": words}


def _histogram_words(bars: Bars) -> str:
    words = _("Profiles by %(figure)s, %(range)s") % {
        "figure": bars.label,
        "range": bars.between(0, len(bars.counts) - 1),
    }
    if bars.is_narrowed and bars.first <= bars.last:
        words += "; " + _("the filter keeps %(range)s") % {"range": bars.between(bars.first, bars.last)}
    return words


def _histogram_numbers(bars: Bars) -> Numbers:
    rows = [
        Row((bars.between(index, index), count(number)), bars.is_narrowed and bars.includes(index))
        for index, number in enumerate(bars.counts)
    ]
    return numbers(_histogram_words(bars), [capfirst(bars.label), _("Profiles")], rows)


def counted_once(plain_sum: float, unique: float, independent: float | None = None) -> dict[str, object]:
    """What `charts/_counted_once.html` shows: the plain sum of reaches, what random overlap would leave, and
    people counted once, as bars on one scale."""
    top = max(plain_sum, unique, 1)
    shown = independent is not None and independent > unique
    figures = [(_("Plain sum"), plain_sum)]
    figures += [(_("If audiences overlapped at random"), independent)] if shown else []
    figures += [(_("People, each counted once"), unique)]
    rows = [Row((label, count(value)), value == unique) for label, value in figures]
    return {
        "unique_width": at(unique / top),
        "sum_extra": at((plain_sum - unique) / top),
        "independent_extra": at(((independent or unique) - unique) / top),
        "independent_shown": shown,
        "plain_sum": short(plain_sum),
        "unique": short(unique),
        "independent": short(independent),
        "twice": short(max(plain_sum - unique, 0)),
        "numbers": numbers(_("Reach, counted once"), [_("Way of counting"), _("People")], rows),
    }

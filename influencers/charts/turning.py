"""Where a decision turns: a scale of what was searched, where one stands, and the nearest turns beside it."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from influencers.charts.geometry import Scale, at
from influencers.charts.labels import side_for, width_of

BAR_TOP, BAR_HEIGHT, FIRST_ROW, ROW = 18, 8, 44, 17  # pixels; the label of now stands above the bar


@dataclass(frozen=True, slots=True)
class Turn:
    """A place on the scale, in its unit, with its label; `tone` is micro, macro or other."""

    at: float
    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Turning:
    """`low` to `high` was searched; beyond a turn nothing is said but what it turns to."""

    low: float
    high: float
    now: Turn
    lower: Turn | None
    higher: Turn | None


def turning(picture: Turning) -> SafeString:
    """The scale as a bar: strong as far as the answer holds, pale beyond a turn; words beside it say it."""
    scale = Scale(picture.low, picture.high)
    turns = [turn for turn in (picture.lower, picture.higher) if turn]
    return format_html(
        '<svg class="turning" height="{}" aria-hidden="true">{}{}{}</svg>',
        FIRST_ROW + ROW * (len(turns) - 1) + 6 if turns else BAR_TOP + BAR_HEIGHT + 6,
        _bars(picture, scale),
        format_html_join("", "{}", ((_turn(turn, scale, row),) for row, turn in enumerate(turns))),
        _now(picture.now, scale),
    )


def _bars(picture: Turning, scale: Scale) -> SafeString:
    start = scale.share_of(picture.lower.at) if picture.lower else 0.0
    end = scale.share_of(picture.higher.at) if picture.higher else 1.0
    bars = _bar(start, end, picture.now.tone)
    if picture.lower:
        bars += _bar(0.0, start, f"{picture.lower.tone} beyond")
    if picture.higher:
        bars += _bar(end, 1.0, f"{picture.higher.tone} beyond")
    return bars


def _bar(start: float, end: float, css: str) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>',
        css,
        at(start),
        at(end - start),
        BAR_TOP,
        BAR_HEIGHT,
    )


def _turn(turn: Turn, scale: Scale, row: int) -> SafeString:
    y = FIRST_ROW + ROW * row
    return _marked(turn, scale, css="equal-line", top=BAR_TOP - 3, bottom=y - 11, y=y)


def _now(now: Turn, scale: Scale) -> SafeString:
    return _marked(now, scale, css="chosen-line", top=BAR_TOP - 5, bottom=BAR_TOP + BAR_HEIGHT + 3, y=10)


def _marked(turn: Turn, scale: Scale, *, css: str, top: int, bottom: int, y: int) -> SafeString:
    """A line across the bar with its label at the side where it stays in the picture."""
    share = scale.share_of(turn.at)
    return format_html(
        '<line class="{}" x1="{x}" x2="{x}" y1="{}" y2="{}"/><text x="{x}" y="{}" text-anchor="{}">{}</text>',
        css,
        top,
        bottom,
        y,
        side_for(share, width_of(turn.label)),
        turn.label,
        x=at(share),
    )

"""Points that tell their value on hover and on focus, to the eye and to a screen reader, without script.

A spot is focusable; its words stand where they cover no data. The script only turns the spots of one chart
into one tab stop with arrow keys.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from influencers.charts.geometry import at
from influencers.charts.labels import Side, side_for, width_of


def spot(words: str, shape: SafeString, *, share: float, y: float) -> SafeString:
    """`shape` as a spot whose words appear near `share` of the width, at height `y`."""
    return spot_at(words, shape, x=at(share), y=y, side=side_for(share, width_of(words)))


def spot_at(words: str, shape: SafeString, *, x: object, y: float, side: Side = "middle") -> SafeString:
    """`shape` as a spot whose words appear exactly at x, y."""
    return format_html(
        '<g class="spot" tabindex="0" role="img" aria-label="{words}">{shape}'
        '<text class="readout" x="{x}" y="{y}" text-anchor="{side}" aria-hidden="true">{words}</text></g>',
        words=words,
        shape=shape,
        x=x,
        y=y,
        side=side,
    )


def point(place: tuple[float, float], strip: tuple[float, float], *, guide_top: float = 0) -> SafeString:
    """A point on a curve, the strip from left to right that catches the pointer, and its guide.

    `place` is (share of the width, share of the height from the top); the guide begins at `guide_top` pixels.
    """
    left, right = strip
    return format_html(
        '<rect class="strip" x="{strip}" width="{width}" height="100%"/>'
        '<line class="guide" x1="{x}" x2="{x}" y1="{top}" y2="100%"/>'
        '<circle class="dot" cx="{x}" cy="{y}" r="5"/>',
        strip=at(left),
        width=at(right - left),
        x=at(place[0]),
        y=at(place[1]),
        top=guide_top,
    )

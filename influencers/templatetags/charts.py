"""Small charts as inline SVG: no script, no style attribute, themable, printable.

Text sits at percentage coordinates and so never scales. Shares are 0 to 1, and so are percentiles.
Every text goes through `format_html`, so hostile names stay text. Names of number formats are the filters of
`figures`: "short", "count", "money_short", "percent", "rate".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from influencers.templatetags import figures

register = template.Library()

NAME_RADIUS = 40  # a disc with at least this radius has room for its name
FORMATS: dict[str, Callable[..., str]] = {
    "short": figures.short,
    "count": figures.count,
    "money": figures.money,
    "money_short": figures.money_short,
    "percent": figures.percent,
    "rate": figures.rate,
}


def at(share: float) -> str:
    """A share as an SVG percentage, kept inside the picture."""
    return f"{100 * min(max(float(share), 0.0), 1.0):.1f}%"


# --- the mix ------------------------------------------------------------------------------------------
@register.simple_tag
def spend_field(
    discs: Iterable,
    label: str,
    names: Mapping[str, str] | None = None,
    currency: str = "IDR",
    width: float = 1000,
    height: float = 200,
    css: str = "",
) -> SafeString:
    """Every influencer as a disc whose area is the spend; an empty `label` hides it from screen readers.

    `discs` have x, y, r, tier, cost and ids (campaigns.strategy.spend_field); `names` maps an id to a name.
    """
    discs, names = list(discs), names or {}
    circles = format_html_join("", "{}", ((_circle(disc, names, currency),) for disc in discs))
    named = [disc for disc in discs if disc.r >= NAME_RADIUS and len(disc.ids) == 1 and disc.ids[0] in names]
    texts = format_html_join("", "{}", ((_disc_name(disc, names, currency),) for disc in named))
    return format_html(
        '<svg class="spend-field {}" viewBox="0 0 {} {}" {}>{}'
        '<g class="names" aria-hidden="true">{}</g></svg>',
        css,
        width,
        height,
        _named(label),
        circles,
        texts,
    )


def _named(label: str) -> SafeString:
    if not label:
        return SafeString('aria-hidden="true"')
    return format_html('role="img" aria-label="{}"', label)


def _circle(disc, names: Mapping[str, str], currency: str) -> SafeString:
    if len(disc.ids) > 1:
        who = ngettext("%(count)s person", "%(count)s people", len(disc.ids)) % {"count": len(disc.ids)}
    else:
        who = names.get(disc.ids[0], "") if disc.ids else ""
    tip = format_html("<title>{}: {}</title>", who, figures.money_short(disc.cost, currency)) if who else ""
    pooled = " pooled" if len(disc.ids) > 1 else ""
    return format_html(
        '<circle class="{}{}" cx="{}" cy="{}" r="{}">{}</circle>',
        disc.tier,
        pooled,
        disc.x,
        disc.y,
        disc.r,
        tip,
    )


def _disc_name(disc, names: Mapping[str, str], currency: str) -> SafeString:
    fits = int(disc.r / 3.4)
    name = names[disc.ids[0]]
    name = name if len(name) <= fits else name[: fits - 1].rstrip() + "…"
    return format_html(
        '<text class="on-{}" x="{}" y="{}">{}<tspan x="{}" dy="15">{}</tspan></text>',
        disc.tier,
        disc.x,
        round(disc.y - 2),
        name,
        disc.x,
        figures.money_short(disc.cost, currency),
    )


def _line(css: str, share: float, top: object, bottom: object) -> SafeString:
    x = at(share)
    return format_html('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', css, x, x, top, bottom)


@register.simple_tag
def mix_lines(chosen: float, playbook: float | None = None) -> SafeString:
    """The cut between micro and macro and the playbook's, laid over a spend field."""
    lines = _line("chosen-line", chosen, 0, "100%") if 0 < chosen < 1 else SafeString("")
    if playbook is not None:
        lines += _line("playbook-line", playbook, 0, "100%")
    return format_html('<svg class="mix-lines" aria-hidden="true">{}</svg>', lines)


@register.simple_tag
def mix_scale(
    micro: float, playbook: float | None = None, equal: Sequence[float] | None = None, small: bool = False
) -> SafeString:
    """The micro and macro shares of spend as one bar, with the playbook's split and the equally good range.

    `small` leaves out the words: for tables, where the column is named.
    """
    height, label = 8, _mix_words(micro, playbook, equal)
    top = 6 if small else 0
    parts = format_html(
        '<rect class="micro" y="{0}" width="{1}" height="{2}"/>'
        '<rect class="macro" x="{1}" y="{0}" width="{3}" height="{2}"/>',
        top,
        at(micro),
        height,
        at(1 - micro),
    )
    if small:
        parts += _line("playbook-line", playbook, 0, 20) if playbook is not None else SafeString("")
    else:
        parts += _scale_words(micro, playbook, equal)
    return format_html(
        '<svg class="mix-scale{}" {}>{}</svg>', SafeString(" small" if small else ""), _named(label), parts
    )


def _mix_words(micro: float, playbook: float | None, equal: Sequence[float] | None) -> str:
    words = _("%(micro)s micro, %(macro)s macro") % {
        "micro": figures.percent(micro),
        "macro": figures.percent(1 - micro),
    }
    if playbook is not None:
        words += "; " + _("playbook %(micro)s micro") % {"micro": figures.percent(playbook)}
    if equal:
        words += "; " + _("equally good from %(low)s to %(high)s micro") % _range(equal)
    return words


def _range(equal: Sequence[float]) -> dict[str, str]:
    return {"low": figures.percent(equal[0]), "high": figures.percent(equal[1])}


def _scale_words(micro: float, playbook: float | None, equal: Sequence[float] | None) -> SafeString:
    parts = _line("chosen-line", micro, -14, 20) if 0 < micro < 1 else SafeString("")
    if playbook is not None:
        words = _("Playbook %(micro)s : %(macro)s") % {
            "micro": round(playbook * 100),
            "macro": round((1 - playbook) * 100),
        }
        left = 0.15 < playbook <= micro or playbook > 0.85
        parts += _line("playbook-line", playbook, -14, 26) + _side_text(playbook, 26, words, left=left)
    if equal and equal[1] > equal[0]:
        low, high = at(equal[0]), at(equal[1])
        words = _("%(low)s to %(high)s micro: equally good") % _range(equal)
        parts += format_html('<line class="equal-line" x1="{}" x2="{}" y1="31" y2="31"/>', low, high)
        parts += _line("equal-line", equal[0], 27, 35) + _line("equal-line", equal[1], 27, 35)
        parts += _side_text(equal[0] if equal[0] < 0.6 else equal[1], 46, words, left=equal[0] >= 0.6)
    return parts


def _side_text(share: float, y: int, words: str, *, left: bool) -> SafeString:
    return format_html(
        '<text x="{}" dx="{}" y="{}" text-anchor="{}">{}</text>',
        at(share),
        -6 if left else 6,
        y,
        "end" if left else "start",
        words,
    )


# --- ranges and shares --------------------------------------------------------------------------------
@register.simple_tag
def interval(
    low: float, mean: float, high: float, fmt: str = "short", reference: float | None = None, label: str = ""
) -> SafeString:
    """P10 to P90 as a bar with its ends labelled, the mean as a stroke, `reference` as a dashed one."""
    write = FORMATS[fmt]
    inside = [low, mean, high] + ([] if reference is None else [reference])
    pad = (max(inside) - min(inside)) * 0.45 or 1
    start, span = min(inside) - pad, max(inside) - min(inside) + 2 * pad
    low_x, mean_x, high_x = (at((value - start) / span) for value in (low, mean, high))
    dashed = "" if reference is None else _line("reference", (reference - start) / span, 1, 19)
    words = _("P10 %(low)s, mean %(mean)s, P90 %(high)s") % {
        "low": write(low),
        "mean": write(mean),
        "high": write(high),
    }
    return format_html(
        '<svg class="interval" role="img" aria-label="{label}{words}">'
        '<line class="axis" x1="0" x2="100%" y1="10" y2="10"/>'
        '<line class="range" x1="{low}" x2="{high}" y1="10" y2="10"/>'
        '<line class="mean" x1="{mean}" x2="{mean}" y1="2" y2="18"/>{dashed}'
        '<text x="{low}" y="34" text-anchor="middle">{low_words}</text>'
        '<text x="{high}" y="34" text-anchor="middle">{high_words}</text></svg>',
        label=f"{label}: " if label else "",
        words=words,
        low=low_x,
        mean=mean_x,
        high=high_x,
        dashed=dashed,
        low_words=write(low),
        high_words=write(high),
    )


@register.simple_tag
def bar(share: float, tone: str = "", tick: float | None = None) -> SafeString:
    """A share of a whole as a bar; `tone` is a tier or empty; the figure stands beside it."""
    mark = "" if tick is None else _line("tick", tick, -1, 11)
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect class="fill {}" width="{}" height="10"/>{}</svg>',
        tone,
        at(share or 0),
        mark,
    )


@register.simple_tag
def percentile(share: float) -> SafeString:
    """Where a figure stands among its peers; the number and the group stand beside it."""
    return format_html(
        '<svg class="percentile" aria-hidden="true"><line x1="0" x2="100%" y1="5" y2="5"/>'
        '<line x1="50%" x2="50%" y1="2" y2="8"/>'
        '<rect class="mark" x="{}" width="4" height="10" rx="1"/></svg>',
        at(float(share) * 0.94),
    )


@register.simple_tag
def sparkline(values: Sequence[float], label: str = "") -> SafeString:
    """The course of a few values; nothing for fewer than two."""
    values = [float(value) for value in values if value is not None]
    if len(values) < 2:
        return SafeString("")
    low, span = min(values), (max(values) - min(values)) or 1
    step = 78 / (len(values) - 1)
    points = [(4 + step * i, 21 - 18 * (value - low) / span) for i, value in enumerate(values)]
    return format_html(
        '<svg class="sparkline" viewBox="0 0 88 24" {}><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="2.4"/></svg>',
        _named(label),
        " ".join(f"{x:.0f},{y:.0f}" for x, y in points),
        *(round(place) for place in points[-1]),
    )


@register.simple_tag
def histogram(
    counts: Sequence[int], first: int = 0, last: int | None = None, split: int | None = None, label: str = ""
) -> SafeString:
    """Bars of `counts`, pale outside first..last; before `split` in the colour of micro, then of macro."""
    last = len(counts) - 1 if last is None else last
    width, top = 1 / max(len(counts), 1), max(counts, default=0) or 1

    def bars():
        for i, number in enumerate(counts):
            inside = "inside" if split is None else "micro" if i < split else "macro"
            height = max(1, round(42 * number / top)) if number else 0
            yield (
                (inside if first <= i <= last else "outside"),
                at(i * width),
                at(width * 0.86),
                43 - height,
                height,
            )

    rects = format_html_join("", '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>', bars())
    return format_html('<svg class="histogram" {}>{}</svg>', _named(label), rects)


@register.inclusion_tag("charts/_counted_once.html")
def counted_once(
    plain_sum: float, unique: float, independent: float | None = None, fmt: str = "short"
) -> dict:
    """Three bars: the plain sum of reaches, what random overlap would leave, and people counted once."""
    top = max(plain_sum, unique, 1)
    write = FORMATS[fmt]
    return {
        "unique_width": at(unique / top),
        "sum_extra": at((plain_sum - unique) / top),
        "independent_extra": at(((independent or unique) - unique) / top),
        "independent_shown": independent is not None and independent > unique,
        "plain_sum": write(plain_sum),
        "unique": write(unique),
        "independent": write(independent),
        "twice": write(max(plain_sum - unique, 0)),
    }

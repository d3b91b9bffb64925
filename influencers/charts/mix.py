"""The mix of micro and macro: the spend field, and the bar of shares under it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from influencers import figures
from influencers.charts.geometry import at
from influencers.charts.labels import side_for, width_of
from influencers.charts.numbers import Numbers, Row, numbers
from influencers.charts.spots import spot_at
from influencers.templatetags.marks import tier_name

NAME_RADIUS = 40  # a disc with at least this radius has room for its name
READOUT_Y = -9  # above the picture, in its units
Names = Mapping[str, str]


class Disc(Protocol):
    """A disc of campaigns.strategy.spend_field; `ids` names several people where the smallest were pooled."""

    x: float
    y: float
    r: float
    tier: str
    cost: float
    ids: Sequence[str]


def spend_field(
    discs: Iterable[Disc],
    label: str,
    names: Names | None = None,
    currency: str = "IDR",
    width: float = 1000,
    height: float = 200,
    css: str = "",
) -> SafeString:
    """Every influencer as a disc whose area is the spend; an empty `label` makes it a decoration.

    `names` maps an id to a name. A named disc tells name and spend above the picture on hover and on focus.
    """
    discs, names = list(discs), names or {}
    total = sum(disc.cost for disc in discs)
    circles = (_disc(disc, names, currency, total, width if label else 0) for disc in discs)
    named = [disc for disc in discs if disc.r >= NAME_RADIUS and len(disc.ids) == 1 and disc.ids[0] in names]
    return format_html(
        '<svg class="spend-field {}" viewBox="0 0 {} {}" {}>{}'
        '<g class="names" aria-hidden="true">{}</g></svg>',
        css,
        width,
        height,
        format_html('role="group" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        format_html_join("", "{}", ((circle,) for circle in circles)),
        format_html_join("", "{}", ((_disc_name(disc, names, currency),) for disc in named)),
    )


def _disc(disc: Disc, names: Names, currency: str, total: float, width: float) -> SafeString:
    pooled = " pooled" if len(disc.ids) > 1 else ""
    circle = format_html(
        '<circle class="{}{}" cx="{}" cy="{}" r="{}"/>', disc.tier, pooled, disc.x, disc.y, disc.r
    )
    who = _who(disc, names)
    if not (width and who):
        return circle
    words = _("%(who)s: %(cost)s, %(share)s of the spend") % {
        "who": who,
        "cost": figures.money_short(disc.cost, currency),
        "share": figures.percent(disc.cost / total, 1),
    }
    return spot_at(words, circle, x=width / 2, y=READOUT_Y)


def _who(disc: Disc, names: Names) -> str:
    if len(disc.ids) > 1:
        return ngettext("%(count)s person", "%(count)s people", len(disc.ids)) % {"count": len(disc.ids)}
    return names.get(disc.ids[0], "") if disc.ids else ""


def _disc_name(disc: Disc, names: Names, currency: str) -> SafeString:
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


def mix_numbers(discs: Iterable[Disc], names: Names, currency: str = "IDR") -> Numbers:
    """The discs as a table, the dearest first."""
    dearest_first = sorted(discs, key=lambda disc: -disc.cost)
    total = sum(disc.cost for disc in dearest_first) or 1
    rows = [
        Row(
            (
                _who(disc, names),
                str(tier_name(disc.tier)),
                figures.count(disc.cost),
                figures.percent(disc.cost / total, 1),
            )
        )
        for disc in dearest_first
    ]
    headers = [_("Influencer"), _("Tier"), _("Spend, %(currency)s") % {"currency": currency}, _("Share")]
    return numbers(_("Spend by influencer"), headers, rows, words=2)


def line(css: str, share: float, top: object, bottom: object) -> SafeString:
    """A vertical line at a share of the width."""
    x = at(share)
    return format_html('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', css, x, x, top, bottom)


def mix_lines(chosen: float, playbook: float | None = None) -> SafeString:
    """The cut between micro and macro and the playbook's, laid over a spend field."""
    lines = line("chosen-line", chosen, 0, "100%") if 0 < chosen < 1 else SafeString("")
    if playbook is not None:
        lines += line("playbook-line", playbook, 0, "100%")
    return format_html('<svg class="mix-lines" aria-hidden="true">{}</svg>', lines)


def mix_scale(
    micro: float, playbook: float | None = None, equal: Sequence[float] | None = None, small: bool = False
) -> SafeString:
    """The micro and macro shares of spend as one bar, with the playbook's split and the equally good range.

    `small` leaves out the words: for tables, where the column is named.
    """
    parts = format_html(
        '<rect class="micro" y="{0}" width="{1}" height="8"/>'
        '<rect class="macro" x="{1}" y="{0}" width="{2}" height="8"/>',
        6 if small else 0,
        at(micro),
        at(1 - micro),
    )
    if small:
        parts += line("playbook-line", playbook, 0, 20) if playbook is not None else SafeString("")
    else:
        parts += _scale_words(micro, playbook, equal)
    return format_html(
        '<svg class="mix-scale{}" role="img" aria-label="{}">{}</svg>',
        " small" if small else "",
        _mix_words(micro, playbook, equal),
        parts,
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
    parts = line("chosen-line", micro, -14, 11) if 0 < micro < 1 else SafeString("")
    if playbook is not None:
        words = _("Playbook %(micro)s : %(macro)s") % {
            "micro": round(playbook * 100),
            "macro": round((1 - playbook) * 100),
        }
        parts += line("playbook-line", playbook, -14, 26) + _beside(playbook, 26, words)
    if equal and equal[1] > equal[0]:
        words = _("%(low)s to %(high)s micro: equally good") % _range(equal)
        parts += bracket(equal, 35) + _beside(sum(equal) / 2, 51, words)
    return parts


def bracket(equal: Sequence[float], y: int) -> SafeString:
    """The range of shares that are equally good, as a bracket lying at height `y`."""
    low, high = equal
    across = format_html(
        '<line class="equal-line" x1="{}" x2="{}" y1="{}" y2="{}"/>', at(low), at(high), y, y
    )
    return across + line("equal-line", low, y - 4, y + 4) + line("equal-line", high, y - 4, y + 4)


def _beside(share: float, y: int, words: str) -> SafeString:
    """Words at the side of a line where they stay inside the picture."""
    side = side_for(share, width_of(words))
    return format_html(
        '<text x="{}" dx="{}" y="{}" text-anchor="{}">{}</text>',
        at(share),
        {"start": 6, "middle": 0, "end": -6}[side],
        y,
        side,
        words,
    )

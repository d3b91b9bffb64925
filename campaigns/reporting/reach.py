"""How sure reach counted once is, in words: the level that it rests on, its range, the next step."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from influencers.figures import count, decimal, percent, short

ENOUGH_PAIRS = 30


def reach_level(answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """`name`, `sentence`, `low`, `high` (people), `next` (the step to a surer level, or ""); None for answers
    from before there were levels."""
    audience = answer.get("audience", {})
    if "level" not in audience:
        return None
    level, pairs = audience["level"], audience["pairs"]
    return {
        "level": level,
        "name": _name(level, pairs),
        "sentence": " ".join((_basis(level, pairs, audience), _range(answer))),
        "low": audience["low"],
        "high": audience["high"],
        "next": _next(level, pairs),
    }


def _name(level: str, pairs: int) -> str:
    if level == "none":
        return _("No overlaps known")
    if level == "table":
        return _("Every pair of the shortlist audited")
    return ngettext("%(count)s audited pair", "%(count)s audited pairs", pairs) % {"count": count(pairs)}


def _basis(level: str, pairs: int, audience: Mapping[str, Any]) -> str:
    if level == "none":
        kappas = {name: decimal(audience[name], 1) for name in ("kappa", "kappa_niche")}
        return (
            _(
                "Nobody audited how these audiences overlap: usual overlaps are assumed (κ %(kappa)s between "
                "niches, %(kappa_niche)s inside one)."
            )
            % kappas
        )
    source = {"source": audience["kappa_origin"]["source"]}
    if level == "table":
        return _("The overlap of every two in the shortlist is known (%(source)s).") % source
    text = ngettext(
        "Overlaps are fitted to %(count)s audited pair of candidates (%(source)s).",
        "Overlaps are fitted to %(count)s audited pairs of candidates (%(source)s).",
        pairs,
    )
    return text % {"count": count(pairs), **source}


def _range(answer: Mapping[str, Any]) -> str:
    audience, reach = answer["audience"], answer["totals"]["reach"]
    widest = max(reach - audience["low"], audience["high"] - reach) / reach if reach else 0.0
    words = _(
        "For the overlaps alone it is %(low)s to %(high)s people in 8 of 10 cases, within %(share)s of the "
        "figure."
    )
    return words % {
        "low": short(audience["low"]),
        "high": short(audience["high"]),
        "share": percent(widest),
    }


def _next(level: str, pairs: int) -> str:
    if level == "table":
        return ""
    if level == "none" or pairs < ENOUGH_PAIRS:
        return _("Import overlaps of about 30 pairs, half of them within a niche, to narrow this range.")
    return _("Import the overlap of every two in this shortlist to narrow it further.")

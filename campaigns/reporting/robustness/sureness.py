"""How sure the answer is: against the opposite leaning, in its names, and against the best in hindsight."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.reporting.names import leaning_name
from influencers.figures import count, percent

Answer = Mapping[str, Any]
STEADY = 0.8  # of the re-solves: from here on somebody counts as a steady choice


def sureness_in_words(answer: Answer) -> dict[str, Any] | None:
    """`answer` is the sentence for the closed question, `says` the others."""
    sureness = answer.get("sureness")
    if not sureness:
        return None
    says = [_steady(answer), _regret(sureness)]
    return {**sureness, "answer": _wins(answer), "says": [sentence for sentence in says if sentence]}


def _wins(answer: Answer) -> str:
    sureness = answer["sureness"]
    if sureness["leaning_wins"] is None:
        return _("Under these rules there is no shortlist of the opposite leaning to hold against it.")
    here, there = leaning_name(answer["leaning"]), leaning_name(sureness["opposite"])
    return _("In %(wins)s of 100 draws the best %(leaning)s shortlist beats the best %(opposite)s one.") % {
        "wins": count(out_of_hundred(sureness["leaning_wins"])),
        "leaning": here,
        "opposite": there,
    }


def out_of_hundred(share: float) -> int:
    """Whole times in 100; none and all only where it is none and all."""
    return round(100 * share) if share in (0, 1) else min(max(round(100 * share), 1), 99)


def _steady(answer: Answer) -> str:
    """How many of the shortlist most re-solves choose again."""
    shares = [line["selected"] for line in answer["lines"] if line.get("selected") is not None]
    if not shares:
        return ""
    steady = sum(share >= STEADY for share in shares)
    words = ngettext(
        "%(steady)s of the %(people)s chosen stays in at least %(least)s of %(resolves)s re-solves.",
        "%(steady)s of the %(people)s chosen stay in at least %(least)s of %(resolves)s re-solves.",
        steady,
    )
    resolves = answer["sureness"].get("resolves") or 100
    return words % {
        "steady": count(steady),
        "people": count(len(shares)),
        "least": count(STEADY * resolves),
        "resolves": count(resolves),
    }


def _regret(sureness: Mapping[str, Any]) -> str:
    regret = sureness.get("regret")
    if not regret:
        return ""
    return _(
        "Against the best shortlist of each draw, which nobody can know beforehand, it falls %(mean)s short "
        "on average, and %(p90)s at most in 9 of 10 draws."
    ) % {"mean": percent(max(regret["mean"], 0.0), 1), "p90": percent(max(regret["p90"], 0.0), 1)}

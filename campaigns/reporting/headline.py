"""The answer in one sentence, why it is the answer, and where it departs from the playbook."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.reporting.names import LEANING
from influencers.figures import count, money, money_short, percent, short

Answer = Mapping[str, Any]


def headline(answer: Answer) -> SafeString:
    """ "Micro-heavy: 72 % of spend on 18 micro influencers, 28 % on 2 macro." """
    micro, macro = answer["mix"]["micro"], answer["mix"]["macro"]
    word = LEANING[answer["leaning"]]
    if not (micro["people"] and macro["people"]):
        tier = "micro" if micro["people"] else "macro"
        return format_html(
            _('{leaning}: <b class="text-{tier}">all of the spend on {people}</b>.'),
            leaning=word,
            tier=tier,
            people=_influencers(tier, answer["mix"][tier]["people"]),
        )
    share, digits = _share_shown(answer)
    return format_html(
        _(
            '{leaning}: <b class="text-micro">{micro} of spend on {micro_people}</b>, '
            '<b class="text-macro">{macro} on {macro_people}</b>.'
        ),
        leaning=word,
        micro=percent(share, digits),
        macro=percent(1 - share, digits),
        micro_people=_influencers("micro", micro["people"]),
        macro_people=_influencers("macro", macro["people"]),
    )


def _share_shown(answer: Answer) -> tuple[float, int]:
    """The micro share in whole percent; with decimals where "balanced" would stand beside a heavy 60 %."""
    share = answer["mix"]["micro"]["share"]
    for digits in (0, 1, 2):
        shown = round(share, digits + 2)
        if answer["leaning"] != "balanced" or shown not in (0.4, 0.6):
            break
    return shown, digits


def _influencers(tier: str, number: int) -> str:
    if tier == "micro":
        words = ngettext("%(count)s micro influencer", "%(count)s micro influencers", number)
    else:
        words = ngettext("%(count)s macro influencer", "%(count)s macro influencers", number)
    return words % {"count": count(number)}


def lead(answer: Answer) -> str:
    """What it brings for how much, in one sentence."""
    totals = answer["totals"]
    words = _("%(people)s people in your audience see it at least once, for %(cost)s of %(budget)s.")
    return words % {
        "people": short(totals["reach"]),
        "cost": money_short(totals["cost"], answer["currency"]),
        "budget": money_short(totals["budget"], answer["currency"]),
    }


def playbook_headline(answer: Answer) -> SafeString:
    """The answer where there is nobody to choose: the playbook's split, named as such."""
    micro = round(100 * answer["playbook"]["micro"])
    return format_html(
        _(
            'The playbook\'s split: <b class="text-micro">{micro} of spend on micro</b>, '
            '<b class="text-macro">{macro} on macro</b>.'
        ),
        micro=percent(micro / 100),
        macro=percent(1 - micro / 100),
    )


def against_playbook(answer: Answer) -> dict[str, Any] | None:
    """Where these candidates call for another leaning than the playbook: what its split would change.

    Reach and relevant engagements are those of the computed mix nearest the playbook's split, less the
    recommended one's. None where both lean the same way, and where that mix is the better one: then the
    brief's own rules stand against the playbook, not the candidates.
    """
    default, usual = answer["playbook"]["micro"], answer["playbook"]["leaning"]
    if usual == answer["leaning"] or not answer["frontier"]:
        return None
    point = min(answer["frontier"], key=lambda each: abs(each["micro_share"] - default))
    if point["objective"] >= answer["proof"]["objective"]:
        return None
    return {
        "leaning": LEANING[usual],
        "share": point["micro_share"],
        "reach": point["reach"] - answer["totals"]["reach"],
        "relevant": point["engagements"] - answer["totals"]["relevant"],
    }


def too_little(answer: Answer) -> str:
    """Where not even the cheapest offer can be paid: what it costs and how much is missing; else empty."""
    missing = (answer.get("cheapest") or 0) - answer["budget"]
    if answer["status"] == "ok" or missing <= 0:
        return ""
    return _(
        "The cheapest offer in this pool costs %(price)s, all-in: the budget is %(missing)s too small for it."
    ) % {
        "price": money(answer["cheapest"], answer["currency"]),
        "missing": money(missing, answer["currency"]),
    }

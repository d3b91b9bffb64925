"""The answer in one sentence, why it is the answer, and where it departs from the playbook."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.reporting.names import LEANING
from influencers.templatetags.figures import count, money_short, percent, short

Answer = Mapping[str, Any]


def headline(answer: Answer) -> SafeString:
    """ "Micro-heavy: 72 % of spend on 18 micro influencers, 28 % on 2 macro." """
    micro, macro = answer["mix"]["micro"], answer["mix"]["macro"]
    leaning = LEANING[answer["leaning"]]
    if not (micro["people"] and macro["people"]):
        tier = "micro" if micro["people"] else "macro"
        return format_html(
            _('{leaning}: <b class="text-{tier}">all of the spend on {people}</b>.'),
            leaning=leaning,
            tier=tier,
            people=_influencers(tier, answer["mix"][tier]["people"]),
        )
    share = round(100 * micro["share"])
    return format_html(
        _(
            '{leaning}: <b class="text-micro">{micro} of spend on {micro_people}</b>, '
            '<b class="text-macro">{macro} on {macro_people}</b>.'
        ),
        leaning=leaning,
        micro=percent(share / 100),
        macro=percent(1 - share / 100),
        micro_people=_influencers("micro", micro["people"]),
        macro_people=_influencers("macro", macro["people"]),
    )


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
    recommended one's. None where both lean the same way.
    """
    default, leaning = answer["playbook"]["micro"], answer["playbook"]["leaning"]
    if leaning == answer["leaning"] or not answer["frontier"]:
        return None
    point = min(answer["frontier"], key=lambda each: abs(each["micro_share"] - default))
    return {
        "leaning": LEANING[leaning],
        "share": point["micro_share"],
        "reach": point["reach"] - answer["totals"]["reach"],
        "relevant": point["engagements"] - answer["totals"]["relevant"],
    }

"""The claims about micro and macro in sentences: this pool's numbers, and what was published beside them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reporting.literature import READ
from campaigns.reporting.names import platform_name
from influencers.citations import cited
from influencers.figures import count, decimal, money, percent, rate, short

CLAIMS = {
    "macro_reaches_more": gettext_lazy("A macro influencer reaches more people."),
    "macro_reach_is_cheaper": gettext_lazy("Macro reach is cheaper per thousand people."),
    "macro_best_for_awareness": gettext_lazy("Macro is best for awareness."),
    "micro_engage_more": gettext_lazy("Micro influencers engage more."),
    "micro_engagement_is_cheaper": gettext_lazy("Micro engagement is cheaper."),
    "micro_best_for_engagement": gettext_lazy("Micro is best for engagement."),
    "micro_more_focused": gettext_lazy("Micro influencers are more focused."),
    "micro_more_on_target": gettext_lazy("Micro reaches a specific audience better."),
    "micro_more_trusted": gettext_lazy("Micro influencers are trusted more."),
}
VERDICT = {
    "holds": gettext_lazy("Holds"),
    "does_not_hold": gettext_lazy("Does not hold"),
    "too_close": gettext_lazy("No clear difference"),
    "no_data": gettext_lazy("No data"),
}
NUMBERS = {
    "macro_reaches_more": gettext_lazy(
        "In your list, a post by a macro account reaches more people than one by a micro account of the "
        "same platform with probability %(probability)s: %(macro)s against %(micro)s in the middle "
        "(%(accounts)s, reach measured)."
    ),
    "macro_reach_is_cheaper": gettext_lazy(
        "In your list, a macro account reaches your audience for less per thousand people than a micro "
        "account of the same platform with probability %(probability)s: %(macro)s against %(micro)s in "
        "the middle, before overlaps (%(accounts)s with a known price; reach measured for %(measured)s "
        "of them)."
    ),
    "macro_best_for_awareness": gettext_lazy(
        "With your budget, macro accounts alone reach %(macro)s people of your audience and micro "
        "accounts alone %(micro)s. The most, %(best)s, are reached with %(best_share)s of the spend on "
        "micro. Reach is measured for %(measured)s of the candidates and prices are known for "
        "%(priced)s; the rest is estimated."
    ),
    "micro_engage_more": gettext_lazy(
        "In your list, a micro account engages more than a macro account of the same platform with "
        "probability %(probability)s: a post gets reactions worth %(micro)s of the followers against "
        "%(macro)s in the middle (%(accounts)s, measured)."
    ),
    "micro_engagement_is_cheaper": gettext_lazy(
        "In your list, an engagement costs less with a micro account than with a macro account of the "
        "same platform with probability %(probability)s: %(micro)s against %(macro)s in the middle "
        "(%(accounts)s with a known price and measured engagement)."
    ),
    "micro_best_for_engagement": gettext_lazy(
        "With your budget, micro accounts alone bring %(micro)s relevant engagements and macro accounts "
        "alone %(macro)s. The most, %(best)s, come with %(best_share)s of the spend on micro. Engagement "
        "is measured for %(measured)s of the candidates and prices are known for %(priced)s; the rest is "
        "estimated."
    ),
    "micro_more_focused": gettext_lazy(
        "In your list, a micro account keeps closer to one niche than a macro account with probability "
        "%(probability)s: its main niche takes up %(micro)s of the content against %(macro)s in the "
        "middle (%(accounts)s)."
    ),
    "micro_more_on_target": gettext_lazy(
        "In your list, a micro account has more of its audience in your target than a macro account with "
        "probability %(probability)s: %(micro)s against %(macro)s in the middle (%(accounts)s, countries "
        "measured)."
    ),
    "micro_more_trusted": gettext_lazy(
        "In your list, a micro account has the more authentic audience with probability %(probability)s: "
        "%(micro)s of it counts as authentic against %(macro)s in the middle (%(accounts)s)."
    ),
}
# What too few candidates have; "five of each" is `claim.ENOUGH` of the core.
LACKING = {
    "macro_reaches_more": gettext_lazy("measured reach"),
    "macro_reach_is_cheaper": gettext_lazy("a known price"),
    "micro_engage_more": gettext_lazy("measured engagement"),
    "micro_engagement_is_cheaper": gettext_lazy("a known price and measured engagement"),
    "micro_more_focused": gettext_lazy("known niche weights"),
    "micro_more_on_target": gettext_lazy("measured audience countries"),
    "micro_more_trusted": gettext_lazy("known credibility"),
}
FIGURES: Mapping[str, Callable[[Any], str]] = {
    "micro_engage_more": rate,
    "micro_more_focused": percent,
    "micro_more_on_target": percent,
    "micro_more_trusted": percent,
}
MONEY = ("macro_reach_is_cheaper", "micro_engagement_is_cheaper")


def claim_in_words(claim: Mapping[str, Any], *, currency: str) -> dict[str, Any]:
    """A claim about micro and macro: its verdict in this pool, the pool's numbers, what was published.

    `published` is a list of sentences with their sources, each {"words", "sources": [{"name", "url"}]}; empty
    where no figure was found. An answer from before claims had these numbers goes without them.
    """
    return {
        "claim": str(CLAIMS[claim["code"]]),
        "verdict": str(VERDICT[claim["verdict"]]),
        "numbers": _numbers(claim, currency),
        "published": [*_benchmarks(claim), *READ.get(claim["code"], ())],
    }


def _numbers(claim: Mapping[str, Any], currency: str) -> str:
    code, values = claim["code"], claim["values"]
    if claim["verdict"] == "no_data":
        return _lacking(code, values)
    words = _readable(code, values, currency)
    try:
        return NUMBERS[code] % words
    except KeyError:
        return ""


def _lacking(code: str, values: Mapping[str, Any]) -> str:
    """Why nothing can be said."""
    if code in LACKING:
        words = _("Only %(accounts)s have %(figure)s; on one platform, five of each are needed.")
        if not code.startswith("micro_more"):
            return words % {"accounts": _accounts(values), "figure": LACKING[code]}
        words = _("Only %(accounts)s have %(figure)s; five of each are needed.")
        return words % {"accounts": _accounts(values), "figure": LACKING[code]}
    if not {"micro", "macro"} <= values.keys():
        return _("Within your budget and rules there is no shortlist of each tier alone.")
    return _("Nobody measured results and no price is known: the benchmarks would only repeat themselves.")


def _accounts(values: Mapping[str, Any]) -> str:
    """ "24 micro and 13 macro accounts"."""
    numbers = {tier: count(values.get(f"{tier}_accounts", 0)) for tier in ("micro", "macro")}
    return _("%(micro)s micro and %(macro)s macro accounts") % numbers


def _readable(code: str, values: Mapping[str, Any], currency: str) -> dict[str, str]:
    def figure(value: float) -> str:
        return money(value, currency) if code in MONEY else FIGURES.get(code, short)(value)

    words = {name: figure(values[name]) for name in ("micro", "macro", "best") if name in values}
    words |= {name: percent(values[name]) for name in ("best_share", "measured", "priced") if name in values}
    if "probability" in values:
        words["probability"] = decimal(values["probability"])
    if "micro_accounts" in values:
        words["accounts"] = _accounts(values)
    return words


def _benchmarks(claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the benchmarks hold beside a claim, each figure with its source."""
    return [
        {
            "words": _published(claim["code"], each),
            "sources": [{"name": cited(each["source"]), "url": each["url"]}],
        }
        for each in claim.get("published", ())
    ]


def _published(code: str, each: Mapping[str, Any]) -> str:
    if code == "micro_engage_more":
        words = _("Published for %(platform)s: with probability %(value)s.")
        return words % {"platform": platform_name(each["platform"]), "value": decimal(each["value"])}
    words = _(
        "Published: prices grow with followers to the power of %(value)s, a little slower than followers."
    )
    return words % {"value": decimal(each["value"])}

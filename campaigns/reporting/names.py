"""The strategy core's short codes in the marketer's words, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from influencers.citations import cited
from influencers.figures import count, money_short, percent
from influencers.models import Deliverable, Platform, Tier

LEANING = {
    "micro-heavy": gettext_lazy("Micro-heavy"),
    "macro-heavy": gettext_lazy("Macro-heavy"),
    "balanced": gettext_lazy("Balanced"),
}
PROVENANCE = {
    "measured": gettext_lazy("measured"),
    "estimated": gettext_lazy("estimated from benchmark"),
    "assumed": gettext_lazy("assumed"),
    "entered": gettext_lazy("entered by hand"),
}
FIGURE = {
    "reach": gettext_lazy("Reach of a post"),
    "engagements": gettext_lazy("Engagements of a post"),
    "country": gettext_lazy("Audience by country"),
    "age": gettext_lazy("Audience by age"),
    "gender": gettext_lazy("Audience by gender"),
    "authenticity": gettext_lazy("Authentic share"),
    "relevance": gettext_lazy("Share of the content about your niches"),
    "fee": gettext_lazy("Fee"),
}
LEFT_OUT = {
    "size": gettext_lazy("too small, or followers unknown"),
    "platform": gettext_lazy("on another platform"),
    "credibility": gettext_lazy("below the credibility floor, or credibility unknown"),
    "niche": gettext_lazy("in other niches"),
    "price": gettext_lazy("without a known price"),
    "rival": gettext_lazy("booked by a rival lately"),
    "blocked": gettext_lazy("on your blocklist"),
}
STEP = {
    "reading": gettext_lazy("Reading the candidates"),
    "forecast": gettext_lazy("Forecasting every offer"),
    "shortlist": gettext_lazy("Choosing the shortlist and proving it"),
    "frontier": gettext_lazy("Comparing mixes from all macro to all micro"),
    "other goal": gettext_lazy("Solving for the other goal"),
    "reasons": gettext_lazy("Writing down the reasons"),
    "sureness": gettext_lazy("Drawing what could happen, and solving again for each draw"),
    "rule prices": gettext_lazy("Solving without each rule"),
    "budgets": gettext_lazy("Solving for smaller and larger budgets"),
    "flips": gettext_lazy("Looking for what would turn the mix"),
    "checking": gettext_lazy("Checking the proof"),
}
RULES = {
    "budget": gettext_lazy("the budget"),
    "influencers_min": gettext_lazy("the least number of influencers"),
    "influencers_max": gettext_lazy("the largest number of influencers"),
    "max_share_per_influencer": gettext_lazy("the most for one influencer"),
    "exclude": gettext_lazy("the influencers you ruled out"),
    "one_per_person": gettext_lazy("one offer per person"),
    "one_offer_per_person": gettext_lazy("one offer per person"),
    "credibility": gettext_lazy("the credibility floor"),
    "price": gettext_lazy("known prices only"),
    "rival": gettext_lazy("nobody whom a rival booked"),
    "blocked": gettext_lazy("your blocklist"),
}
NAMED_RULES = {
    "tier_share": pgettext_lazy("rule", "the share of %(name)s"),
    "platform_share": pgettext_lazy("rule", "the share of %(name)s"),
    "include": pgettext_lazy("rule", "must have %(name)s"),
}


def rules_in_words(answer: Mapping[str, Any]) -> list[str]:
    """The rules that cannot hold together, each with what the brief asked for."""
    return [rule_in_words(rule, answer) for rule in answer["conflict"]]


def rule_in_words(rule: str, answer: Mapping[str, Any]) -> str:
    """A rule by its name in the core, with what the brief asked for: "the budget: Rp 1 mn"."""
    return ": ".join(filter(None, _rule_in_words(rule, answer)))


def _rule_in_words(rule: str, answer: Mapping[str, Any]) -> tuple[str, str]:
    code, _colon, key = rule.partition(":")
    if code not in NAMED_RULES:
        return str(RULES.get(code, rule)), _asked(code, answer)
    labels = {**dict(Tier.choices), **dict(Platform.choices), **answer["names"]}
    share = answer.get("asked", {}).get(code, {}).get(key)
    return NAMED_RULES[code] % {"name": labels.get(key, key)}, "–".join(map(percent, share or ()))


def _asked(code: str, answer: Mapping[str, Any]) -> str:
    asked = answer.get("asked", {}).get(code)
    if code == "budget":
        return money_short(answer["budget"], answer["currency"])
    if code in ("influencers_min", "influencers_max"):
        return count(asked)
    return percent(asked) if code == "max_share_per_influencer" else ""


def platform_name(platform: str) -> str:
    return str(Platform(platform).label)


def leaning_name(leaning: str) -> str:
    """As it stands within a sentence: "micro-heavy"."""
    return str(LEANING[leaning]).lower()


def tier_name(tier: str) -> str:
    return str(Tier(tier).label)


def deliverable_name(deliverable: str) -> str:
    return str(Deliverable(deliverable).label)


def source_in_words(source: str) -> str:
    """The source as a page names it; a converted price ends with the deliverable that was asked for."""
    given, _comma, deliverable = source.rpartition(", ")
    if deliverable not in Deliverable.values:
        return cited(source)
    parts = {"source": cited(given), "deliverable": deliverable_name(deliverable)}
    return _("%(source)s, converted from the price of: %(deliverable)s") % parts


def provenance_name(kind: str) -> str:
    return str(PROVENANCE[kind])

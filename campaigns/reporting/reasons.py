"""Reasons in sentences: a code is a sentence, its values are made readable before they go in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from campaigns.reporting.names import platform_name, tier_name
from influencers.figures import count, day, money, percent, short

REASONS = {
    "must_have": gettext_lazy("You asked for this influencer"),
    "new_people": gettext_lazy("%(share)s of the people reached are new to this shortlist"),
    "low_cost_per_engagement": gettext_lazy(
        "%(value)s an engagement: cheaper than %(rest)s of %(peers)s %(group)s candidates"
    ),
    "low_cost_per_relevant": gettext_lazy(
        "%(value)s a relevant engagement: cheaper than %(rest)s of %(peers)s %(group)s candidates"
    ),
    "high_engagement_rate": gettext_lazy(
        "Engages more than %(percentile)s of %(peers)s %(group)s candidates"
    ),
    "niche_fit": gettext_lazy("%(relevance)s of the engagement is about your niches"),
    "audience_fit": gettext_lazy("%(share)s of the audience is in your target"),
    "credible": gettext_lazy("%(share)s of audience and engagement counts as authentic"),
    "well_measured": gettext_lazy("Measured on %(posts)s posts"),
    "fresh_data": gettext_lazy("Measured recently, on %(measured_on)s"),
    "reaches_nobody_in_target": gettext_lazy("Reaches nobody in your target audience"),
    "overlap": gettext_lazy("Only %(share)s of the people reached are new; others reach the rest already"),
    "high_cost_per_engagement": gettext_lazy(
        "%(value)s an engagement: dearer than %(percentile)s of %(peers)s %(group)s candidates"
    ),
    "high_cost_per_relevant": gettext_lazy(
        "%(value)s a relevant engagement: dearer than %(percentile)s of %(peers)s %(group)s candidates"
    ),
    "low_engagement_rate": gettext_lazy("Engages less than %(rest)s of %(peers)s %(group)s candidates"),
    "niche_elsewhere": gettext_lazy("Only %(relevance)s of the engagement is about your niches"),
    "audience_unknown": gettext_lazy("Nobody measured this audience; %(share)s in the target is assumed"),
    "audience_elsewhere": gettext_lazy("Only %(share)s of the audience is in your target"),
    "doubtful_audience": gettext_lazy("Only %(share)s of audience and engagement counts as authentic"),
    "engagement_estimated": gettext_lazy("Engagement is estimated from the benchmark, not measured"),
    "dated_data": gettext_lazy("Measured on %(measured_on)s"),
    "age_unknown": gettext_lazy("Nobody said when this was measured"),
    "posts_unknown": gettext_lazy("Nobody said on how many posts this was measured"),
    "credibility_unknown": gettext_lazy("Nobody checked for false followers; %(share)s authentic is assumed"),
    "niche_assumed": gettext_lazy(
        "Niche known by name only: %(relevance)s of the engagement is assumed to be about your niches"
    ),
    "nothing_relevant": gettext_lazy("None of the engagement is about your niches"),
    "cost_per_engagement_without_peers": gettext_lazy(
        "%(value)s an engagement, with too few candidates alike to compare"
    ),
    "cost_per_relevant_without_peers": gettext_lazy(
        "%(value)s a relevant engagement, with too few candidates alike to compare"
    ),
    "few_posts": gettext_lazy("Measured on %(posts)s posts only"),
    "old_data": gettext_lazy("The figures are from %(measured_on)s"),
    "price_estimated": gettext_lazy("The fee of %(fee)s is estimated: ask before you book"),
    "rights_estimated": gettext_lazy("Usage rights for %(days)s days are estimated at %(fee)s: ask first"),
    "exclusivity_estimated": gettext_lazy("Exclusivity for %(days)s days is estimated at %(fee)s: ask first"),
    "booked_by_rival": gettext_lazy("Booked by your rival %(rival)s, seen on %(booked_on)s"),
    "reach_cut_to_audience": gettext_lazy(
        "Reach was cut to %(counted)s people: your audience is small beside this account"
    ),
    "wide_range": gettext_lazy("One post may bring anything from %(p10)s to %(p90)s engagements"),
    "alternative": gettext_lazy("Instead: %(name)s, for %(loss)s less of the result"),
    "alternative_as_good": gettext_lazy("Instead: %(name)s, about as good"),
    "alternative_own": gettext_lazy("Instead: another offer of %(name)s, for %(loss)s less of the result"),
    "alternative_own_as_good": gettext_lazy("Instead: another offer of %(name)s, about as good"),
    "no_alternative": gettext_lazy("Nobody else fits in this place; without it the result is %(loss)s less"),
}
# Where the share of the peers would read 100 %: which share it is, and the sentence in its place.
FIRST = {
    "low_cost_per_engagement": (
        "rest",
        gettext_lazy("%(value)s an engagement: the cheapest of %(peers)s %(group)s candidates"),
    ),
    "low_cost_per_relevant": (
        "rest",
        gettext_lazy("%(value)s a relevant engagement: the cheapest of %(peers)s %(group)s candidates"),
    ),
    "high_engagement_rate": (
        "percentile",
        gettext_lazy("Engages the most of %(peers)s %(group)s candidates"),
    ),
    "high_cost_per_engagement": (
        "percentile",
        gettext_lazy("%(value)s an engagement: the dearest of %(peers)s %(group)s candidates"),
    ),
    "high_cost_per_relevant": (
        "percentile",
        gettext_lazy("%(value)s a relevant engagement: the dearest of %(peers)s %(group)s candidates"),
    ),
    "low_engagement_rate": (
        "rest",
        gettext_lazy("Engages the least of %(peers)s %(group)s candidates"),
    ),
}
WHOLE = 0.995  # a share that rounds to 100 %
AS_GOOD = 0.0005  # a loss that rounds to 0.0 %

FORMATS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(("share", "relevance", "percentile", "rest"), percent),
    "loss": lambda value: percent(max(value, 0.0), 1),
    "peers": count,
    "posts": count,
    "counted": short,
    "p10": short,
    "p90": short,
    **dict.fromkeys(("measured_on", "booked_on"), lambda value: day(date.fromisoformat(value))),
    "days": count,
}


def reason_in_words(reason: Mapping[str, Any], *, currency: str) -> str:
    """One reason as a sentence without a full stop; money is in whole units of `currency`."""
    code, values = reason["code"], reason["values"]
    if code in ("alternative", "alternative_own") and values["loss"] < AS_GOOD:
        code += "_as_good"
    return _sentence(code, values) % _readable(values, currency)


def _sentence(code: str, values: Mapping[str, Any]) -> str:
    """The reason's sentence; "more than 100 % of 57" becomes "the most of 57"."""
    if code in FIRST:
        share, words = FIRST[code]
        percentile = values["percentile"]
        if (percentile if share == "percentile" else 1 - percentile) >= WHOLE:
            return words
    return REASONS[code]


def reasons_in_words(line: Mapping[str, Any], kind: str) -> list[str]:
    """The reasons of one side of a shortlist's line, strongest first."""
    chosen = [_own(reason, line) for reason in line["reasons"] if reason["kind"] == kind]
    return [reason_in_words(reason, currency=line["currency"]) for reason in chosen]


def _own(reason: Mapping[str, Any], line: Mapping[str, Any]) -> Mapping[str, Any]:
    """An alternative by the same influencer is another package or profile, and is called so."""
    if reason["code"] == "alternative" and reason["values"]["name"] == line.get("name"):
        return {**reason, "code": "alternative_own"}
    return reason


def _readable(values: Mapping[str, Any], currency: str) -> dict[str, str]:
    known = dict(values)
    if "percentile" in known:
        known["rest"] = 1 - known["percentile"]
    words = {name: FORMATS.get(name, str)(value) for name, value in known.items()}
    words |= {name: money(known[name], currency) for name in ("value", "fee") if name in known}
    if "tier" in known:
        words["group"] = f"{tier_name(known['tier']).lower()} {platform_name(known['platform'])}"
    return words

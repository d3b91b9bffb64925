"""Reasons for and against an offer: codes with their numbers; the pages turn them into sentences.

Nothing is invented: every reason holds a figure of the forecast or of the pool, or says that nobody knows it.
Every offer is judged on the people it adds, its price, niche, audience, credibility and evidence. There is
always one reason against, for even the best offer's result can only be forecast to a range.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Literal

from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.forecasting.usable import seen_engagements
from campaigns.strategy.reasons.peers import (
    Figure,
    Peers,
    Standing,
    cost_per_engagement,
    cost_per_relevant,
    engagement_rate,
)
from campaigns.strategy.reasons.swaps import Swap

Value = float | int | str
Side = Literal["for", "against", "instead"]

FIGURES: Mapping[str, Figure] = {
    "cost_per_engagement": cost_per_engagement,
    "cost_per_relevant": cost_per_relevant,
    "engagement_rate": engagement_rate,
}
# From where on a figure speaks for an offer; below it speaks against it.
MOSTLY_NEW = 0.6
MIDDLE = 0.5  # of its peers
FOCUSED = 0.5
ON_TARGET = 0.5
TRUSTED = 0.7
ENOUGH_POSTS = 10
FRESH_DAYS, OLD_DAYS = 90, 180


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `strength` (0 to 1) orders the reasons of a side, strongest first."""

    kind: Side
    code: str
    values: Mapping[str, Value]
    strength: float = 0.5


@dataclass(frozen=True, slots=True)
class Context:
    """What an offer is held against: its peers, what it adds to this shortlist, its replacement, the day."""

    peers: Mapping[str, Peers]
    marginal: Mapping[str, float]
    swaps: Mapping[str, Swap]
    names: Mapping[str, str]
    as_of: date
    niches_asked: bool
    included: frozenset[str]


def peers_of(pool: Sequence[OfferForecast]) -> Mapping[str, Peers]:
    """The figures that offers are compared by, within tier and platform; O(n log n)."""
    return {name: Peers(pool, figure) for name, figure in FIGURES.items()}


def reasons_for(offer: OfferForecast, context: Context) -> tuple[Reason, ...]:
    """Every reason that applies, for before against before what would be taken instead, strongest first.

    At least one is against: without another it is the width of the forecast's own range.
    """
    found = [reason for rule in _RULES for reason in rule(offer, context)]
    if not any(reason.kind == "against" for reason in found):
        found.append(_wide_range(offer))
    order = {"for": 0, "against": 1, "instead": 2}
    return tuple(sorted(found, key=lambda reason: (order[reason.kind], -reason.strength)))


def _wide_range(offer: OfferForecast) -> Reason:
    spread = offer.post_engagements
    values = {"p10": spread.p10, "p90": spread.p90, "factor": spread.p90 / spread.p10}
    return Reason("against", "wide_range", values, 0.1)


def _marginal(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    reached = sum(offer.on_target.values())
    added = context.marginal.get(offer.id, 0.0)
    if reached <= 0:
        yield Reason("against", "reaches_nobody_in_target", {"reach": offer.reach.mean}, 1.0)
        return
    share = added / reached
    values: dict[str, Value] = {"added": added, "reach": reached, "share": share}
    if share >= MOSTLY_NEW:
        yield Reason("for", "new_people", values, share)
    else:
        yield Reason("against", "overlap", values, 1.0 - share)


def _price(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    figure = "cost_per_relevant" if context.niches_asked else "cost_per_engagement"
    value, standing = FIGURES[figure](offer), context.peers[figure].standing(offer)
    if not isfinite(value):
        yield Reason("against", "nothing_relevant", {}, 1.0)
    elif standing is None:
        yield Reason("against", f"{figure}_without_peers", {"value": value}, 0.15)
    elif standing.percentile <= MIDDLE:
        yield Reason("for", f"low_{figure}", _of(standing, offer), 1.0 - standing.percentile)
    else:
        yield Reason("against", f"high_{figure}", _of(standing, offer), standing.percentile)


def _of(standing: Standing, offer: OfferForecast) -> dict[str, Value]:
    return {
        "value": standing.value,
        "percentile": standing.percentile,
        "peers": standing.peers,
        "tier": offer.tier,
        "platform": offer.platform,
    }


def _rate(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    # An unmeasured rate is the benchmark itself and says nothing about this profile.
    if not _is_seen(offer, "engagements"):
        return
    standing = context.peers["engagement_rate"].standing(offer)
    if standing is not None and standing.percentile >= MIDDLE:
        yield Reason("for", "high_engagement_rate", _of(standing, offer), standing.percentile)
    elif standing is not None:
        yield Reason("against", "low_engagement_rate", _of(standing, offer), 1.0 - standing.percentile)


def _is_seen(offer: OfferForecast, figure: str) -> bool:
    return offer.provenance[figure].kind in ("measured", "entered")


def _niche(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if not context.niches_asked:
        return
    values: dict[str, Value] = {"relevance": offer.relevance}
    if not _is_seen(offer, "relevance"):
        yield Reason("for" if offer.relevance >= FOCUSED else "against", "niche_assumed", values, 0.3)
    elif offer.relevance >= FOCUSED:
        yield Reason("for", "niche_fit", values, offer.relevance)
    else:
        yield Reason("against", "niche_elsewhere", values, 1.0 - offer.relevance)


def _audience(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if not any(_is_seen(offer, figure) for figure in ("country", "age", "gender") if _asked(offer, figure)):
        yield Reason("against", "audience_unknown", {"share": offer.target_share}, 0.3)
    elif offer.target_share >= ON_TARGET:
        yield Reason("for", "audience_fit", {"share": offer.target_share}, offer.target_share)
    else:
        yield Reason("against", "audience_elsewhere", {"share": offer.target_share}, 1.0 - offer.target_share)


def _asked(offer: OfferForecast, figure: str) -> bool:
    """Everybody counts where the brief names no ages or genders; that is no knowledge of the audience."""
    return offer.provenance[figure].source != "brief"


def _credibility(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    values: dict[str, Value] = {
        "share": offer.authenticity,
        "source": offer.provenance["authenticity"].source,
    }
    if not _is_seen(offer, "authenticity"):
        yield Reason("against", "credibility_unknown", values, 0.15)
    elif offer.authenticity >= TRUSTED:
        yield Reason("for", "credible", values, offer.authenticity)
    else:
        yield Reason("against", "doubtful_audience", values, 1.0 - offer.authenticity)


def _evidence(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if not _is_seen(offer, "engagements"):
        yield Reason(
            "against", "engagement_estimated", {"source": offer.provenance["engagements"].source}, 0.4
        )
        return
    seen = seen_engagements(offer.facts, context.as_of)
    posts = seen.posts if seen else None
    if posts is None:
        yield Reason("against", "posts_unknown", {}, 0.2)
    elif posts >= ENOUGH_POSTS:
        yield Reason("for", "well_measured", {"posts": posts}, 0.4)
    else:
        yield Reason("against", "few_posts", {"posts": posts}, 0.5)
    yield from _age(offer, context)


def _age(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    measured_on = offer.provenance["engagements"].as_of
    if measured_on is None:
        yield Reason("against", "age_unknown", {}, 0.2)
        return
    days = (context.as_of - measured_on).days
    values: dict[str, Value] = {"days": days, "measured_on": measured_on.isoformat()}
    if days <= FRESH_DAYS:
        yield Reason("for", "fresh_data", values, 0.2)
    elif days <= OLD_DAYS:
        yield Reason("for", "dated_data", values, 0.1)
    else:
        yield Reason("against", "old_data", values, min(0.9, 0.3 + days / 3650))


def _fee(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if not offer.cost.is_known:
        fee = offer.cost.quote.subtotal  # as the bill has it, rights and gross-up apart
        values: dict[str, Value] = {"fee": fee, "source": offer.cost.provenance.source}
        yield Reason("against", "price_estimated", values, 0.45)


def _rights(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    for right in offer.cost.rights:
        if right.kind == "estimated":
            values: dict[str, Value] = {"fee": right.amount, "days": right.days}
            yield Reason("against", f"{right.code}_estimated", values, 0.4)


def _rival(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if booking := offer.facts.booked_by_rival:
        values: dict[str, Value] = {"rival": booking.rival, "booked_on": booking.booked_on.isoformat()}
        yield Reason("against", "booked_by_rival", values, 0.95)


def _clipped(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if offer.clipped:
        values: dict[str, Value] = {"reach": offer.reach.mean, "counted": sum(offer.on_target.values())}
        yield Reason("against", "reach_cut_to_audience", values, 0.6)


def _instead(offer: OfferForecast, context: Context) -> Iterator[Reason]:
    if offer.facts.id in context.included:
        yield Reason("for", "must_have", {}, 1.0)
    swap = context.swaps.get(offer.id)
    if swap is not None and swap.enters:
        values: dict[str, Value] = {
            "id": swap.enters,
            "name": context.names[swap.enters],
            "loss": swap.loss,
        }
        yield Reason("instead", "alternative", values)
    elif swap is not None:
        yield Reason("instead", "no_alternative", {"loss": swap.loss})


_Rule = Callable[[OfferForecast, Context], Iterator[Reason]]
_RULES: tuple[_Rule, ...] = (
    _marginal,
    _price,
    _rate,
    _niche,
    _audience,
    _credibility,
    _evidence,
    _fee,
    _rights,
    _rival,
    _clipped,
    _instead,
)

"""What a shortlist adds up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.strategy.forecasting.forecast import OfferForecast, to_offer
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.records import Offer, Segment


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the shortlist, as expected values.

    On target: `reach` counts each person once, `plain_sum` adds the offers up, `independent` assumes random
    duplication; `relevant` counts relevant authentic engagements. Raw: `gross_reach` and `engagements`,
    with `cpm` = cost / gross reach x 1000 (reach stands in for impressions) and `cpe` = cost / engagements.
    `cpm_unique` is per thousand different people of the target. A figure without a denominator is None.
    """

    cost: int
    budget: int
    people: int
    reach: float
    plain_sum: float
    independent: float
    population: float
    gross_reach: float
    engagements: float
    relevant: float
    cpm: float | None
    cpm_unique: float | None
    cpe: float | None


def totals_of(chosen: Sequence[OfferForecast], segments: Mapping[str, Segment], budget: int) -> Totals:
    """The totals of these offers. Cost: their reach entries."""
    offers: list[Offer] = [to_offer(offer) for offer in chosen]
    cost = sum(offer.cost for offer in offers)
    reach = unique_reach(segments, offers)
    at_random = {name: Segment(s.population) for name, s in segments.items()}
    gross = sum(offer.reach.mean for offer in chosen)
    engagements = sum(offer.engagements.mean for offer in chosen)
    return Totals(
        cost=cost,
        budget=budget,
        people=len({offer.person for offer in offers}),
        reach=reach,
        plain_sum=sum(sum(offer.reach.values()) for offer in offers),
        independent=unique_reach(at_random, offers),
        population=sum(segment.population for segment in segments.values()),
        gross_reach=gross,
        engagements=engagements,
        relevant=sum(offer.engagements for offer in offers),
        cpm=_per(1000 * cost, gross),
        cpm_unique=_per(1000 * cost, reach),
        cpe=_per(cost, engagements),
    )


def _per(amount: float, count: float) -> float | None:
    return amount / count if count > 0 else None

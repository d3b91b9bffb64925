"""The offers that one filter of the brief alone keeps out: what they would be without it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.facts import Brief, ProfileFacts
from campaigns.strategy.forecasting.forecast import OfferForecast, forecast_offers
from campaigns.strategy.forecasting.levels import Calibrations

Screened = Mapping[str, tuple[str, OfferForecast]]


def screened_out(
    facts: Sequence[ProfileFacts],
    offers: Sequence[OfferForecast],
    brief: Brief,
    benchmarks: Benchmarks,
    calibrations: Calibrations,
) -> Screened:
    """By the offer's id: the filter ("credibility", "price", "rival" or "blocked") and what it keeps out.

    Whom two filters keep out is not among them. Cost: a forecast of those left out, for each filter in force.
    """
    made = {offer.facts.id for offer in offers}
    rest = [profile for profile in facts if profile.id not in made]
    return {
        offer.id: (code, offer)
        for code, profiles, freed in lifted(rest, brief)
        for offer in forecast_offers(profiles, freed, benchmarks, calibrations).offers
    }


def lifted(
    facts: Sequence[ProfileFacts], brief: Brief
) -> Iterator[tuple[str, Sequence[ProfileFacts], Brief]]:
    """Each filter in force ("rival" and "blocked" where they shut somebody out), with the profiles and the
    brief to forecast as if it were not."""
    if brief.credibility_min is not None:
        yield "credibility", facts, replace(brief, credibility_min=None)
    if brief.known_prices_only:
        yield "price", facts, replace(brief, known_prices_only=False)
    if any(profile.booked_by_rival for profile in facts):
        yield "rival", [replace(profile, booked_by_rival=None) for profile in facts], brief
    if any(profile.blocked for profile in facts):
        yield "blocked", [replace(profile, blocked=False) for profile in facts], brief

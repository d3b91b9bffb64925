"""Which of a profile's measurements a forecast may rest on: above zero, as in the lists zero means missing,
and not from after the day of the forecast."""

from datetime import date
from typing import TypeVar

from campaigns.strategy.facts import Observation, ObservedRate, ProfileFacts

Seen = TypeVar("Seen", Observation, ObservedRate)


def seen_exposure(profile: ProfileFacts, as_of: date) -> Observation | None:
    """Reach on Instagram, views elsewhere."""
    return _usable(profile.reach if profile.platform == "instagram" else profile.views, as_of)


def seen_count(profile: ProfileFacts, as_of: date) -> Observation | None:
    """Engagements counted."""
    return _usable(profile.engagements, as_of)


def seen_engagements(profile: ProfileFacts, as_of: date) -> Observation | ObservedRate | None:
    """Engagements counted, else the published rate where its denominator ties it to a count."""
    return seen_count(profile, as_of) or seen_rate(profile, as_of)


def seen_rate(profile: ProfileFacts, as_of: date) -> ObservedRate | None:
    """The published rate where it is used: nothing was counted, and its denominator ties it to engagements.

    That is followers anywhere, views where engagement is counted by them, reach where reach is known.
    """
    rate = _usable(profile.engagement_rate, as_of)
    if rate is None or seen_count(profile, as_of):
        return None
    by_views = profile.platform != "instagram"
    by_reach = not by_views and seen_exposure(profile, as_of) is not None
    tied = {"followers": True, "views": by_views, "reach": by_reach}
    return rate if tied[rate.denominator] else None


def _usable(seen: Seen | None, as_of: date) -> Seen | None:
    if seen is None or _size(seen) <= 0:
        return None
    return None if seen.origin.as_of and seen.origin.as_of > as_of else seen


def _size(seen: Observation | ObservedRate) -> float:
    return seen.mean if isinstance(seen, Observation) else seen.value

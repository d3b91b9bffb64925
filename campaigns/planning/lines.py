"""What every line of an answer begins with, chosen or not: who it is about."""

from typing import Any

from campaigns.strategy.forecasting.forecast import OfferForecast
from influencers.models import Profile


def who(offer: OfferForecast, profile: Profile, currency: str) -> dict[str, Any]:
    """The profile behind an offer, and the currency of the line's money."""
    return {
        "profile": profile.pk,
        "influencer": profile.influencer_id,
        "name": offer.facts.name,
        "handle": str(profile),
        "platform": offer.platform,
        "tier": offer.tier,
        "currency": currency,
    }

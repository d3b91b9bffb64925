"""Those who were nearly chosen as plain JSON: whom they would replace, at what loss, what kept them out."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from campaigns.planning.lines import who
from campaigns.strategy.recommendation import NotChosen, Recommendation
from influencers.models import Profile


def not_chosen(found: Recommendation, profiles: Mapping[int, Profile], currency: str) -> list[dict[str, Any]]:
    """The best not chosen, least loss first; `profiles` by id has all of them."""
    names = {each.forecast.id: each.forecast.facts.name for each in found.chosen}
    return [
        _line(each, profiles[int(each.forecast.facts.id)], currency)
        | {"instead_of": [names[name] for name in each.instead_of]}
        for each in found.not_chosen
    ]


def _line(each: NotChosen, profile: Profile, currency: str) -> dict[str, Any]:
    offer = each.forecast
    return {
        **who(offer, profile, currency),
        "cost": offer.cost.total,
        "adds": each.added_reach,
        "reasons": [asdict(reason) for reason in each.reasons],
        "kept_out": each.kept_out,
        "loss": each.loss,
    }

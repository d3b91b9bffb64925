"""The rules of a brief name profiles, the optimiser's name offers; one profile may make several of them.

A must-have profile with one offer is an offer included; with several, its person is included and keeps that
profile's offers alone. Two must-haves of one person stay two offers included, which nobody can book together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.records import Rules

_PERSON, _OFFER = "include_person:", "include:"


@dataclass(frozen=True, slots=True)
class Musts:
    """The must-have profiles of a brief by what the optimiser is told of them: person or offer -> profile."""

    people: Mapping[str, str]
    offers: Mapping[str, str]

    def named(self, conflict: Iterable[str]) -> tuple[str, ...]:
        """The rules of a conflict with must-haves by their profiles: "include:12"."""
        return tuple(dict.fromkeys(map(self._named, conflict)))

    def _named(self, rule: str) -> str:
        if rule.startswith(_PERSON):
            return f"{_OFFER}{self.people[rule.removeprefix(_PERSON)]}"
        return f"{_OFFER}{self.offers[rule.removeprefix(_OFFER)]}" if rule.startswith(_OFFER) else rule


def musts_of(profiles: Sequence[str], offers: Sequence[OfferForecast]) -> Musts:
    """What to tell the optimiser of these must-have profiles, each of which makes an offer; O(offers)."""
    wanted = frozenset(profiles)
    made: dict[str, list[OfferForecast]] = defaultdict(list)
    for offer in offers:
        if offer.facts.id in wanted:
            made[offer.facts.id].append(offer)
    shared = Counter(found[0].facts.person for found in made.values())
    several = {name for name, found in made.items() if len(found) > 1 and shared[found[0].facts.person] == 1}
    return Musts(
        people={made[name][0].facts.person: name for name in profiles if name in several},
        offers={made[name][0].id: name for name in profiles if name not in several},
    )


def competing(offers: Sequence[OfferForecast], musts: Musts) -> list[OfferForecast]:
    """The offers without those that a must-have's person makes on other profiles."""
    return [each for each in offers if musts.people.get(each.facts.person, each.facts.id) == each.facts.id]


def rules_of_offers(rules: Rules, offers: Sequence[OfferForecast], musts: Musts) -> Rules:
    """The brief's rules as the optimiser takes them; an exclusion rules out all offers of its profile."""
    out = frozenset(rules.exclude)
    return replace(
        rules,
        include=tuple(musts.offers),
        include_people=tuple(musts.people),
        exclude=tuple(offer.id for offer in offers if offer.facts.id in out),
    )


def profiles_of(offers: Iterable[OfferForecast]) -> list[OfferForecast]:
    """One offer a profile, its usual one where it makes that: what profiles are compared by."""
    return list({offer.facts.id: offer for offer in sorted(offers, key=_usual_last)}.values())


def _usual_last(offer: OfferForecast) -> bool:
    return offer.package is None

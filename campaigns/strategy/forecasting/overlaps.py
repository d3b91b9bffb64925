"""Audited overlaps of audiences in the terms of the reach model, and what they make of the target."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from campaigns.strategy.facts import KnownOverlap, Provenance
from campaigns.strategy.forecasting.audience import Universe
from campaigns.strategy.forecasting.forecast import OfferForecast, to_offer
from campaigns.strategy.reach.band import Reached, assumed_reach, fitted_reach, level_of
from campaigns.strategy.reach.overlap import Pair, fit_kappas, with_kappas
from campaigns.strategy.records import Segment

SOURCES_NAMED = 3


def with_overlaps(
    universe: Universe, offers: Sequence[OfferForecast], overlaps: Sequence[KnownOverlap]
) -> Universe:
    """The universe with kappas fitted to the overlaps between profiles that make an offer; unchanged without
    any. Cost: that of `fit_kappas`."""
    by_profile = {offer.facts.id: offer for offer in reversed(offers)}
    used = [(overlap, pair) for overlap in overlaps if (pair := _pair(overlap, by_profile))]
    if not used:
        return universe
    pairs = [pair for _, pair in used]
    wanted = {name for pair in pairs for name in (pair.a, pair.b)}
    known = {name: replace(to_offer(by_profile[name]), id=name) for name in sorted(wanted)}
    asked = _unknown(universe)
    fit = fit_kappas(asked, known, pairs)
    return replace(
        universe,
        segments=with_kappas(asked, fit.kappa, fit.kappa_niche),
        kappa_provenance=_origin([overlap for overlap, _ in used]),
        fit=fit,
        pairs=tuple(pairs),
    )


def counted_once(universe: Universe, chosen: Sequence[OfferForecast]) -> Reached:
    """People of the target whom the shortlist reaches, as the optimiser counts them, with the range that
    the overlaps leave."""
    offers = [to_offer(offer) for offer in chosen]
    if universe.fit is None:
        return assumed_reach(universe.segments, offers)
    level = level_of(sorted({offer.facts.id for offer in chosen}), universe.pairs)
    return fitted_reach(universe.fit, _unknown(universe), offers, level)


def _unknown(universe: Universe) -> dict[str, Segment]:
    return {name: Segment(segment.population) for name, segment in universe.segments.items()}


def _pair(overlap: KnownOverlap, offers: Mapping[str, OfferForecast]) -> Pair | None:
    """People of the target whom one post of each reaches both.

    Of the common followers each profile reaches the part that it reaches of all its followers, one
    independently of the other, and the part on target lies between those of the two.
    """
    a, b = offers.get(overlap.a), offers.get(overlap.b)
    if a is None or b is None or not (a.facts.followers and b.facts.followers):
        return None
    parts = [math.sqrt(o.reach.mean * sum(o.on_target.values())) / (o.facts.followers or 1) for o in (a, b)]
    most = sum(min(people, b.on_target.get(name, 0.0)) for name, people in a.on_target.items())
    return Pair(overlap.a, overlap.b, min(overlap.followers * parts[0] * parts[1], most)) if most else None


def _origin(overlaps: Sequence[KnownOverlap]) -> Provenance:
    """Whose audits they are, the newest first, and its day."""
    newest = sorted(overlaps, key=lambda o: (o.origin.as_of is not None, o.origin.as_of), reverse=True)
    names = list(dict.fromkeys(overlap.origin.source for overlap in newest))
    more = ["…"] if len(names) > SOURCES_NAMED else []
    return Provenance("measured", ", ".join(names[:SOURCES_NAMED] + more), newest[0].origin.as_of)

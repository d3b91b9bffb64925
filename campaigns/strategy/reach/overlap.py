"""What audited overlaps say of duplication: kappas fitted to pairs, and the range that they leave.

A pair is two offers and the people in both. The two kappas of the nested model are shared by all segments
that are not given any: cross-niche pairs tell of kappa (between niches), same-niche pairs of kappa_niche.
Priors ln kappa ~ N(ln 2, 1.5), ln kappa_niche ~ N(ln 0.5, 1.5). The log of a pair's people scatters around
the model's; its spread is integrated out (inverse gamma around 0.5), and few people count for less, as they
are counted with more noise. The posterior is kept on a grid and so carried into every range.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.reach.flat import Bools, Floats
from campaigns.strategy.reach.kappa_grid import KappaGrid
from campaigns.strategy.records import Offer, Segment

PRIOR_KAPPA, PRIOR_KAPPA_NICHE, PRIOR_SIGMA = 2.0, 0.5, 1.5
SPREAD, SPREAD_SHAPE = 0.5, 3.0  # of the log overlap of single pairs around the model
HALF = 0.5  # a person: what stands in for nobody in a logarithm
COUNTING = 4.0  # people in both at which counting is as noisy as the model is wrong
COARSE = (np.linspace(np.log(0.5), np.log(60.0), 17), np.linspace(np.log(0.03), np.log(60.0), 21))
FINE = 9  # points between a coarse grid point and its neighbours
MOST_PAIRS = 400  # beyond which a pair adds time and hardly any knowledge
AT_ONCE = 50  # pairs reckoned together, for memory
KEPT = 1e-4  # a grid point's weight beside the largest, below which it says nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two offers by id, and the people whom both reach."""

    a: str
    b: str
    people: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The most probable kappas, and the posterior: grid points with weights that add up to 1."""

    kappa: float
    kappa_niche: float
    pairs: int
    grid: KappaGrid
    weight: Floats


def fit_kappas(segments: Mapping[str, Segment], offers: Mapping[str, Offer], pairs: Sequence[Pair]) -> Fit:
    """Maximum a posteriori kappas of the segments whose kappa is None, from one pair or more.

    Offers that touch several segments are compared by their people in all of them together. Of more than
    400 pairs that many are taken, evenly through the list. Cost: about 60 ms and 1 ms a pair and segment.
    """
    pairs = pairs[:: -(-len(pairs) // MOST_PAIRS)]
    seen = np.array([pair.people for pair in pairs])
    coarse = KappaGrid.over(*map(np.exp, COARSE))
    logs = _log_posterior(coarse, segments, offers, pairs, seen)
    fine = _finer(coarse, int(logs.argmax()))
    peak = int(_log_posterior(fine, segments, offers, pairs, seen).argmax())
    weight = np.exp(logs - logs.max())
    kept = np.flatnonzero(weight > KEPT)
    return Fit(
        float(fine.kappa[peak]),
        float(fine.kappa_niche[peak]),
        len(pairs),
        coarse.at(kept),
        weight[kept] / weight[kept].sum(),
    )


def with_kappas(segments: Mapping[str, Segment], kappa: float, kappa_niche: float) -> dict[str, Segment]:
    """The segments, with these kappas where they have none."""
    return {
        name: segment if segment.kappa is not None else replace(segment, kappa=kappa, kappa_niche=kappa_niche)
        for name, segment in segments.items()
    }


def log_reach(fit: Fit, segments: Mapping[str, Segment], offers: Sequence[Offer]) -> Floats:
    """The log of the people reached by the offers together, at every grid point of the fit."""
    free, given = _parted(segments)
    people = np.full(len(fit.weight), unique_reach(given, _within(offers, given)))
    for name, segment in free.items():
        touching = [offer for offer in offers if offer.reach.get(name)]
        if touching:
            shares = np.array([offer.reach[name] / segment.population for offer in touching])
            niches = [offer.niche for offer in touching]
            people += segment.population * fit.grid.reached(fit.grid.exposures(shares), niches)
    return np.asarray(np.log(np.maximum(people, 1e-300)))


def _finer(grid: KappaGrid, point: int) -> KappaGrid:
    """A grid of the same model around one point of the coarse one."""
    between, within = COARSE
    near = _around(between, np.log(grid.kappa[point])), _around(within, np.log(grid.kappa_niche[point]))
    return KappaGrid.over(*near)


def _around(axis: Floats, centre: float) -> Floats:
    step = axis[1] - axis[0]
    near = np.linspace(centre - step, centre + step, FINE)
    return np.asarray(np.exp(np.clip(near, axis[0], axis[-1])))


def _log_posterior(
    grid: KappaGrid,
    segments: Mapping[str, Segment],
    offers: Mapping[str, Offer],
    pairs: Sequence[Pair],
    seen: Floats,
) -> Floats:
    """Up to a constant, at every grid point."""
    misses = np.log((seen + HALF) / (_expected(grid, segments, offers, pairs) + HALF))
    counts = 1.0 / (1.0 + COUNTING / (seen + HALF))
    scatter = SPREAD_SHAPE * SPREAD**2 + (counts * misses**2).sum(axis=1) / 2.0
    likelihood = -(SPREAD_SHAPE + counts.sum() / 2.0) * np.log(scatter)
    between = np.log(grid.kappa / PRIOR_KAPPA) / PRIOR_SIGMA
    within = np.log(grid.kappa_niche / PRIOR_KAPPA_NICHE) / PRIOR_SIGMA
    return np.asarray(likelihood - (between**2 + within**2) / 2.0)


def _expected(
    grid: KappaGrid, segments: Mapping[str, Segment], offers: Mapping[str, Offer], pairs: Sequence[Pair]
) -> Floats:
    """Points x pairs: the people in both offers of each pair, as the model has it."""
    free, given = _parted(segments)
    both = [(offers[pair.a], offers[pair.b]) for pair in pairs]
    same = np.array([a.niche == b.niche for a, b in both])
    found = np.array([overlap_within(given, a, b) for a, b in both]) + np.zeros((len(grid.kappa), 1))
    for name, segment in free.items():
        found = found + segment.population * _in_one(grid, name, segment, both, same)
    return np.asarray(found)


def _in_one(
    grid: KappaGrid, name: str, segment: Segment, both: Sequence[tuple[Offer, Offer]], same: Bools
) -> Floats:
    place = {offer.id: at for at, offer in enumerate({o.id: o for pair in both for o in pair}.values())}
    reached = {offer.id: offer.reach.get(name, 0.0) for pair in both for offer in pair}
    exposures = grid.exposures(np.array(list(reached.values())) / segment.population)
    first, second = ([place[pair[side].id] for pair in both] for side in (0, 1))
    parts = [slice(at, at + AT_ONCE) for at in range(0, len(both), AT_ONCE)]
    found = [
        grid.overlaps(exposures[:, first[part]], exposures[:, second[part]], same[part]) for part in parts
    ]
    return np.concatenate(found, axis=1)


def overlap_within(segments: Mapping[str, Segment], a: Offer, b: Offer) -> float:
    """People in both offers by the model of segments whose kappas are known."""
    one, other = _within([a, b], segments)
    plain = sum(one.reach.values()) + sum(other.reach.values())
    return max(0.0, plain - unique_reach(segments, [one, other])) if plain else 0.0


def _parted(segments: Mapping[str, Segment]) -> tuple[dict[str, Segment], dict[str, Segment]]:
    """Those whose kappa is to be fitted, and those whose kappa is given."""
    free = {name: segment for name, segment in segments.items() if segment.kappa is None}
    return free, {name: segment for name, segment in segments.items() if name not in free}


def _within(offers: Iterable[Offer], segments: Mapping[str, Segment]) -> list[Offer]:
    """The offers with their reach in these segments alone."""
    return [
        replace(offer, reach={name: people for name, people in offer.reach.items() if name in segments})
        for offer in offers
    ]

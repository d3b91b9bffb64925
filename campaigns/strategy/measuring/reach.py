"""Reach counted once held against simulated audiences: errors and how often the 80 % ranges hold.

For each audience 30 pairs are audited, half of them of one niche, and sets of 5 to 40 offers are reckoned;
then sets of up to 20 with all of their pairs audited. `python -m campaigns.strategy.measuring.reach` prints
the figures.
"""

import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from campaigns.strategy.measuring.audiences import FAMILIES, OFFERS, PEOPLE, Audience, Family, audience
from campaigns.strategy.reach.band import Reached, assumed_reach, fitted_reach, tabled_reach
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.reach.flat import Ints
from campaigns.strategy.reach.overlap import Pair, fit_kappas
from campaigns.strategy.records import Offer, Segment

SEEDS = 3
PAIRS = 30
SIZES = (5, 10, 20, 40)
TABLED = 20
ASSUMED = {"all": Segment(float(PEOPLE), 1.5, 0.6)}
UNKNOWN = {"all": Segment(float(PEOPLE))}


@dataclass(frozen=True, slots=True)
class Check:
    """One set reckoned in one way: its relative error, and whether the range holds the truth."""

    way: str
    error: float
    holds: bool


def figures(seeds: int = SEEDS) -> dict[str, float]:
    """By way of reckoning the median absolute error, its bias and the share of ranges that hold; with 30
    pairs also by family. Cost: 4 s a seed."""
    found = {family: list(checks(family, seeds)) for family in FAMILIES}
    every = [check for some in found.values() for check in some]
    ways = dict.fromkeys(check.way for check in every)
    parts = {way: [check for check in every if check.way == way] for way in ways}
    for family, some in found.items():
        parts[f"pairs_{family}"] = [check for check in some if check.way == "pairs"]
    return {name: value for part, some in parts.items() for name, value in _summed(part, some).items()}


def _summed(part: str, some: Sequence[Check]) -> dict[str, float]:
    return {
        f"reach_{part}_error": statistics.median(abs(check.error) for check in some),
        f"reach_{part}_bias": statistics.median(check.error for check in some),
        f"reach_{part}_holds": sum(check.holds for check in some) / len(some),
    }


def checks(family: Family, seeds: int) -> Iterable[Check]:
    """Every set of every audience of the family, in each way of reckoning."""
    for seed in range(seeds):
        yield from _of(audience(family, seed), np.random.default_rng([seed, len(family)]))


def _of(people: Audience, rng: np.random.Generator) -> Iterable[Check]:
    offers = [_offer(people, at) for at in range(OFFERS)]
    by_id = {offer.id: offer for offer in offers}
    fit = fit_kappas(UNKNOWN, by_id, _audited(people, audited_pairs(people, rng)))
    for chosen in _sets(people, rng):
        some, truth = [offers[at] for at in chosen], people.once(chosen)
        at_random = unique_reach(UNKNOWN, some)
        yield _check("random", Reached(at_random, at_random, at_random, "none"), truth)
        yield _check("none", assumed_reach(ASSUMED, some), truth)
        yield _check("pairs", fitted_reach(fit, UNKNOWN, some), truth)
        if len(chosen) <= TABLED:
            pairs = _audited(people, combinations(sorted(chosen.tolist()), 2))
            yield _check("matched", tabled_reach(UNKNOWN, some, pairs), truth)
            whole = fit_kappas(UNKNOWN, by_id, pairs)
            yield _check("table", fitted_reach(whole, UNKNOWN, some, "table"), truth)


def _check(way: str, found: Reached, truth: int) -> Check:
    return Check(way, found.people / truth - 1.0, found.low - 0.5 <= truth <= found.high + 0.5)


def _offer(people: Audience, at: int) -> Offer:
    reach = {"all": float(max(1, people.single(at)))}
    return Offer(str(at), str(at), "micro", "instagram", f"n{people.niche[at]}", 1, reach, 0.0)


def audited_pairs(people: Audience, rng: np.random.Generator, count: int = PAIRS) -> list[tuple[int, int]]:
    """Half of them within a niche, half across, at random."""
    every = list(combinations(range(OFFERS), 2))
    alike = [pair for pair in every if people.niche[pair[0]] == people.niche[pair[1]]]
    apart = [pair for pair in every if people.niche[pair[0]] != people.niche[pair[1]]]
    parts = ((alike, count // 2), (apart, count - count // 2))
    return [some[at] for some, n in parts for at in rng.choice(len(some), n, replace=False)]


def _audited(people: Audience, pairs: Iterable[tuple[int, int]]) -> list[Pair]:
    return [Pair(str(a), str(b), float(people.both(a, b))) for a, b in pairs]


def _sets(people: Audience, rng: np.random.Generator) -> list[Ints]:
    """Two at random of each size, the largest niche whole, and the fifteen largest offers."""
    at_random = [rng.choice(OFFERS, size, replace=False) for size in SIZES for _ in range(2)]
    niche = np.flatnonzero(people.niche == np.bincount(people.niche).argmax())
    return [*at_random, niche, np.argsort(-people.reached.sum(axis=0))[:15]]


def main() -> int:
    """Print the figures, one a line."""
    for name, value in figures().items():
        sys.stdout.write(f"{name:32} {value:.4f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Simulated audiences whose every overlap is known: who is reached by which offer, person by person.

No public file holds audience overlaps, so the reach model is held against four families. The first is the
model itself; the others break it, and mislabel the niche of a tenth of the offers:

- gamma: people's activity and their interest in each niche are Gamma, as the model assumes;
- classes: twelve kinds of people, each with its own liking of every niche and every offer;
- power: activity falls off as a power law, interests are a few niches a person;
- factor: tastes in four dimensions, a niche a direction, every offer off it in its own way.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from campaigns.strategy.reach.flat import Bools, Floats, Ints

Family = Literal["gamma", "classes", "power", "factor"]
FAMILIES: tuple[Family, ...] = ("gamma", "classes", "power", "factor")
PEOPLE, OFFERS, NICHES = 20_000, 80, 8
MISLABELLED = 0.1


@dataclass(frozen=True, slots=True)
class Audience:
    """`reached`: people x offers; `niche`: of every offer, as a list would say it."""

    reached: Bools
    niche: Ints

    def single(self, offer: int) -> int:
        return int(self.reached[:, offer].sum())

    def both(self, a: int, b: int) -> int:
        return int((self.reached[:, a] & self.reached[:, b]).sum())

    def once(self, offers: Ints) -> int:
        return int(self.reached[:, offers].any(axis=1).sum())


def audience(family: Family, seed: int) -> Audience:
    """The same for the same arguments. Every offer reaches between 0.1 % and 30 % of the people."""
    rng = np.random.default_rng([seed, FAMILIES.index(family)])
    share = np.exp(rng.normal(np.log(0.012), 1.1, OFFERS)).clip(1e-3, 0.3)
    niche = rng.integers(0, NICHES, OFFERS)
    liking = _LIKING[family](rng, niche)
    reached = rng.random(liking.shape) < -np.expm1(-liking * _scale(liking, share))
    if family != "gamma":
        wrong = rng.random(OFFERS) < MISLABELLED
        niche = np.where(wrong, rng.integers(0, NICHES, OFFERS), niche)
    return Audience(np.asarray(reached), np.asarray(niche))


def _scale(liking: Floats, share: Floats) -> Floats:
    """Per offer, what makes its likings come to its share of the people."""
    scale = share / liking.mean(axis=0)
    for _ in range(20):
        scale = scale * share / -np.expm1(-scale * liking).mean(axis=0)
    return np.asarray(scale)


def _gamma(rng: np.random.Generator, niche: Ints) -> Floats:
    kappa, kappa_niche = np.exp(rng.normal(np.log(2.0), 0.5)), np.exp(rng.normal(np.log(0.5), 0.6))
    activity = rng.gamma(kappa, 1 / kappa, PEOPLE)
    return np.asarray(activity[:, None] * rng.gamma(kappa_niche, 1 / kappa_niche, (PEOPLE, NICHES))[:, niche])


def _classes(rng: np.random.Generator, niche: Ints) -> Floats:
    count = 12
    kind = rng.choice(count, PEOPLE, p=rng.dirichlet(np.full(count, 2.0)))
    activity = np.exp(rng.normal(0.0, 0.7, count))
    interest = np.exp(rng.normal(0.0, rng.uniform(0.6, 1.4), (count, NICHES)))
    own = np.exp(rng.normal(0.0, 0.4, (count, OFFERS)))
    return np.asarray((activity[:, None] * interest[:, niche] * own)[kind])


def _power(rng: np.random.Generator, niche: Ints) -> Floats:
    activity = rng.pareto(rng.uniform(1.3, 2.5), PEOPLE) + 0.2
    interest = rng.dirichlet(np.full(NICHES, rng.uniform(0.2, 0.8)), PEOPLE) + 0.02
    return np.asarray(activity[:, None] * interest[:, niche])


def _factor(rng: np.random.Generator, niche: Ints) -> Floats:
    taste, centre = rng.normal(0.0, 1.0, (PEOPLE, 4)), rng.normal(0.0, 1.0, (NICHES, 4))
    of_offer = 0.7 * centre[niche] + 0.4 * rng.normal(0.0, 1.0, (OFFERS, 4))
    log = rng.uniform(0.4, 0.8) * (taste @ of_offer.T) + rng.normal(0.0, 0.6, PEOPLE)[:, None]
    return np.asarray(np.exp(log.clip(-8.0, 6.0)))


_LIKING = {"gamma": _gamma, "classes": _classes, "power": _power, "factor": _factor}

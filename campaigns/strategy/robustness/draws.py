"""Seeded outcomes of offers: what each could bring once it is booked, drawn many times.

An outcome is a multiple of what is expected of the offer. Reach and engagements of an offer are log-normal
with the spreads of its forecast. What moves them: the offer's own luck and unknown level, a shock common to
the whole campaign, and an error of the overlaps common to all shortlists.

Known from the forecast: both spreads, and that reach and engagements of one post share that post's luck
(`within_account_sigma`), which gives their correlation. Assumed: what sets an account's reach apart tells
nothing of what sets its engagements apart; two accounts share nothing but the campaign's shock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from zlib import crc32

import numpy as np

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.forecasting.ranges import Z90, LogNormal
from campaigns.strategy.reach.band import UNKNOWN
from campaigns.strategy.reach.flat import Floats

# 80 % range of reach counted once without known overlaps, over the model's.
NO_OVERLAPS = (1 - UNKNOWN, 1 + UNKNOWN)


DRAWS = 4_000


@dataclass(frozen=True, slots=True)
class Law:
    """How the outcome of one offer spreads; `correlation` is that of the logs of reach and engagements."""

    id: str
    reach: LogNormal
    engagements: LogNormal
    correlation: float = 0.0


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What moves all offers together, and the seed.

    `shock` is the sigma of the log of the campaign's shock, of mean 1. `overlap` is the 80 % range of reach
    counted once over the model's, of median 1. An offer reaches no more than `clip` of a segment in any draw
    (or what is expected of it, where that is more). `draws` is how many stand behind ranges and comparisons.
    """

    shock: float = 0.0
    overlap: tuple[float, float] = NO_OVERLAPS
    clip: float = 0.3
    seed: int = 0
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`reach` and `engagements`: draws x offers, as multiples of what is expected; `overlap`: one a draw."""

    reach: Floats
    engagements: Floats
    overlap: Floats


def law_of(forecast: OfferForecast, benchmarks: Benchmarks) -> Law:
    """The law of a forecast offer; all offers of a profile share its luck."""
    row = benchmarks.row(
        "within_account_sigma", platform=forecast.platform, followers=forecast.facts.followers or 0
    )
    spreads = forecast.reach.sigma * forecast.engagements.sigma
    shared = min(1.0, row.value**2 / spreads) if spreads > 0 else 0.0
    return Law(forecast.facts.id, forecast.reach, forecast.engagements, shared)


def draw(laws: Sequence[Law], chance: Uncertainty, count: int, *, level: bool = False) -> Outcomes:
    """`count` outcomes of every offer; the first ones are the same for every count and every other company.

    With the full spread by default, as ranges want it. With `level` the spread is the one that the expected
    value was taken with (`unmeasured_sigma_cap`), so that a multiple is 1 on average: lack of data must not
    make an offer worth more. Cost: offers x draws.
    """
    luck = np.stack([_luck(chance.seed, law, count) for law in laws], axis=2)
    common = np.random.default_rng([chance.seed]).standard_normal((count, 2)).T
    shock = np.exp(chance.shock * common[0] - chance.shock**2 / 2)[:, None]
    low, high = (log(end) / Z90 for end in chance.overlap)
    overlap = np.exp(np.where(common[1] < 0, -low, high) * common[1])
    reach = _multiples([law.reach for law in laws], luck[0], level=level)
    engagements = _multiples([law.engagements for law in laws], luck[1], level=level)
    return Outcomes(reach * shock, engagements * shock, overlap)


def _luck(seed: int, law: Law, count: int) -> Floats:
    """Two rows of standard normals that correlate: a stream of the offer's own, whatever the others are."""
    free = np.random.default_rng([seed, crc32(law.id.encode())]).standard_normal((count, 2)).T
    return np.stack((free[0], law.correlation * free[0] + sqrt(1 - law.correlation**2) * free[1]))


def _multiples(laws: Sequence[LogNormal], luck: Floats, *, level: bool) -> Floats:
    mu = np.array([law.mu for law in laws])
    # A deliverable that is taken to bring nothing brings any multiple of it.
    mean = np.array([log(law.mean) if law.mean > 0 else law.mu for law in laws])
    spread = np.sqrt(2 * np.maximum(mean - mu, 0.0)) if level else np.array([law.sigma for law in laws])
    return np.asarray(np.exp(mu - mean + spread * luck))

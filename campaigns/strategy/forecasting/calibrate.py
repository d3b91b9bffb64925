"""Benchmarks refitted to a pool's own measured accounts.

Account <- niche and size <- platform. Level and slope of the residuals on ln(followers) are a Bayesian
regression whose prior is the default benchmark, so few accounts move it little and many move it wholly; what
the accounts of one niche and size still miss together moves their group, shrunk the same way; the spread
between accounts is their residual spread without the noise of their few posts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.benchmarks import Benchmarks, Floats
from campaigns.strategy.facts import Brief, ProfileFacts
from campaigns.strategy.forecasting.levels import (
    EXPOSURE,
    RATE,
    Calibration,
    Calibrations,
    Priors,
    priors,
)
from campaigns.strategy.forecasting.observed import Observations, Texts, observe

ENOUGH = 50  # accounts from which a platform counts as fitted rather than shrunk
LEVEL_SIGMA = 0.5  # how far a pool's level is expected to lie from the default (assumed)
SLOPE_SIGMA = 0.1  # the same for the slope (assumed)
GROUP_SIGMA = 0.2  # how far a niche at one size is expected to lie from its platform (assumed)
SIGMA_ACCOUNTS = 25  # accounts that the default spread counts for (assumed)
SMALLEST_SIGMA = 0.2
STEEPEST = 0.5  # beyond this the list was selected on engagement, and its slope is an artefact
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Residuals:
    """What the benchmark missed on the measured accounts of one platform, in logs, and how noisy each miss
    is."""

    platform: str
    log_followers: Floats
    groups: Texts
    values: Floats
    noise: Floats
    sigma: float


def calibrate(pool: Sequence[ProfileFacts], brief: Brief, benchmarks: Benchmarks) -> Calibrations:
    """Refitted benchmarks of every platform and level with measured accounts in the pool; O(profiles).

    `status` is "fitted" from 50 accounts on, "shrunk" below, and "refused" where the slope is so steep that
    the list must have been selected on engagement: then the default stands.
    """
    pool = [profile for profile in pool if profile.followers]
    if not pool:
        return {}
    seen = observe(pool, brief, benchmarks)
    prior = priors(seen, benchmarks, {})
    found = {(kind, residuals.platform): fit(residuals) for kind, residuals in _all_residuals(seen, prior)}
    return {key: calibration for key, calibration in found.items() if calibration.accounts}


def _all_residuals(seen: Observations, prior: Priors) -> Iterator[tuple[str, Residuals]]:
    # Engagement per view needs both counts of the same posts, or the published rate.
    rate = np.where(np.isnan(seen.rate), seen.engagement - seen.exposure, seen.rate)
    rate = np.where(seen.by_views, rate, seen.engagement - seen.log_followers)
    misses = {
        EXPOSURE: (seen.exposure - prior.exposure, seen.exposure_noise, prior.exposure_variance),
        RATE: (rate - prior.rate, seen.engagement_noise, prior.rate_variance),
    }
    for platform in np.unique(seen.platforms):
        here = seen.platforms == platform
        for kind, (values, noise, variance) in misses.items():
            use = here & ~np.isnan(values)
            sigma = float(np.sqrt(variance[here].mean()))
            size, groups = seen.log_followers[use], seen.groups[use]
            yield kind, Residuals(str(platform), size, groups, values[use], noise[use], sigma)


def fit(residuals: Residuals) -> Calibration:
    """Posterior level, slope and spread of one platform's residuals."""
    count = len(residuals.values)
    if count == 0:
        return Calibration(residuals.platform, 0.0, 0.0, 0.0, residuals.sigma, 0, "default")
    centre = float(residuals.log_followers.mean())
    x = residuals.log_followers - centre
    if count >= ENOUGH and abs(_plain_slope(x, residuals.values)) > STEEPEST:
        return Calibration(residuals.platform, 0.0, 0.0, centre, residuals.sigma, count, "refused")
    sigma, own = residuals.sigma, np.zeros(count)
    for _ in range(ROUNDS):
        variance = sigma**2 + residuals.noise
        level, slope = _regress(x, residuals.values - own, variance)
        groups = _group_levels(residuals.groups, residuals.values - level - slope * x, variance)
        own = np.array([groups[str(group)] for group in residuals.groups])
        sigma = _spread(residuals, residuals.values - level - slope * x - own)
    status = "fitted" if count >= ENOUGH else "shrunk"
    return Calibration(residuals.platform, level, slope, centre, sigma, count, status, groups)


def _group_levels(groups: Texts, left: Floats, variance: Floats) -> dict[str, float]:
    """What the accounts of each group miss together, each group a draw around its platform."""
    names, index = np.unique(groups, return_inverse=True)
    precision = np.bincount(index, 1 / variance) + GROUP_SIGMA**-2
    return dict(zip(names.tolist(), (np.bincount(index, left / variance) / precision).tolist(), strict=True))


def _plain_slope(x: Floats, values: Floats) -> float:
    spread = float(x @ x)
    return float(x @ values) / spread if spread > 1e-9 else 0.0


def _regress(x: Floats, values: Floats, variance: Floats) -> tuple[float, float]:
    design = np.column_stack([np.ones_like(x), x])
    weighted = design / variance[:, None]
    precision = weighted.T @ design + np.diag([LEVEL_SIGMA**-2, SLOPE_SIGMA**-2])
    level, slope = np.linalg.solve(precision, weighted.T @ values)
    return float(level), float(slope)


def _spread(residuals: Residuals, left: Floats) -> float:
    between = float(np.sum(left**2 - residuals.noise))
    total = SIGMA_ACCOUNTS * residuals.sigma**2 + between
    return float(np.sqrt(max(SMALLEST_SIGMA**2, total / (SIGMA_ACCOUNTS + len(left)))))

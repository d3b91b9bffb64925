"""How strong a profile is: its own measurements weighed against the benchmark of its platform and size.

A profile has two hidden levels, both the centre of the log over its posts: its exposure a (people reached
by an Instagram post, views of a TikTok or YouTube video) and its rate b (engagements per follower on
Instagram, per view on TikTok and YouTube). The benchmark is their prior, with the spread between accounts;
the mean of n posts is an observation with the spread within an account over n. Everything is normal in
logs, so the update is closed form, and measured engagement says something about unmeasured views.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from campaigns.strategy.benchmarks import REACH_METRIC, Benchmark, Benchmarks, Floats
from campaigns.strategy.forecasting.observed import Observations, Texts

# What is refitted to a pool's own accounts: the exposure per follower and the engagement rate of each
# platform.
EXPOSURE, RATE = "exposure", "rate"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A benchmark refitted to a pool: moved by `level`, tilted by `slope` per ln(followers) off `centre`, and
    moved again for each group of niche and size that the pool knows."""

    platform: str
    level: float
    slope: float
    centre: float
    sigma: float
    accounts: int
    status: str
    groups: Mapping[str, float] = field(default_factory=dict)

    def shift(self, log_followers: Floats, groups: Texts) -> Floats:
        own: Floats = np.array([self.groups.get(str(group), 0.0) for group in groups])
        return self.level + self.slope * (log_followers - self.centre) + own


Calibrations = Mapping[tuple[str, str], Calibration]


@dataclass(frozen=True, slots=True)
class Priors:
    """The benchmark's centre and variance of both levels, and the rows that they come from."""

    exposure: Floats
    exposure_variance: Floats
    rate: Floats
    rate_variance: Floats
    exposure_rows: tuple[Benchmark, ...]
    rate_rows: tuple[Benchmark, ...]


@dataclass(frozen=True, slots=True)
class Levels:
    """Centre and variance of each profile's own level, and the variance of one post around it."""

    exposure: Floats
    exposure_variance: Floats
    engagement: Floats
    engagement_variance: Floats
    within_variance: Floats


def priors(seen: Observations, benchmarks: Benchmarks, calibrations: Calibrations) -> Priors:
    """Benchmarks of both levels for every profile, refitted where a calibration is given."""
    size = len(seen.platforms)
    arrays = {name: np.empty(size) for name in ("a", "va", "b", "vb")}
    rows: dict[str, list[Benchmark]] = {"a": [_NO_ROW] * size, "b": [_NO_ROW] * size}
    for platform in np.unique(seen.platforms):
        here = np.flatnonzero(seen.platforms == platform)
        for level, kind, metric in (("a", EXPOSURE, REACH_METRIC[platform]), ("b", RATE, "engagement_rate")):
            logs = seen.log_followers[here]
            # exp(log(n)) may fall a hair below n, and n may be the start of a band.
            found = benchmarks.by_size(metric, str(platform), np.rint(np.exp(logs)))
            fitted = calibrations.get((kind, str(platform)))
            shift = fitted.shift(logs, seen.groups[here]) if fitted else 0.0
            arrays[level][here] = np.log(found.values) + shift + (logs if level == "a" else 0.0)
            arrays["v" + level][here] = np.square(fitted.sigma if fitted else found.sigmas)
            for index, row in zip(here, found.rows, strict=True):
                rows[level][index] = row
    return Priors(arrays["a"], arrays["va"], arrays["b"], arrays["vb"], tuple(rows["a"]), tuple(rows["b"]))


_NO_ROW = Benchmark("", 0.0)


def update(seen: Observations, prior: Priors) -> Levels:
    """Both levels given prior and measurements, and the engagement level that follows; O(profiles)."""
    a, va = _weigh(
        prior.exposure, prior.exposure_variance, seen.exposure, seen.exposure_noise, seen.exposure_carry
    )
    carry = seen.engagement_carry
    b, vb = _weigh(prior.rate, prior.rate_variance, seen.rate, seen.engagement_noise, carry)
    g = seen.by_views.astype(np.float64)
    offset = np.where(seen.by_views, 0.0, seen.log_followers)
    # Observe h = g a + b + offset: the joint update of two independent normals.
    innovation = np.nan_to_num(seen.engagement - (g * a + b + offset))
    spread = np.where(np.isnan(seen.engagement), np.inf, g * va + vb + seen.engagement_noise)
    gain_a, gain_b = carry * g * va / spread, carry * vb / spread
    centre_a, centre_b = a + gain_a * innovation, b + gain_b * innovation
    total = g * va + vb
    return Levels(
        exposure=centre_a,
        exposure_variance=va - carry * gain_a * g * va,
        engagement=g * centre_a + centre_b + offset,
        engagement_variance=total - (carry * total) ** 2 / spread,
        within_variance=seen.within**2,
    )


def _weigh(
    prior: Floats, variance: Floats, seen: Floats, noise: Floats, carry: Floats
) -> tuple[Floats, Floats]:
    """Precision-weighted mean of prior and observation, and its variance; the prior alone where nothing was
    seen. An observation of the past tells today's level by `carry`."""
    weight = np.where(np.isnan(seen), 0.0, carry * variance / (variance + noise))
    return prior + weight * np.nan_to_num(seen - prior), variance * (1.0 - carry * weight)

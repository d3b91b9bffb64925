"""How strong a profile is: its own measurements weighed against the benchmark of its platform and size.

A profile has two hidden levels, both the centre of the log over its posts: its exposure a (people reached
by an Instagram post, views of a TikTok or YouTube video) and its rate b (engagements per follower on
Instagram, per view on TikTok and YouTube). The benchmark is their prior, with the spread between accounts;
the mean of n posts is an observation with the spread within an account over n. Everything is normal in
logs, so the update is closed form, and measured engagement says something about unmeasured views.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from campaigns.strategy.benchmarks import REACH_METRIC, Benchmark, Benchmarks, Floats
from campaigns.strategy.facts import Observation, ObservedRate, ProfileFacts

Bools = NDArray[np.bool_]

# What is refitted to a pool's own accounts: the exposure per follower and the engagement rate of each
# platform.
EXPOSURE, RATE = "exposure", "rate"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A benchmark refitted to a pool: moved by `level` and tilted by `slope` per ln(followers) off
    `centre`."""

    platform: str
    level: float
    slope: float
    centre: float
    sigma: float
    accounts: int
    status: str

    def shift(self, log_followers: Floats) -> Floats:
        return self.level + self.slope * (log_followers - self.centre)


Calibrations = Mapping[tuple[str, str], Calibration]


@dataclass(frozen=True, slots=True)
class Observations:
    """What was measured, one row a profile, as natural logs of a single post's centre; nan where nothing was.

    `engagement` is of engagements a post; `rate` is of engagements per view (TikTok, YouTube); `noise` is
    the variance of each of these means.
    """

    platforms: NDArray[np.str_]
    log_followers: Floats
    exposure: Floats
    engagement: Floats
    rate: Floats
    exposure_noise: Floats
    engagement_noise: Floats
    within: Floats

    @property
    def by_views(self) -> Bools:
        """Where engagement is counted per view rather than per follower."""
        return np.asarray(self.platforms != "instagram", dtype=np.bool_)


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


def observe(facts: Sequence[ProfileFacts], benchmarks: Benchmarks) -> Observations:
    """The measurements of many profiles as arrays. A mean of zero counts as missing, as in the lists."""
    platforms = np.array([profile.platform for profile in facts], dtype=np.str_)
    followers = _floats(max(profile.followers or 1, 1) for profile in facts)
    within = _within(platforms, followers, benchmarks)
    views = [_exposure(profile) for profile in facts]
    counted = [None if _missing(profile.engagements) else profile.engagements for profile in facts]
    rates = [
        None if count else profile.engagement_rate for count, profile in zip(counted, facts, strict=True)
    ]
    default = benchmarks.value("default_posts")
    view_posts = _posts(views, default)
    posts = _posts([count or rate for count, rate in zip(counted, rates, strict=True)], default)
    exposure = _logs(views) - _above_centre(within, view_posts)
    above = _above_centre(within, posts)
    engagement, rate = _rates(rates, platforms, np.log(followers) - above, exposure)
    engagement = np.where(np.isnan(engagement), _logs(counted) - above, engagement)
    return Observations(
        platforms=platforms,
        log_followers=np.log(followers),
        exposure=exposure,
        engagement=engagement,
        rate=rate,
        exposure_noise=within**2 / view_posts,
        engagement_noise=within**2 / posts,
        within=within,
    )


def _above_centre(within: Floats, posts: Floats) -> Floats:
    """How far the log of the mean of n log-normal posts lies above their centre, to first order in 1/n."""
    return within**2 / 2 * (1 - 1 / posts)


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float64)


def _exposure(profile: ProfileFacts) -> Observation | None:
    return profile.reach if profile.platform == "instagram" else profile.views


def _missing(observation: Observation | None) -> bool:
    return observation is None or observation.mean <= 0


def _logs(observations: Sequence[Observation | None]) -> Floats:
    means = _floats(np.nan if _missing(seen) else seen.mean for seen in observations)  # type: ignore[union-attr]
    return np.log(means)


def _posts(observations: Sequence[Observation | ObservedRate | None], default: float) -> Floats:
    return _floats(default if seen is None else max(1, seen.posts or default) for seen in observations)


def _within(platforms: NDArray[np.str_], followers: Floats, benchmarks: Benchmarks) -> Floats:
    within = np.empty(len(followers))
    for platform in np.unique(platforms):
        here = platforms == platform
        within[here] = benchmarks.by_size("within_account_sigma", str(platform), followers[here]).values
    return within


def _rates(
    rates: Sequence[ObservedRate | None],
    platforms: NDArray[np.str_],
    log_followers: Floats,
    exposure: Floats,
) -> tuple[Floats, Floats]:
    """Published engagement rates as log engagements a post, or as log rate where views are the denominator.

    A rate by reach is used where reach is measured too; elsewhere nothing ties it to engagements, and it is
    left out.
    """
    values = np.log(_floats(np.nan if rate is None or rate.value <= 0 else rate.value for rate in rates))
    kinds = np.array(["" if rate is None else rate.denominator for rate in rates], dtype=np.str_)
    by_views = platforms != "instagram"
    engagement = np.where(kinds == "followers", values + log_followers, np.nan)
    engagement = np.where((kinds == "reach") & ~by_views, values + exposure, engagement)
    return engagement, np.where((kinds == "views") & by_views, values, np.nan)


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
            shift = fitted.shift(logs) if fitted else 0.0
            arrays[level][here] = np.log(found.values) + shift + (logs if level == "a" else 0.0)
            arrays["v" + level][here] = np.square(fitted.sigma if fitted else found.sigmas)
            for index, row in zip(here, found.rows, strict=True):
                rows[level][index] = row
    return Priors(arrays["a"], arrays["va"], arrays["b"], arrays["vb"], tuple(rows["a"]), tuple(rows["b"]))


_NO_ROW = Benchmark("", 0.0)


def update(seen: Observations, prior: Priors) -> Levels:
    """Both levels given prior and measurements, and the engagement level that follows; O(profiles)."""
    a, va = _weigh(prior.exposure, prior.exposure_variance, seen.exposure, seen.exposure_noise)
    b, vb = _weigh(prior.rate, prior.rate_variance, seen.rate, seen.engagement_noise)
    g = seen.by_views.astype(np.float64)
    offset = np.where(seen.by_views, 0.0, seen.log_followers)
    # Observe h = g a + b + offset: the joint update of two independent normals.
    innovation = np.nan_to_num(seen.engagement - (g * a + b + offset))
    spread = np.where(np.isnan(seen.engagement), np.inf, g * va + vb + seen.engagement_noise)
    gain_a, gain_b = g * va / spread, vb / spread
    centre_a, centre_b = a + gain_a * innovation, b + gain_b * innovation
    total = g * va + vb
    return Levels(
        exposure=centre_a,
        exposure_variance=va - gain_a * g * va,
        engagement=g * centre_a + centre_b + offset,
        engagement_variance=total - total**2 / spread,
        within_variance=seen.within**2,
    )


def _weigh(prior: Floats, variance: Floats, seen: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Precision-weighted mean of prior and observation, and its variance; the prior alone where nothing was
    seen."""
    weight = np.where(np.isnan(seen), 0.0, variance / (variance + noise))
    return prior + weight * np.nan_to_num(seen - prior), variance * (1.0 - weight)

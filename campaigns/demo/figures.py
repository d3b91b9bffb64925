"""Figures of synthetic profiles, drawn around the shipped benchmarks: arrays with one row a profile."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from influencers import reference

Array = NDArray[Any]

PLATFORMS = ("instagram", "tiktok", "youtube")
PLATFORM_WEIGHTS = (0.45, 0.38, 0.17)
# Median and spread of the followers, and the range they are kept to: assumptions.
FOLLOWERS_MEDIAN = np.array([18_000, 25_000, 12_000])
FOLLOWERS_SIGMA = np.array([1.6, 1.7, 1.8])
FOLLOWERS_RANGE = (300, 40_000_000)
PERSON = 0.6  # how much of the spread belongs to the person and not to the profile
RATE_MAX = 0.6
GROWTH = (1.015, 0.02)  # of the followers in a month: mean and spread
PART = {"engagement": 0.9, "reach": 0.35, "price": 0.5, "credibility": 0.4, "audience": 0.25, "history": 0.25}
BAND_CENTRES = np.sqrt(np.array([1e3 * 1e4, 1e4 * 1e5, 1e5 * 1e6, 1e6 * 4e6]))


@cache
def benchmarks(metric: str, platform: str = "") -> list[dict[str, Any]]:
    rows = (row for row in reference.read("benchmarks.json") if row["metric"] == metric)
    return sorted((row for row in rows if row["platform"] == platform), key=lambda row: row["followers_from"])


def constant(metric: str, platform: str = "") -> float:
    return benchmarks(metric, platform)[0]["value"]


def around(metric: str, platform: str, followers: Array, noise: Array) -> Array:
    """Benchmark medians of the followers' sizes, scattered by its spread times standard normal noise."""
    rows = benchmarks(metric, platform)
    band = np.searchsorted([row["followers_from"] for row in rows], followers, side="right") - 1
    medians, sigmas = (np.array([row[key] for row in rows])[band] for key in ("value", "sigma"))
    return medians * np.exp(sigmas * noise)


def tilt(platform: str, followers: Array) -> Array:
    """The slope inside a size band; 1 at its middle, so that the band keeps its median."""
    slopes = {row["group"]: row["value"] for row in benchmarks("rate_exponent", platform)}
    exponent = np.where(followers > 100_000, slopes["macro"], slopes["micro"])
    band = np.searchsorted([1e4, 1e5, 1e6], followers, side="right")
    return (followers / BAND_CENTRES[band]) ** exponent


class Drawn(NamedTuple):
    """Figures of one profile, NaN where not known; `rate` is per follower on Instagram, else per view."""

    platform: int
    followers: float
    views: float
    rate: float
    reach: float
    price: float
    credibility: float
    has_audience: bool
    months: int  # observations, a month apart
    growth: float  # of the followers in a month


def draw(rng: Generator, platform: Array, person: Array) -> list[Drawn]:
    """Figures of profiles on these platforms (indices of PLATFORMS) of these people (indices from 0)."""
    count, people = len(platform), int(person.max()) + 1
    size, appeal = rng.standard_normal((2, people))
    noise = rng.standard_normal((6, count))
    followers = _followers(platform, _shared(size[person], noise[0]))
    known = {part: rng.random(count) < share for part, share in PART.items()}
    views = _per_follower(platform, followers, noise[1]) * followers
    rate = np.minimum(_rates(platform, followers, _shared(appeal[person], noise[2])), RATE_MAX)
    reach = around("reach_per_follower", "instagram", followers, noise[3]) * followers
    columns = (
        platform,
        followers,
        np.where((platform > 0) & known["engagement"], np.maximum(views.round(), 20), np.nan),
        np.where(known["engagement"], rate, np.nan),
        np.where((platform == 0) & known["reach"], np.maximum(reach.round(), 10), np.nan),
        np.where(known["price"], _fees(platform, followers, noise[4]), np.nan),
        np.where(known["credibility"], _credibility(noise[5]), np.nan),
        known["audience"],
        np.where(known["history"], rng.integers(3, 7, count), 1),
        rng.normal(*GROWTH, count),
    )
    return [Drawn(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _shared(person: Array, own: Array) -> Array:
    """Standard normal again: what a person's profiles have in common, and what is the profile's own."""
    return np.sqrt(PERSON) * person + np.sqrt(1 - PERSON) * own


def _followers(platform: Array, noise: Array) -> Array:
    drawn = FOLLOWERS_MEDIAN[platform] * np.exp(FOLLOWERS_SIGMA[platform] * noise)
    return np.clip(drawn, *FOLLOWERS_RANGE).round()


def _per_follower(platform: Array, followers: Array, noise: Array) -> Array:
    """Views per follower; Instagram's stay unused."""
    tiktok = around("views_per_follower", "tiktok", followers, noise)
    youtube = around("views_per_follower", "youtube", followers, noise) * tilt("youtube", followers)
    return np.where(platform == 1, tiktok, youtube)


def _rates(platform: Array, followers: Array, noise: Array) -> Array:
    by_platform = [around("engagement_rate", name, followers, noise) for name in PLATFORMS]
    by_platform[0] = by_platform[0] * tilt("instagram", followers)
    return np.choose(platform, by_platform)


def _fees(platform: Array, followers: Array, noise: Array) -> Array:
    """List price of the platform's usual deliverable, in rupiah, rounded as people round."""
    level = benchmarks("fee_level", "instagram")[0]
    size = followers / constant("fee_reference_followers", "instagram")
    feed = level["value"] * size ** constant("fee_exponent", "instagram") * np.exp(level["sigma"] * noise)
    usual = np.array([1.0, *(constant("deliverable_multiplier", name) for name in PLATFORMS[1:])])
    return np.maximum(np.round(feed * usual[platform], -4), 50_000)


def _credibility(noise: Array) -> Array:
    """Quartiles near 0.65 and 0.81 around the benchmark of authentic engagement."""
    return np.clip(constant("authentic_share") + 0.118 * noise, 0.2, 0.98).round(3)

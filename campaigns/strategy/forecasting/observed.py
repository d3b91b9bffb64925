"""What was measured of many profiles, as arrays of natural logs of a single post's centre, as of today.

A count (engagements, views, reach) that is older than the count of followers is brought forward by the usual
drift between the two days; whatever was seen tells less the older it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from campaigns.strategy.benchmarks import Benchmarks, Floats
from campaigns.strategy.facts import Brief, Observation, ObservedRate, ProfileFacts
from campaigns.strategy.forecasting.history import Dynamics, years_between
from campaigns.strategy.forecasting.relevance import main_niche
from campaigns.strategy.forecasting.usable import seen_count, seen_exposure, seen_rate

Bools = NDArray[np.bool_]
Texts = NDArray[np.str_]

SIZES = (10_000, 100_000, 1_000_000)  # accounts are alike within these bounds of followers


@dataclass(frozen=True, slots=True)
class Observations:
    """One row a profile; nan where nothing was measured.

    `engagement` is of engagements a post; `rate` is of engagements per view (TikTok, YouTube); `noise` is
    the variance of each of these centres, `carry` how far it tells today's level, `within` the spread of one
    post; `groups` names each profile's niche and size.
    """

    platforms: Texts
    groups: Texts
    log_followers: Floats
    exposure: Floats
    engagement: Floats
    rate: Floats
    exposure_noise: Floats
    exposure_carry: Floats
    engagement_noise: Floats
    engagement_carry: Floats
    within: Floats

    @property
    def by_views(self) -> Bools:
        """Where engagement is counted per view rather than per follower."""
        return np.asarray(self.platforms != "instagram", dtype=np.bool_)


def observe(facts: Sequence[ProfileFacts], brief: Brief, benchmarks: Benchmarks) -> Observations:
    """The measurements of many profiles. A mean of zero counts as missing, as in the lists, and so does
    whatever was seen after the brief's day; O(profiles)."""
    platforms = np.array([profile.platform for profile in facts], dtype=np.str_)
    log_followers = np.log(_floats(max(profile.followers or 1, 1) for profile in facts))
    within = _within(platforms, np.rint(np.exp(log_followers)), benchmarks)
    look = _Look(facts, brief, benchmarks, within)
    counted = [seen_count(profile, brief.as_of) for profile in facts]
    rates = [seen_rate(profile, brief.as_of) for profile in facts]
    exposure = look.at_counts([seen_exposure(profile, brief.as_of) for profile in facts])
    engagement, published = look.at_counts(counted), look.at_rates(rates)
    by_followers, by_views = _rates(rates, published.centres, log_followers, exposure.centres)
    uncounted = np.isnan(engagement.centres)
    return Observations(
        platforms=platforms,
        groups=np.array([_group(profile, brief) for profile in facts], dtype=np.str_),
        log_followers=log_followers,
        exposure=exposure.centres,
        engagement=np.where(uncounted, by_followers, engagement.centres),
        rate=by_views,
        exposure_noise=exposure.noise,
        exposure_carry=exposure.carry,
        engagement_noise=np.where(uncounted, published.noise, engagement.noise),
        engagement_carry=np.where(uncounted, published.carry, engagement.carry),
        within=within,
    )


class _Told(NamedTuple):
    """What was seen of one level, a row a profile: its centre, that centre's variance, how far it tells."""

    centres: Floats
    noise: Floats
    carry: Floats


class _Look:
    """Turns what was seen of each profile into what it tells of the profile's level today."""

    def __init__(
        self, facts: Sequence[ProfileFacts], brief: Brief, benchmarks: Benchmarks, within: Floats
    ) -> None:
        self._today, self._within = brief.as_of, within
        self._counted_on = [profile.followers_on for profile in facts]
        self._default_posts = benchmarks.value("default_posts")
        known = {name: Dynamics.of(name, benchmarks) for name in {profile.platform for profile in facts}}
        self._dynamics = [known[profile.platform] for profile in facts]

    def at_counts(self, seen: Sequence[Observation | None]) -> _Told:
        """Counts a post, brought forward to the day on which the followers were counted."""
        told = self._of_means([each.mean if each else None for each in seen], seen)
        drift = _floats(map(self._drift, seen, self._counted_on, self._dynamics))
        told = told._replace(centres=told.centres + drift)
        for row, each in enumerate(seen):
            if each and each.evidence:
                own = each.evidence
                told.centres[row], told.noise[row], told.carry[row] = own.centre, own.variance, own.carry
        return told

    def at_rates(self, seen: Sequence[ObservedRate | None]) -> _Told:
        """Published rates, each by its own denominator of its own day."""
        return self._of_means([each.value if each else None for each in seen], seen)

    def _of_means(
        self,
        means: Sequence[float | None],
        seen: Sequence[Observation | None] | Sequence[ObservedRate | None],
    ) -> _Told:
        posts = _floats(max(1, (each and each.posts) or self._default_posts) for each in seen)
        centres = np.log(_floats(np.nan if mean is None else mean for mean in means))
        return _Told(
            centres - _above_centre(self._within, posts),
            self._within**2 / posts,
            _floats(map(self._carry, seen, self._dynamics)),
        )

    def _carry(self, seen: Observation | ObservedRate | None, dynamics: Dynamics) -> float:
        day = seen and seen.origin.as_of
        return float(dynamics.carry(np.array(years_between(day, self._today)))) if day else 1.0

    def _drift(self, seen: Observation | None, counted_on: date | None, dynamics: Dynamics) -> float:
        day = seen and seen.origin.as_of
        return dynamics.drift * years_between(day, counted_on) if day and counted_on else 0.0


def _above_centre(within: Floats, posts: Floats) -> Floats:
    """How far the log of the mean of n log-normal posts lies above their centre, to first order in 1/n."""
    return within**2 / 2 * (1 - 1 / posts)


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float64)


def _group(profile: ProfileFacts, brief: Brief) -> str:
    return f"{main_niche(profile, brief.niche_parents)}|{np.searchsorted(SIZES, profile.followers or 0)}"


def _within(platforms: Texts, followers: Floats, benchmarks: Benchmarks) -> Floats:
    within = np.empty(len(followers))
    for platform in np.unique(platforms):
        here = platforms == platform
        within[here] = benchmarks.by_size("within_account_sigma", str(platform), followers[here]).values
    return within


def _rates(
    rates: Sequence[ObservedRate | None], values: Floats, log_followers: Floats, exposure: Floats
) -> tuple[Floats, Floats]:
    """Published rates as log engagements a post, or as log rate where views are the denominator."""
    kinds = np.array(["" if rate is None else rate.denominator for rate in rates], dtype=np.str_)
    engagement = np.where(kinds == "followers", values + log_followers, np.nan)
    engagement = np.where(kinds == "reach", values + exposure, engagement)
    return engagement, np.where(kinds == "views", values, np.nan)

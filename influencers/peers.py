"""How a profile's figures stand beside those of its peers: the benchmark of its platform and size.

Benchmarks are medians of log-normal distributions, so a figure x is above Φ(ln(x / median) / σ) of the group.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from django.utils.translation import gettext as _

from influencers.countries import country_name
from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.figures import count, short
from influencers.models import Benchmark, Platform, Profile
from influencers.models.profile import Denominator

AUDIENCE_METRIC = {
    Platform.INSTAGRAM: "reach_per_follower",
    Platform.TIKTOK: "views_per_follower",
    Platform.YOUTUBE: "views_per_follower",
}
RATE_DENOMINATOR = {
    Platform.INSTAGRAM: Denominator.FOLLOWERS,
    Platform.TIKTOK: Denominator.VIEWS,
    Platform.YOUTUBE: Denominator.VIEWS,
}
FEE_METRICS = ("fee_level", "fee_reference_followers", "fee_exponent", "deliverable_multiplier")
METRICS = {"engagement_rate", *AUDIENCE_METRIC.values(), *FEE_METRICS}


@dataclass(frozen=True)
class Standing:
    """A figure's place among its peers: the share of them below it, their median, and who they are."""

    share: float
    typical: float
    group: str
    benchmark: Benchmark

    @property
    def of_hundred(self) -> int:
        """How many of 100 peers are below; never all or none of them."""
        return min(max(round(self.share * 100), 1), 99)

    @property
    def size(self) -> str:
        """The size of the peers in short: "10k–100k"; empty where they are of every size."""
        low, high = self.benchmark.followers_from, self.benchmark.followers_to
        if high is None:
            return _("%(low)s and more") % {"low": short(low)} if low else ""
        return f"{short(low)}–{short(high)}" if low else _("up to %(high)s") % {"high": short(high)}


class Peers:
    """The benchmarks that profiles are compared with, read once for any number of profiles."""

    def __init__(self, benchmarks: Iterable[Benchmark] | None = None):
        rows = Benchmark.objects.filter(metric__in=METRICS) if benchmarks is None else benchmarks
        self._rows = list(rows)

    def engagement(self, profile: Profile) -> Standing | None:
        """None too when the rate's denominator is not the benchmark's."""
        if profile.engagement_denominator != RATE_DENOMINATOR[profile.platform]:
            return None
        return self._standing("engagement_rate", profile, profile.engagement_rate)

    def audience(self, profile: Profile) -> Standing | None:
        """Reach (Instagram) or views (elsewhere) of one post, per follower."""
        seen = profile.average_reach if profile.platform == Platform.INSTAGRAM else profile.average_views
        if seen is None or not profile.followers:
            return None
        return self._standing(AUDIENCE_METRIC[profile.platform], profile, seen / profile.followers)

    def price(self, profile: Profile) -> Standing | None:
        """The list price beside what profiles of as many followers in the same country ask."""
        rows = [self._find(metric, profile, Platform.INSTAGRAM) for metric in FEE_METRICS[:3]]
        multiplier = self._find("deliverable_multiplier", profile, profile.platform)
        if not all(rows) or not multiplier or not profile.price or not profile.followers:
            return None
        level, reference, exponent = rows
        typical = level.value * (profile.followers / reference.value) ** exponent.value * multiplier.value
        country = _("profiles in %(country)s with as many followers")
        return _place(profile.price, typical, level, country % {"country": country_name(level.country)})

    def _standing(self, metric: str, profile: Profile, value: float | None) -> Standing | None:
        row = self._find(metric, profile, profile.platform)
        if row is None or value is None:
            return None
        return _place(value, row.value, row, peer_group(profile.get_platform_display(), row))

    def _find(self, metric: str, profile: Profile, platform: str) -> Benchmark | None:
        """The row for this platform and size; one for the profile's own country comes first."""
        group = DEFAULT_DELIVERABLE[profile.platform] if metric == "deliverable_multiplier" else ""
        fitting = [
            row
            for row in self._rows
            if (row.metric, row.platform, row.group) == (metric, platform, group)
            and row.country in ("", profile.influencer.country)
            and _holds(row, profile.followers)
        ]
        return max(fitting, key=lambda row: row.country, default=None)


def _holds(row: Benchmark, followers: int | None) -> bool:
    if followers is None:
        return False
    return row.followers_from <= followers and (row.followers_to is None or followers < row.followers_to)


def _place(value: float, typical: float, row: Benchmark, group: str) -> Standing | None:
    if value <= 0 or typical <= 0 or not row.sigma:
        return None
    share = NormalDist().cdf(math.log(value / typical) / row.sigma)
    return Standing(share, typical, group, row)


def peer_group(platform: str, row: Benchmark) -> str:
    """Whom a benchmark speaks of: "Instagram profiles of 10,000–99,999 followers"."""
    low, high = row.followers_from, row.followers_to
    values = {"platform": platform, "low": count(low), "high": count(high - 1) if high else ""}
    if high is None and not low:
        return _("%(platform)s profiles") % values
    if high is None:
        return _("%(platform)s profiles of %(low)s followers and more") % values
    if not low:
        return _("%(platform)s profiles of up to %(high)s followers") % values
    return _("%(platform)s profiles of %(low)s–%(high)s followers") % values

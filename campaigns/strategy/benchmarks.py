"""Reference figures that stand in where nothing was measured, each with its source.

The defaults live as data in `influencers/data/benchmarks.json`; an installation may edit them and pass its
own rows.
"""

import json
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from campaigns.strategy.facts import Provenance

Floats = NDArray[np.float64]

REACH_METRIC = {
    "instagram": "reach_per_follower",
    "tiktok": "views_per_follower",
    "youtube": "views_per_follower",
}


class MissingBenchmark(LookupError):
    """No row answers the question; the message names what was asked."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One reference figure. Empty keys mean "any"; `followers_to` is exclusive; `sigma` is that of the
    natural log.

    `evidence`: S sourced, D derived from sourced figures, X an assumption of this project.
    """

    metric: str
    value: float
    platform: str = ""
    country: str = ""
    group: str = ""
    followers_from: int = 0
    followers_to: int | None = None
    sigma: float | None = None
    unit: str = ""
    evidence: str = "X"
    source: str = ""
    source_url: str = ""
    as_of: date | None = None
    note: str = ""

    @property
    def provenance(self) -> Provenance:
        return Provenance("assumed" if self.evidence == "X" else "estimated", self.source, self.as_of)

    def holds(self, followers: float) -> bool:
        return self.followers_from <= followers and (
            self.followers_to is None or followers < self.followers_to
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """A log-normal guess from a benchmark: the median, the spread of its log, and where it comes from."""

    median: float
    sigma: float
    provenance: Provenance

    @property
    def mean(self) -> float:
        return self.median * math.exp(self.sigma**2 / 2)


@dataclass(frozen=True, slots=True)
class Sized:
    """Benchmarks looked up for many profiles at once: arrays in the order of the profiles, and each one's
    row."""

    values: Floats
    sigmas: Floats
    rows: tuple[Benchmark, ...]


class Benchmarks:
    """Looks a figure up by metric, platform, country, group and size; the most specific row answers."""

    def __init__(self, rows: Iterable[Benchmark]) -> None:
        found: dict[tuple[str, str, str, str], list[Benchmark]] = defaultdict(list)
        for row in rows:
            found[row.metric, row.platform, row.country, row.group].append(row)
        self._rows = {key: sorted(group, key=lambda row: row.followers_from) for key, group in found.items()}

    def bands(
        self, metric: str, *, platform: str = "", country: str = "", group: str = ""
    ) -> list[Benchmark]:
        """The rows of one figure by size. Falls back from platform and country to "any"; raises
        MissingBenchmark."""
        for key in ((platform, country), (platform, ""), ("", country), ("", "")):
            if rows := self._rows.get((metric, *key, group)):
                return rows
        asked = ", ".join(word for word in (metric, platform, country, group) if word)
        raise MissingBenchmark(f"There is no benchmark for {asked}.")

    def row(
        self, metric: str, *, platform: str = "", country: str = "", group: str = "", followers: float = 0
    ) -> Benchmark:
        """The row that holds for this size; raises MissingBenchmark."""
        rows = self.bands(metric, platform=platform, country=country, group=group)
        position = bisect_right(rows, followers, key=lambda row: row.followers_from) - 1
        if position < 0 or not rows[position].holds(followers):
            raise MissingBenchmark(f"There is no benchmark for {metric} of {followers:,.0f} followers.")
        return rows[position]

    def value(self, metric: str, *, platform: str = "", country: str = "", group: str = "") -> float:
        return self.row(metric, platform=platform, country=country, group=group).value

    def groups(self, metric: str) -> dict[str, Benchmark]:
        """Every group of a metric that holds for any platform, country and size."""
        return {key[3]: rows[0] for key, rows in self._rows.items() if key[:3] == (metric, "", "")}

    def by_size(self, metric: str, platform: str, followers: Floats) -> Sized:
        """`row` for an array of follower counts, in one pass; raises MissingBenchmark."""
        rows = self.bands(metric, platform=platform)
        found = np.searchsorted([row.followers_from for row in rows], followers, side="right") - 1
        ends = np.array([math.inf if row.followers_to is None else row.followers_to for row in rows])
        if (found < 0).any() or (followers >= ends[found]).any():
            raise MissingBenchmark(f"The benchmarks for {metric}, {platform} leave out some sizes.")
        values = np.array([row.value for row in rows])
        sigmas = np.array([row.sigma or 0.0 for row in rows])
        return Sized(values[found], sigmas[found], tuple(rows[index] for index in found))

    def engagement_rate(self, platform: str, followers: float) -> Estimate:
        """Interactions per follower (Instagram) or per view (TikTok, YouTube) of one post."""
        return _estimate(self.row("engagement_rate", platform=platform, followers=followers))

    def reach_per_follower(self, platform: str, followers: float) -> Estimate:
        """People reached (Instagram) or views (TikTok, YouTube) of one post per follower."""
        return _estimate(self.row(REACH_METRIC[platform], platform=platform, followers=followers))

    def fee(self, platform: str, deliverable: str, followers: float, *, country: str = "ID") -> Estimate:
        """What one deliverable costs, in rupiah: level x (followers / reference)^exponent x multiplier.

        Raises MissingBenchmark where a deliverable has no multiplier.
        """
        level = self.row("fee_level", platform="instagram", country=country)
        exponent = self.value("fee_exponent", platform="instagram", country=country)
        reference = self.value("fee_reference_followers", platform="instagram", country=country)
        times = self.multiplier(platform, deliverable, country=country)
        median = level.value * (max(followers, 1) / reference) ** exponent * times
        return Estimate(median, level.sigma or 0.0, level.provenance)

    def multiplier(self, platform: str, deliverable: str, *, country: str = "ID") -> float:
        """Price of a deliverable in Instagram feed posts of the same size; raises MissingBenchmark."""
        return self.value("deliverable_multiplier", platform=platform, country=country, group=deliverable)


def _estimate(row: Benchmark) -> Estimate:
    return Estimate(row.value, row.sigma or 0.0, row.provenance)


def benchmark_from_json(row: dict[str, Any]) -> Benchmark:
    """A row of benchmarks.json as a record; dates are ISO texts there."""
    record = Benchmark(**row)
    return replace(record, as_of=date.fromisoformat(row["as_of"])) if row.get("as_of") else record


@cache
def default_benchmarks() -> Benchmarks:
    """The benchmarks that ship with the project."""
    text = files("influencers").joinpath("data", "benchmarks.json").read_text(encoding="utf-8")
    return Benchmarks(benchmark_from_json(row) for row in json.loads(text))

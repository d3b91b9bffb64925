"""The forecast against real posts: the last ordinary post of every account, held out.

Days are moved so that every held-out post falls on the same day, for a forecast is made on the day it is for;
a fifth of the accounts are left without any history. Beside it three forecasts that need no model: the tier's
median rate times the followers, the account's own mean, and the benchmark's mean.
"""

import csv
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from pathlib import Path

import numpy as np

from campaigns.strategy.benchmarks import Floats, default_benchmarks
from campaigns.strategy.forecasting.history import Post
from campaigns.strategy.forecasting.next_post import Account, next_posts
from campaigns.strategy.forecasting.ranges import LogNormal, total
from influencers.tiers import tier_of

TODAY = date(2026, 7, 1)  # the day on which every held-out post is published
BARE_SHARE = 0.2
SETS, SET_SIZE = 300, 20


@dataclass(frozen=True, slots=True)
class HeldOut:
    """An account with its earlier posts, and the engagements of the post that is to be forecast."""

    account: Account
    actual: float

    @property
    def group(self) -> str:
        """ "micro_history", "micro_bare", "macro_history" or "macro_bare"."""
        return f"{tier_of(self.account.followers)}_{'history' if self.account.posts else 'bare'}"


def read_posts(path: Path) -> Iterator[Account]:
    """The accounts of a file of Instagram posts, each with its posts that have interactions, oldest first.

    Columns: account, category, followers, date, likes, comments, n_sponsor.
    """
    posts: dict[str, list[Post]] = defaultdict(list)
    about: dict[str, tuple[int, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            about[row["account"]] = int(row["followers"]), row["category"]
            if engagements := int(row["likes"]) + int(row["comments"]):
                day, sponsored = date.fromisoformat(row["date"]), row["n_sponsor"] != "0"
                posts[row["account"]].append(Post(day, engagements, sponsored))
    for name, found in sorted(posts.items()):
        yield Account(name, *about[name], posts=tuple(sorted(found, key=attrgetter("day"))))


def hold_out(accounts: Sequence[Account], *, seed: int = 1) -> list[HeldOut]:
    """Every account of 1,000 followers and more without its last ordinary post."""
    rng = np.random.default_rng(seed)
    return [
        _without_last(account, bare=rng.random() < BARE_SHARE)
        for account in accounts
        if account.followers >= 1_000 and not all(post.sponsored for post in account.posts)
    ]


def _without_last(account: Account, *, bare: bool) -> HeldOut:
    last = [post for post in account.posts if not post.sponsored][-1]
    moved = tuple(
        replace(post, day=post.day + (TODAY - last.day))
        for post in account.posts
        if post.day < last.day and not bare
    )
    return HeldOut(replace(account, posts=moved), last.engagements)


def figures(path: Path) -> dict[str, float]:
    """Coverage of 80 % ranges, error and bias on one file, and the errors of the three baselines."""
    held = hold_out(list(read_posts(path)))
    found = next_posts([each.account for each in held], "instagram", TODAY)
    forecasts = [found[each.account.id] for each in held]
    answer: dict[str, float] = {}
    for group in ("micro_history", "micro_bare", "macro_history", "macro_bare"):
        rows = [pair for pair in zip(held, forecasts, strict=True) if pair[0].group == group]
        answer[f"forecast_{group}_posts"] = len(rows)
        answer[f"forecast_{group}_coverage"] = coverage(rows)
        answer[f"forecast_{group}_coverage_of_20"] = coverage_of_totals(rows)
    known = [pair for pair in zip(held, forecasts, strict=True) if pair[0].account.posts]
    logs = np.array([forecast.mu for _, forecast in known])
    answer |= {"forecast_sigma": _spread(known, logs)} | _bias(known)
    simple = _baselines(held, known)
    return answer | {f"{name}_sigma": _spread(known, values) for name, values in simple.items()}


Pair = tuple[HeldOut, LogNormal]


def coverage(rows: Sequence[Pair]) -> float:
    """Share of posts inside their 80 % range."""
    return statistics.fmean(forecast.p10 <= each.actual <= forecast.p90 for each, forecast in rows)


def coverage_of_totals(rows: Sequence[Pair], *, seed: int = 2) -> float:
    """Share of sums over 20 accounts inside their 80 % range, over 300 drawn sets."""
    rng = np.random.default_rng(seed)
    inside = []
    for _ in range(SETS):
        drawn = [rows[index] for index in rng.choice(len(rows), SET_SIZE, replace=False)]
        found = total([forecast for _, forecast in drawn])
        inside.append(found.p10 <= sum(each.actual for each, _ in drawn) <= found.p90)
    return statistics.fmean(inside)


def _spread(rows: Sequence[Pair], logs: Floats) -> float:
    """Standard deviation of the log error."""
    return float(np.std(np.log([each.actual for each, _ in rows]) - logs))


def _bias(rows: Sequence[Pair], *, seed: int = 3) -> dict[str, float]:
    """By how much the sum of all forecasts misses the sum of all posts, and its 95 % bootstrap interval."""
    forecast, actual = np.array([(found.mean, each.actual) for each, found in rows]).T
    rng = np.random.default_rng(seed)
    drawn = (rng.integers(0, len(actual), len(actual)) for _ in range(400))
    low, high = np.percentile([forecast[i].sum() / actual[i].sum() - 1 for i in drawn], [2.5, 97.5])
    bias = float(forecast.sum() / actual.sum() - 1)
    return {"forecast_bias": bias, "forecast_bias_low": float(low), "forecast_bias_high": float(high)}


def _baselines(held: Sequence[HeldOut], known: Sequence[Pair]) -> dict[str, Floats]:
    """Log forecasts of the accounts with a history by the three simple rules."""
    benchmarks = default_benchmarks()
    rates: dict[str, list[float]] = defaultdict(list)
    for each in held:
        sizes = [post.engagements / each.account.followers for post in each.account.posts]
        rates[tier_of(each.account.followers)] += sizes
    medians = {tier: statistics.median(found) for tier, found in rates.items()}
    accounts = [each.account for each, _ in known]
    return {
        "tier_median": np.log([medians[tier_of(a.followers)] * a.followers for a in accounts]),
        "own_mean": np.array([np.mean([np.log(post.engagements) for post in a.posts]) for a in accounts]),
        "benchmark": np.log(
            [benchmarks.engagement_rate("instagram", a.followers).mean * a.followers for a in accounts]
        ),
    }

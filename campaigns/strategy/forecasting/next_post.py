"""The next ordinary post of many accounts of one platform, from their posts and from one another.

Account <- niche and size <- platform: the benchmark is refitted to the accounts' own posts, and each account
is weighed against it (`calibrate`, `levels`), exactly as a campaign's candidates are.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from campaigns.strategy.benchmarks import Benchmarks, default_benchmarks
from campaigns.strategy.facts import Audience, Brief, Observation, ProfileFacts, Provenance
from campaigns.strategy.forecasting.calibrate import calibrate
from campaigns.strategy.forecasting.history import Dynamics, Post, evidence
from campaigns.strategy.forecasting.levels import priors, update
from campaigns.strategy.forecasting.observed import observe
from campaigns.strategy.forecasting.ranges import LogNormal

OWN_POSTS = Provenance("measured", "posts of the account")


@dataclass(frozen=True, slots=True)
class Account:
    """An account with the posts that are known of it; `followers` of today."""

    id: str
    followers: int
    niche: str = ""
    posts: tuple[Post, ...] = ()


def next_posts(
    accounts: Sequence[Account], platform: str, as_of: date, benchmarks: Benchmarks | None = None
) -> dict[str, LogNormal]:
    """Engagements of each account's next ordinary post, by id. No post after `as_of` is used; O(accounts)."""
    benchmarks = benchmarks or default_benchmarks()
    brief = Brief(Audience(countries=()), as_of)
    facts = list(_facts(accounts, platform, as_of, benchmarks))
    if not facts:
        return {}
    seen = observe(facts, brief, benchmarks)
    found = update(seen, priors(seen, benchmarks, calibrate(facts, brief, benchmarks)))
    spread = np.sqrt(found.engagement_variance + found.within_variance)
    return {
        account.id: LogNormal.of(mu, sigma)
        for account, mu, sigma in zip(accounts, found.engagement.tolist(), spread.tolist(), strict=True)
    }


def _facts(
    accounts: Sequence[Account], platform: str, as_of: date, benchmarks: Benchmarks
) -> Iterable[ProfileFacts]:
    dynamics = Dynamics.of(platform, benchmarks)
    for account in accounts:
        within = benchmarks.row("within_account_sigma", platform=platform, followers=account.followers).value
        between = benchmarks.row("engagement_rate", platform=platform, followers=account.followers).sigma
        known = evidence(account.posts, as_of, dynamics, between=between or 1.0, within=within)
        yield ProfileFacts(
            id=account.id,
            person=account.id,
            name=account.id,
            platform=platform,
            followers=account.followers,
            niches={account.niche: 1.0} if account.niche else {},
            engagements=Observation(math.exp(known.centre), OWN_POSTS, known.posts, known) if known else None,
        )

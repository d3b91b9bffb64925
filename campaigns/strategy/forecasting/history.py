"""What an account's single posts say about its level today.

The level of an account moves: it grows, and it wanders. What sets an account apart from others of its kind
lasts in part; the rest fades. The levels of two days d years apart, as deviations from what is usual,
correlate by

    carry(d) = lasting + (1 - lasting) exp(-d / memory)

(an account's own mean plus an Ornstein-Uhlenbeck process), so that an old post says less than a new one, and
posts of one week say little more than one of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from campaigns.strategy.benchmarks import Benchmarks, Floats
from campaigns.strategy.facts import Evidence

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Post:
    """One published post: its day, its interactions (likes and comments), and whether it was paid for."""

    day: date
    engagements: float
    sponsored: bool = False


@dataclass(frozen=True, slots=True)
class Dynamics:
    """How levels move: growth of the log a year, the share of a deviation that lasts, the years in which the
    rest fades to 1/e, and what a sponsored post gets of an ordinary one's engagements."""

    drift: float
    lasting: float
    memory: float
    sponsored: float

    @classmethod
    def of(cls, platform: str, benchmarks: Benchmarks) -> "Dynamics":
        metrics = ("level_drift", "level_lasting", "level_memory", "sponsored_factor")
        return cls(*(benchmarks.value(metric, platform=platform) for metric in metrics))

    def carry(self, years: Floats) -> Floats:
        """How far levels of so many years ago still tell today's, 0 to 1."""
        fading: Floats = np.exp(-years / self.memory)
        return self.lasting + (1 - self.lasting) * fading


def years_between(earlier: date, later: date) -> float:
    """Years from one day to a later one; 0 where they are the other way round."""
    return max(0, (later - earlier).days) / DAYS_A_YEAR


def evidence(
    posts: Iterable[Post], as_of: date, dynamics: Dynamics, *, between: float, within: float
) -> Evidence | None:
    """What the posts published until `as_of` say of the level on that day; None where none has interactions.

    `between` and `within` are the standard deviations of accounts around what is usual and of posts around
    their account. The best linear prediction from all posts (a Gaussian process), put as one observation of
    the same weight and precision. Cost: the cube of the number of posts.
    """
    used = [post for post in posts if post.day <= as_of and post.engagements > 0]
    if not used:
        return None
    ages = np.array([years_between(post.day, as_of) for post in used])
    apart = np.abs(np.subtract.outer(ages, ages))
    covariance = between**2 * dynamics.carry(apart) + within**2 * np.eye(len(used))
    to_today = between**2 * dynamics.carry(ages)
    weights = np.linalg.solve(covariance, to_today)
    weight, told = float(weights.sum()), float(weights @ to_today) / between**2
    carry = told / weight
    centre = float(weights @ (_logs(used, dynamics.sponsored) + dynamics.drift * ages)) / weight
    return Evidence(centre, between**2 * (carry / weight - 1), carry, len(used))


def _logs(posts: Sequence[Post], sponsored: float) -> Floats:
    """As if every post were an ordinary one."""
    factors = np.array([sponsored if post.sponsored else 1.0 for post in posts])
    counts = np.array([post.engagements for post in posts])
    logs: Floats = np.log(counts / factors)
    return logs

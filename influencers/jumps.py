"""Sudden jumps in a count of followers, as bought followers and their removal look from outside. Pure.

The rule is ours, an open convention and no proof. Between two measurements the count jumped where it

- changed by a fifth or more (a tenth above 100,000 followers, where chance moves less),
- ten times as fast a day as profiles usually grow (15 % a year, the benchmark `level_drift`), and
- ten times as fast as this profile in its other intervals, by their median.

Growth that the engagements share is what a post that many people saw looks like; one that they do not share
is the sign. Fewer followers at once are told too, for platforms remove bought accounts in sweeps.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from influencers.tiers import MICRO_MAX

LEAST = 3  # measurements: one interval has no other to compare with
TIMES = 10
USUAL = math.log(1.15) / 365  # a day
SMALL_CHANGE, LARGE_CHANGE = 0.20, 0.10
SHARED = 0.5  # of the growth of followers, on a log scale, that the engagements have at least to share


class Seen(NamedTuple):
    """One measurement: the day, the followers, and the engagements of a post where they are known."""

    day: date
    followers: int
    engagements: float | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """A sudden change from one measurement to the next. `usual` is the growth a day of the other intervals.

    `shared` says whether the engagements moved along; None where nobody measured them on both days.
    """

    before: Seen
    after: Seen
    usual: float
    shared: bool | None

    @property
    def change(self) -> float:
        """Of the followers before: 0.5 is half as many more."""
        return self.after.followers / self.before.followers - 1

    @property
    def days(self) -> int:
        return (self.after.day - self.before.day).days

    @property
    def is_sign(self) -> bool:
        """Whether it speaks for bought followers: they came without engagements, or all at once went."""
        return self.shared is not True


def jumps(history: Sequence[Seen]) -> list[Jump]:
    """Every jump of a history, oldest first; of a day the last measurement counts."""
    by_day = {seen.day: seen for seen in history if seen.followers > 0}
    series = [by_day[day] for day in sorted(by_day)]
    return list(_jumps(series)) if len(series) >= LEAST else []


def _jumps(series: Sequence[Seen]) -> Iterator[Jump]:
    pairs = list(pairwise(series))
    growths = [math.log(b.followers / a.followers) / (b.day - a.day).days for a, b in pairs]
    for place, (before, after) in enumerate(pairs):
        usual = median(growths[:place] + growths[place + 1 :])
        if _is_large(before, after) and abs(growths[place]) >= TIMES * max(abs(usual), USUAL):
            yield Jump(before, after, usual, _shared(before, after))


def _is_large(before: Seen, after: Seen) -> bool:
    least = LARGE_CHANGE if min(before.followers, after.followers) > MICRO_MAX else SMALL_CHANGE
    return abs(after.followers / before.followers - 1) >= least


def _shared(before: Seen, after: Seen) -> bool | None:
    if not before.engagements or not after.engagements:
        return None
    moved = math.log(after.engagements / before.engagements)
    grew = math.log(after.followers / before.followers)
    return moved / grew >= SHARED

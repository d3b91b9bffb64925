"""How alike a profile is to one or several others. Pure.

The likeness is a weighted mean of five parts, each from 0 to 1:

- niche: the cosine of the two mixes of niches, in which a narrower niche lends half of its weight to its
  broader one, so that skincare is nearer to make-up than to football;
- country: 1 where the audience (where nobody knows, the person) is of the same country, by the share of the
  seeds that are of it;
- engagement: 1 less the distance between the places among their peers (0 to 1), which unlike rates compares
  across platforms;
- size: 1 for as many followers, falling to 0 at a hundred times more or fewer, on a logarithmic scale;
- platform: the share of the seeds that are on it.

What is not known of either side counts as half. Parts that were asked for by a filter say nothing more and
are left out: "like these, but micro" does not hold a small number of followers against anybody.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

WEIGHTS = {"niche": 0.45, "country": 0.2, "engagement": 0.15, "size": 0.1, "platform": 0.1}
NOT_KNOWN = 0.5
BROADER = 0.5
SIZES_APART = math.log(100)


@dataclass(frozen=True)
class Traits:
    """What is compared. `niches` maps (broader or "", slug) to a weight; `place` is among 0 to 1 of peers."""

    niches: Mapping[tuple[str, str], float]
    country: str
    followers: int | None
    place: float | None
    platform: str


@dataclass(frozen=True)
class Likeness:
    """`score` from 0 to 1, and its parts by name; a part that is not known is None."""

    score: float
    parts: Mapping[str, float | None]


class Seeds:
    """The profiles that others are to be like, as one."""

    def __init__(self, seeds: Sequence[Traits]) -> None:
        self.vectors = _mean([_unit(vector(seed.niches)) for seed in seeds])
        self.countries = _shares(seed.country for seed in seeds)
        self.platforms = _shares(seed.platform for seed in seeds)
        self.size = _average([math.log(seed.followers) for seed in seeds if seed.followers])
        self.place = _average([seed.place for seed in seeds if seed.place is not None])

    def likeness(self, other: Traits, *, leaving_out: AbstractSet[str] = frozenset()) -> Likeness:
        """How alike `other` is; the parts in `leaving_out` do not count."""
        parts = {
            "niche": _cosine(self.vectors, vector(other.niches)),
            "country": self.countries.get(other.country, 0.0) if other.country and self.countries else None,
            "engagement": _near(self.place, other.place, 1.0),
            "size": _near(self.size, math.log(other.followers) if other.followers else None, SIZES_APART),
            "platform": self.platforms.get(other.platform, 0.0),
        }
        counted = {name: weight for name, weight in WEIGHTS.items() if name not in leaving_out}
        total = sum(weight * _or_half(parts[name]) for name, weight in counted.items())
        kept = {name: part for name, part in parts.items() if name in counted}
        return Likeness(total / sum(counted.values()), kept)


def vector(niches: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Weights by slug, with the part that each narrower niche lends to its broader one."""
    found: dict[str, float] = {}
    for (broader, slug), weight in niches.items():
        found[slug] = found.get(slug, 0.0) + weight
        if broader:
            found[broader] = found.get(broader, 0.0) + BROADER * weight
    return found


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {slug: weight / length for slug, weight in weights.items()} if length else {}


def _mean(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in vectors:
        for slug, weight in each.items():
            found[slug] = found.get(slug, 0.0) + weight / len(vectors)
    return found


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float | None:
    if not first or not second:
        return None
    one, other = _unit(first), _unit(second)
    return min(1.0, sum(weight * other.get(slug, 0.0) for slug, weight in one.items()))


def _near(first: float | None, second: float | None, apart: float) -> float | None:
    if first is None or second is None:
        return None
    return max(0.0, 1 - abs(first - second) / apart)


def _shares(values: Iterable[str]) -> dict[str, float]:
    known = [value for value in values if value]
    return {value: known.count(value) / len(known) for value in known}


def _average(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _or_half(part: float | None) -> float:
    return NOT_KNOWN if part is None else part

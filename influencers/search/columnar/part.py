"""Some profiles in columns, and which of them each filter lets through."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, ge, le, or_

import polars as pl

from influencers.search.query import Filters
from influencers.search.text import folded

BOUNDS: dict[str, tuple[str, Callable[[pl.Series, float], pl.Series]]] = {
    "followers_min": ("followers", ge),
    "followers_max": ("followers", le),
    "er_min": ("engagement_rate", ge),
    "price_max": ("price", le),
    "credibility_min": ("credibility", ge),
}
FLAGS = ("tier", "platform", "country")


@dataclass(frozen=True, eq=False)
class Part:
    """Rows of the quick copy, or the few that changed since; `kept` are the rows that hold."""

    frame: pl.DataFrame
    kept: pl.Series
    _unions: dict[tuple[str, ...], pl.Series] = field(default_factory=dict)

    @classmethod
    def whole(cls, frame: pl.DataFrame) -> "Part":
        return cls(frame, pl.repeat(True, len(frame), eager=True))

    def without(self, profile_ids: Iterable[int]) -> "Part":
        return Part(self.frame, self.kept & ~self._are(profile_ids))

    def any_of(self, names: tuple[str, ...]) -> pl.Series:
        """Rows that have one of these flags at least; a flag without a column is nobody's."""
        found = [self.frame[name] for name in names if name in self.frame.columns]
        return reduce(or_, found) if found else pl.repeat(False, len(self.frame), eager=True)

    def union(self, names: tuple[str, ...]) -> pl.Series:
        """As `any_of`, kept for the next time: for the unions of the taxonomy, of which there are a few."""
        if names not in self._unions:
            self._unions[names] = self.any_of(names)
        return self._unions[names]

    def conditions(self, filters: Filters, niches: Collection[int]) -> dict[str, pl.Series]:
        """The rows that each field of the filters lets through; `niches` are the numbers that it asks for."""
        found = {name: self._within(name, filters) for name in BOUNDS if getattr(filters, name) is not None}
        for name in FLAGS:
            if values := getattr(filters, name):
                found[name] = self.any_of(tuple(f"{name}:{value}" for value in values))
        if filters.niche:
            found["niche"] = self.any_of(tuple(f"niche:{number}" for number in niches))
        return found | dict(self._of_rows(filters))

    def _within(self, name: str, filters: Filters) -> pl.Series:
        column, compare = BOUNDS[name]
        return compare(self.frame[column], getattr(filters, name)).fill_null(False)

    def _of_rows(self, filters: Filters) -> Iterator[tuple[str, pl.Series]]:
        if filters.q:
            yield "q", self.frame["text"].str.contains(folded(filters.q), literal=True)
        if filters.import_id is not None:
            yield "import_id", self.frame["imports"].list.contains(filters.import_id).fill_null(False)
        if filters.among is not None:
            yield "among", self._are(filters.among)
        if filters.outside:
            yield "outside", ~self._are(filters.outside)

    def _are(self, profile_ids: Iterable[int]) -> pl.Series:
        return self.frame["id"].is_in(pl.Series(sorted(profile_ids), dtype=pl.Int64).implode())


class Chosen:
    """What some filters let through of a part, with any of their fields left out."""

    def __init__(self, part: Part, filters: Filters, niches: Collection[int]) -> None:
        self.part = part
        self._conditions = part.conditions(filters, niches)
        self._masks: dict[frozenset[str], pl.Series] = {}

    def mask(self, *without: str) -> pl.Series:
        left_out = frozenset(without).intersection(self._conditions)
        if left_out not in self._masks:
            kept = (mask for name, mask in self._conditions.items() if name not in left_out)
            self._masks[left_out] = reduce(and_, kept, self.part.kept)
        return self._masks[left_out]

    def total(self, *without: str) -> int:
        return int(self.mask(*without).sum())

    def count(self, flags: tuple[str, ...], *without: str) -> int:
        """How many of them have one of these flags at least."""
        return int((self.mask(*without) & self.part.union(flags)).sum())

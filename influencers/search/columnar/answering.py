"""Answers from the quick copy and the profiles that changed since it was made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from influencers.models import Niche
from influencers.search.changes import Since
from influencers.search.columnar import columns, merging
from influencers.search.columnar.files import Copy
from influencers.search.columnar.part import Chosen, Part
from influencers.search.query import EDGES, OWN_FIELDS, Filters, Histogram, Page


@dataclass(frozen=True)
class Taxonomy:
    """Which niches each slug stands for: itself, and those below it."""

    numbers: dict[str, tuple[int, ...]]

    @classmethod
    def read(cls) -> "Taxonomy":
        numbers: dict[str, tuple[int, ...]] = {}
        for number, slug, parent in Niche.objects.order_by().values_list("pk", "slug", "parent__slug"):
            numbers[slug] = (*numbers.get(slug, ()), number)
            if parent:
                numbers[parent] = (*numbers.get(parent, ()), number)
        return cls(numbers)

    def of(self, slugs: Iterable[str]) -> set[int]:
        return {number for slug in slugs for number in self.numbers.get(slug, ())}


class Answering:
    """One state of the catalogue: a copy, and what changed since."""

    def __init__(self, copy: Copy, since: Since) -> None:
        changed = columns.read(since.profile_ids)
        self.copy = Part.whole(copy.frame).without(since.profile_ids)
        self.changed = Part.whole(changed)
        self.countries = sorted(
            {name for part in (copy.frame, changed) for name in part.columns if name.startswith("country:")}
        )
        self.listed = int(self.copy.kept.sum()) + len(changed)

    def search(self, filters: Filters) -> Page:
        asked = _Asked(self, filters, Taxonomy.read())
        total = asked.total()
        number = min(filters.page, max(1, -(-total // filters.size)))
        facets = {name: asked.by_flag(name) for name in ("tier", "platform", "country")}
        facets["niche"] = asked.by_niche()
        histograms = {figure: asked.histogram(figure) for figure in EDGES}
        start = (number - 1) * filters.size
        ids = asked.ids(start, filters.size)
        return Page(tuple(ids), number, total, facets, histograms, self.listed)

    def ids(self, filters: Filters) -> list[int]:
        return _Asked(self, filters, Taxonomy.read()).ids(0, self.listed)

    def totals_without(self, filters: Filters, groups: Iterable[tuple[str, ...]]) -> list[int]:
        asked = _Asked(self, filters, Taxonomy.read())
        return [asked.total(*fields) for fields in groups]


class _Asked:
    """What some filters choose of both parts."""

    def __init__(self, state: Answering, filters: Filters, taxonomy: Taxonomy) -> None:
        numbers = taxonomy.of(filters.niche)
        self._state, self._filters, self._taxonomy = state, filters, taxonomy
        self._copy = Chosen(state.copy, filters, numbers)
        self._changed = Chosen(state.changed, filters, numbers)

    def _both(self, count: Callable[[Chosen], int]) -> int:
        return count(self._copy) + (count(self._changed) if len(self._state.changed.frame) else 0)

    def total(self, *without: str) -> int:
        return self._both(lambda chosen: chosen.total(*without))

    def by_flag(self, name: str) -> dict[str, int]:
        flags = self._state.countries if name == "country" else _flags(name)
        counts = {flag: self._both(lambda chosen, flag=flag: chosen.count((flag,), name)) for flag in flags}
        return {flag.removeprefix(f"{name}:"): number for flag, number in counts.items() if number}

    def by_niche(self) -> dict[str, int]:
        counts = {}
        for slug, numbers in self._taxonomy.numbers.items():
            flags = tuple(f"niche:{number}" for number in numbers)
            counts[slug] = self._both(lambda chosen, flags=flags: chosen.count(flags, "niche"))
        return {slug: number for slug, number in counts.items() if number}

    def histogram(self, figure: str) -> Histogram:
        bins = [f"{figure}:{index}" for index in range(len(EDGES[figure]) - 1)]
        own = OWN_FIELDS[figure]
        counts = (self._both(lambda chosen, flag=flag: chosen.count((flag,), *own)) for flag in bins)
        return Histogram(EDGES[figure], tuple(counts))

    def ids(self, start: int, size: int) -> list[int]:
        return merging.in_order(self._copy, self._changed, self._filters.sort, start, size).to_list()


def _flags(name: str) -> list[str]:
    return [f"{name}:{value}" for value in columns.VALUES[name]]

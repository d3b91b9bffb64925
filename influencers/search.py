"""Searching the catalogue: what is asked for (`Filters`) in, one page of ids with its counts (`Page`) out.

`search` asks the database. Whatever else answers the same question takes a `Filters` and
returns an equal `Page`.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Lower

from influencers.models import Profile, ProfileNiche
from influencers.tiers import MICRO_MAX

PAGE_SIZES = (25, 50, 100)  # profiles a page, the first unless somebody chooses
NO_COUNTRY = "unknown"  # stands for "nobody knows" where a country is asked for

# Sort keys and the order each stands for; a leading "-" turns either round.
SORTS = {
    "followers": "followers",
    "engagement_rate": "engagement_rate",
    "price": "price",
    "credibility": "credibility",
    "name": "influencer__name",
    "newest": "-created_at",
}
DEFAULT_SORT = "-followers"


@dataclass(frozen=True)
class Filters:
    """What is asked for. Values within a facet are alternatives; facets must all hold.

    `niche` holds slugs and a broader niche includes its narrower ones; `country` is the influencer's (two
    letters, or NO_COUNTRY); `er_min` and `credibility_min` are shares (0.035 is 3.5 %), and each engagement
    rate is compared as it is, whatever its denominator; `price_max` is in rupiah. A bound on a figure leaves
    out profiles for which that figure is not known. `page` counts from 1, `size` is the profiles on each.
    """

    q: str = ""
    tier: tuple[str, ...] = ()
    niche: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    followers_min: int | None = None
    followers_max: int | None = None
    er_min: float | None = None
    price_max: int | None = None
    credibility_min: float | None = None
    import_id: int | None = None
    sort: str = DEFAULT_SORT
    size: int = PAGE_SIZES[0]
    page: int = 1

    def without(self, *fields: str) -> "Filters":
        """The same with these fields as if nobody had touched them, from the first page."""
        blank = Filters()
        return replace(self, page=1, **{field: getattr(blank, field) for field in fields})

    @property
    def narrows(self) -> bool:
        return self.without("sort", "size") != Filters()


@dataclass(frozen=True)
class Histogram:
    """Profiles per bin; bin i runs from edges[i] to below edges[i + 1]. The outermost bins are open."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Page:
    """One page of profile ids and the counts around it.

    `number` is the page shown: the last one when a later one was asked for. `facets` maps a facet's name to
    the number of profiles behind each of its values, `histograms` a figure's name to its distribution; each
    ignores its own filter, and a broader niche counts a profile once.
    """

    ids: tuple[int, ...]
    number: int
    total: int
    facets: Mapping[str, Mapping[str, int]]
    histograms: Mapping[str, Histogram]


def log_edges(first: int, last: int, bins_per_decade: int) -> tuple[float, ...]:
    """Edges from 10^first to 10^last, evenly on a logarithmic scale, in three significant figures."""
    steps = range((last - first) * bins_per_decade + 1)
    return tuple(float(f"{10 ** (first + step / bins_per_decade):.3g}") for step in steps)


# No bin of followers may hold two tiers, so the edge at the boundary is the first macro profile.
EDGES = {
    "followers": tuple(MICRO_MAX + 1 if edge == MICRO_MAX else int(edge) for edge in log_edges(2, 8, 4)),
    "engagement_rate": log_edges(-3, 0, 6),
    "price": tuple(int(edge) for edge in log_edges(4, 9, 4)),
}


def _bin_sql(edges: tuple[float, ...]) -> str:
    """The bin of a figure as SQL; edges are constants of this module, so they may stand in it."""
    steps = " ".join(f"WHEN %(expressions)s < {edge} THEN {index}" for index, edge in enumerate(edges[1:-1]))
    return f"CASE {steps} ELSE {len(edges) - 2} END"


BIN_SQL = {figure: _bin_sql(edges) for figure, edges in EDGES.items()}
# The facets of which every profile has exactly one value, and their columns.
CELL = {"tier": "tier", "platform": "platform", "country": "influencer__country"}
OWN_FIELDS = {
    "followers": ("followers_min", "followers_max"),
    "engagement_rate": ("er_min",),
    "price": ("price_max",),
}


def search(filters: Filters) -> Page:
    """The page of profiles that `filters` ask for; seven queries, however large the catalogue."""
    cells = _cells(filters)
    facets = {name: _margin(cells, filters.without(name), name) for name in CELL}
    total = sum(_margin(cells, filters, "tier").values())
    number = min(filters.page, max(1, -(-total // filters.size)))
    facets["niche"] = _by_niche(filters.without("niche"))
    histograms = {figure: _histogram(filters.without(*own), figure) for figure, own in OWN_FIELDS.items()}
    return Page(_ids(filters, number), number, total, facets, histograms)


def matching(filters: Filters) -> QuerySet[Profile]:
    """Every profile that `filters` ask for, in no order and whatever the page."""
    profiles = Profile.objects.listed()
    for condition in _conditions(filters):
        profiles = profiles.filter(condition)
    return profiles.order_by()


def totals_without(filters: Filters, groups: Iterable[tuple[str, ...]]) -> list[int]:
    """How many profiles would match if each group of fields in turn asked for nothing; a query each."""
    return [matching(filters.without(*fields)).count() for fields in groups]


def _conditions(filters: Filters) -> Iterable[Q | Exists]:
    if filters.q:
        yield _says(filters.q)
    if filters.tier:
        yield Q(tier__in=filters.tier)
    if filters.platform:
        yield Q(platform__in=filters.platform)
    if filters.country:
        yield Q(influencer__country__in=["" if code == NO_COUNTRY else code for code in filters.country])
    if filters.niche:
        yield _in_niches(filters.niche)
    if filters.import_id is not None:
        through = Profile.imports.through
        yield Exists(through.objects.filter(profile_id=OuterRef("pk"), import_id=filters.import_id))
    yield from _bounds(filters)


def _bounds(filters: Filters) -> Iterable[Q]:
    bounds = {
        "followers__gte": filters.followers_min,
        "followers__lte": filters.followers_max,
        "engagement_rate__gte": filters.er_min,
        "price__lte": filters.price_max,
        "credibility__gte": filters.credibility_min,
    }
    return (Q(**{lookup: bound}) for lookup, bound in bounds.items() if bound is not None)


def _says(text: str) -> Q:
    """Name, handle or title contain the text, whatever its case.

    SQLite's LIKE folds the case of ASCII letters only, so other letters go through a regular expression.
    """
    lookup, value = ("icontains", text) if text.isascii() else ("iregex", re.escape(text))
    return (
        Q(**{f"influencer__name__{lookup}": value})
        | Q(**{f"handle__{lookup}": value})
        | Q(**{f"title__{lookup}": value})
    )


def _in_niches(slugs: tuple[str, ...]) -> Exists:
    weights = ProfileNiche.objects.filter(profile=OuterRef("pk"))
    return Exists(weights.filter(Q(niche__slug__in=slugs) | Q(niche__parent__slug__in=slugs)))


def _cells(filters: Filters) -> list[tuple[dict[str, str], int]]:
    """Profiles counted by tier, platform and country at once, with no filter on these three.

    A few hundred cells at most, from which each facet and the total follow without asking again.
    """
    profiles = matching(filters.without(*CELL)).values_list(*CELL.values())
    return [
        (dict(zip(CELL, (tier, platform, country or NO_COUNTRY), strict=True)), count)
        for tier, platform, country, count in profiles.annotate(Count("pk"))
    ]


def _margin(cells: list[tuple[dict[str, str], int]], filters: Filters, facet: str) -> dict[str, int]:
    """Counts by the values of one facet in the cells that the filters let through."""
    counts: Counter[str] = Counter()
    for cell, count in cells:
        if all(value in (getattr(filters, name) or (value,)) for name, value in cell.items()):
            counts[cell[facet]] += count
    return dict(counts)


def _by_niche(filters: Filters) -> dict[str, int]:
    """Broader niches count a profile once, however many of their narrower ones it has."""
    weights = ProfileNiche.objects.filter(profile__in=matching(filters).values("pk")).order_by()
    narrow = weights.filter(niche__parent__isnull=False).values_list("niche__slug").annotate(Count("pk"))
    broad = (
        weights.annotate(top=Coalesce("niche__parent__slug", "niche__slug"))
        .values_list("top")
        .annotate(Count("profile", distinct=True))
    )
    return dict(narrow) | dict(broad)


def _histogram(filters: Filters, figure: str) -> Histogram:
    number = Func(F(figure), template=BIN_SQL[figure], output_field=IntegerField())
    known = matching(filters).filter(**{f"{figure}__isnull": False})
    counts = dict(known.annotate(bin=number).values_list("bin").annotate(Count("pk")))
    return Histogram(EDGES[figure], tuple(counts.get(index, 0) for index in range(len(EDGES[figure]) - 1)))


def bin_of(figure: str, value: float) -> int:
    """The bin of a value, for marking where a bound lies."""
    last = len(EDGES[figure]) - 2
    return min(max(bisect_right(EDGES[figure], value) - 1, 0), last)


def _ids(filters: Filters, number: int) -> tuple[int, ...]:
    start = (number - 1) * filters.size
    rows = matching(filters).order_by(_order(filters.sort), "pk").values_list("pk", flat=True)
    return tuple(rows[start : start + filters.size])


def _order(sort: str) -> OrderBy:
    """What is not known comes last in either direction; letter case does not matter."""
    column = SORTS[sort.removeprefix("-")]
    descending = sort.startswith("-") != column.startswith("-")
    name = column.removeprefix("-")
    value = Lower(name) if name == "influencer__name" else F(name)
    return value.desc(nulls_last=True) if descending else value.asc(nulls_last=True)

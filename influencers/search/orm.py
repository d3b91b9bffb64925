"""The search by SQL: what every other engine has to agree with, and quick enough for small catalogues."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import OrderBy, RawSQL
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan

from influencers.models import Profile, ProfileNiche
from influencers.search.query import EDGES, NO_COUNTRY, OWN_FIELDS, Filters, Histogram, Page, direction
from influencers.search.text import Fold


def _bin_sql(edges: tuple[float, ...]) -> str:
    """The bin of a figure as SQL; edges are constants of this module, so they may stand in it."""
    steps = " ".join(f"WHEN %(expressions)s < {edge} THEN {index}" for index, edge in enumerate(edges[1:-1]))
    return f"CASE {steps} ELSE {len(edges) - 2} END"


BIN_SQL = {figure: _bin_sql(edges) for figure, edges in EDGES.items()}
# The facets of which every profile has exactly one value, and their columns.
CELL = {"tier": "tier", "platform": "platform", "country": "influencer__country"}


def search(filters: Filters) -> Page:
    """The page of profiles that `filters` ask for; eight queries, however large the catalogue."""
    cells = _cells(filters)
    facets = {name: _margin(cells, filters.without(name), name) for name in CELL}
    total = sum(_margin(cells, filters, "tier").values())
    number = min(filters.page, max(1, -(-total // filters.size)))
    facets["niche"] = _by_niche(filters.without("niche"))
    histograms = {figure: _histogram(filters.without(*own), figure) for figure, own in OWN_FIELDS.items()}
    return Page(_page(filters, number), number, total, facets, histograms, listed())


def listed() -> int:
    """How many profiles there are to choose from."""
    return Profile.objects.listed().count()


def matching(filters: Filters) -> QuerySet[Profile]:
    """Every profile that `filters` ask for, in no order and whatever the page."""
    profiles = Profile.objects.listed()
    for condition in _conditions(filters):
        profiles = profiles.filter(condition)
    return profiles.order_by()


def ids(filters: Filters) -> list[int]:
    """Every profile that `filters` ask for, in the list's order; one query."""
    return list(_in_order(filters))


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
    if filters.among is not None:
        yield Q(pk__in=_these(filters.among))
    if filters.outside:
        yield ~Q(pk__in=_these(filters.outside))
    yield from _bounds(filters)


def _these(profile_ids: frozenset[int]) -> RawSQL:
    """Any number of ids as one parameter: a database takes a limited number of them."""
    rows = {"sqlite": "SELECT value FROM json_each(%s)"}
    sql = rows.get(connection.vendor, "SELECT value::bigint FROM json_array_elements_text(%s::json)")
    return RawSQL(sql, [json.dumps(sorted(profile_ids))])  # noqa: S611 - constants of this function


def _bounds(filters: Filters) -> Iterable[Q]:
    bounds = {
        "followers__gte": filters.followers_min,
        "followers__lte": filters.followers_max,
        "engagement_rate__gte": filters.er_min,
        "price__lte": filters.price_max,
        "credibility__gte": filters.credibility_min,
    }
    return (Q(**{lookup: bound}) for lookup, bound in bounds.items() if bound is not None)


def _says(term: str) -> Q:
    """Name, handle or title contain the term, whatever its case."""
    return reduce(or_, (_contains(name, term) for name in ("influencer__name", "handle", "title")))


def _contains(name: str, term: str) -> Q:
    """SQLite's own LIKE folds ASCII as `Fold` does and is quicker."""
    if connection.vendor == "sqlite" and term.isascii():
        return Q(**{f"{name}__icontains": term})
    return Q(GreaterThan(StrIndex(Fold(name), Fold(Value(term))), 0))


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


def _page(filters: Filters, number: int) -> tuple[int, ...]:
    start = (number - 1) * filters.size
    return tuple(_in_order(filters)[start : start + filters.size])


def _in_order(filters: Filters) -> QuerySet:
    return matching(filters).order_by(_order(filters.sort), "pk").values_list("pk", flat=True)


def _order(sort: str) -> OrderBy:
    """What is not known comes last in either direction; letter case does not matter."""
    name, descending = direction(sort)
    value = Fold(name) if name == "influencer__name" else F(name)
    return value.desc(nulls_last=True) if descending else value.asc(nulls_last=True)

"""What is asked for (`Filters`), and what an answer is (`Page`), whoever gives it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

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
# The fields that narrow a figure, by the figure that a histogram shows.
OWN_FIELDS = {
    "followers": ("followers_min", "followers_max"),
    "engagement_rate": ("er_min",),
    "price": ("price_max",),
}


@dataclass(frozen=True)
class Filters:
    """What is asked for. Values within a facet are alternatives; facets must all hold.

    `niche` holds slugs and a broader niche includes its narrower ones; `country` is the influencer's (two
    letters, or NO_COUNTRY); `er_min` and `credibility_min` are shares (0.035 is 3.5 %), and each engagement
    rate is compared as it is, whatever its denominator; `price_max` is in rupiah. A bound on a figure leaves
    out profiles for which that figure is not known. `page` counts from 1, `size` is the profiles on each.
    `tag` (keys) and `blocked` (show those too) are what `among` and `outside` were made from.
    `among` and `outside` are ids of profiles: only these, and none of these. They are not part of an address.
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
    tag: tuple[str, ...] = ()
    blocked: bool = False
    among: frozenset[int] | None = None
    outside: frozenset[int] = frozenset()

    def without(self, *fields: str) -> "Filters":
        """The same with these fields as if nobody had touched them, from the first page."""
        blank = Filters()
        return replace(self, page=1, **{field: getattr(blank, field) for field in fields})

    @property
    def narrows(self) -> bool:
        return self.without("sort", "size", "outside", "blocked") != Filters()


@dataclass(frozen=True)
class Histogram:
    """Profiles per bin; bin i runs from edges[i] to below edges[i + 1]. The outermost bins are open."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


class PageState(Enum):
    """How an answer stands to the catalogue at this moment."""

    CURRENT = "current"
    BEHIND = "behind"  # so much has changed at once that counts and order are those of a moment ago
    LARGEST = "largest"  # of the largest profiles alone: the quick copy of the catalogue is being made


@dataclass(frozen=True)
class Page:
    """One page of profile ids and the counts around it.

    `number` is the page shown: the last one when a later one was asked for. `facets` maps a facet's name to
    the number of profiles behind each of its values, `histograms` a figure's name to its distribution; each
    ignores its own filter, and a broader niche counts a profile once. `catalogue` counts everybody listed.
    """

    ids: tuple[int, ...]
    number: int
    total: int
    facets: Mapping[str, Mapping[str, int]]
    histograms: Mapping[str, Histogram]
    catalogue: int
    state: PageState = field(default=PageState.CURRENT, compare=False)


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


def bin_of(figure: str, value: float) -> int:
    """The bin of a value, for marking where a bound lies."""
    last = len(EDGES[figure]) - 2
    return min(max(bisect_right(EDGES[figure], value) - 1, 0), last)


def direction(sort: str) -> tuple[str, bool]:
    """The field that a sort key orders by, and whether from the largest down."""
    column = SORTS[sort.removeprefix("-")]
    return column.removeprefix("-"), sort.startswith("-") != column.startswith("-")

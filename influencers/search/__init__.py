"""Searching the catalogue: what is asked for (`Filters`) in, one page of ids with its counts (`Page`) out.

`changes` is told of every write that a search may answer differently after.
"""

from influencers.search.choosing import ids, search, totals_without
from influencers.search.orm import matching
from influencers.search.query import (
    EDGES,
    NO_COUNTRY,
    PAGE_SIZES,
    SORTS,
    Filters,
    Histogram,
    Page,
    PageState,
    bin_of,
)

__all__ = [
    "EDGES",
    "NO_COUNTRY",
    "PAGE_SIZES",
    "SORTS",
    "Filters",
    "Histogram",
    "Page",
    "PageState",
    "bin_of",
    "ids",
    "matching",
    "search",
    "totals_without",
]

"""The order of a list in two parts: the quick copy, and the profiles that changed since it was made."""

from bisect import bisect_left
from functools import cmp_to_key
from typing import Any

import numpy as np
import polars as pl

from influencers.search.columnar.columns import END, key_of
from influencers.search.columnar.part import Chosen, Part

Row = tuple[Any, int]  # what a sort key looks at, None where it is not known, and the profile's number


def in_order(copy: Chosen, changed: Chosen, sort: str, start: int, size: int) -> pl.Series:
    """The ids of those chosen that stand at start and after in the order of the list, so many at most."""
    order = copy.part.frame[f"order:{sort}"]
    chosen = copy.mask().gather(order).arg_true()
    late = [_row(changed.part, at, sort) for at in changed.mask().arg_true()]
    if late:
        return _merged(chosen, copy.part, late, sort).slice(start, size)
    return copy.part.frame["id"].gather(order.gather(chosen.slice(start, size)))


def _merged(chosen: pl.Series, part: Part, late: list[Row], sort: str) -> pl.Series:
    """The ids of the part's rows at these places of its order, with late ones between them."""
    _column, descending = key_of(sort)
    key = cmp_to_key(lambda one, other: _compare(one, other, descending))
    late = sorted(late, key=key)
    order = part.frame[f"order:{sort}"]
    places = [bisect_left(order, key(row), key=lambda at: key(_row(part, at, sort))) for row in late]
    ids = part.frame["id"].gather(order.gather(chosen)).to_numpy()
    before = np.searchsorted(chosen.to_numpy(), places)
    return pl.Series(np.insert(ids, before, [number for _value, number in late]))


def _row(part: Part, at: int, sort: str) -> Row:
    column, _descending = key_of(sort)
    if column == "name":
        return part.frame["text"][at].split(END, 1)[0].encode(), part.frame["id"][at]
    return part.frame[column][at], part.frame["id"][at]


def _compare(one: Row, other: Row, descending: bool) -> int:
    """Below zero where one stands before the other: not known last, equals by number."""
    (value, number), (other_value, other_number) = one, other
    if value == other_value:
        return number - other_number
    if value is None or other_value is None:
        return 1 if value is None else -1
    return 1 if (value > other_value) != descending else -1

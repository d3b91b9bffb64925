"""What changed in the catalogue: a log that a copy of it is brought up to date with.

Ordinary saves and deletions are noted by themselves (`influencers.search.watch`). Whoever writes past them,
by bulk_create, update() or SQL of their own, calls `note` in the transaction that writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Max, Q
from django.utils import timezone

from influencers.models import CatalogueChange

EACH_AT_MOST = 1_000  # profiles that are noted one by one; more count as everything
ROWS_AT_MOST = 1_000  # of the log that are read at once
GAPS_AT_MOST = 500  # the newest: whoever still writes took a number lately, rollbacks leave the others
LONGEST_WRITE = timedelta(hours=2)  # no transaction is open for longer
KEPT = timedelta(days=1)
COLUMNS = ("pk", "at", "profile_ids")


def note(profile_ids: Iterable[int]) -> None:
    """These profiles are found or counted differently once the current transaction commits; one statement."""
    ids = sorted(set(profile_ids))
    if len(ids) > EACH_AT_MOST:
        note_all()
    elif ids:
        CatalogueChange.objects.create(profile_ids=ids)


def note_all() -> None:
    """Any profile may have changed."""
    CatalogueChange.objects.create(profile_ids=None)


@dataclass(frozen=True)
class Mark:
    """Which changes a copy of the catalogue has in it: those up to `newest` that lie in no gap.

    A number is taken before its transaction commits, so a copy may miss a smaller number than the newest it
    has seen: `gaps` are the numbers, first and last, that it did not see. `newest_at` tells this log from
    another with the same numbers, such as that of a restored database.
    """

    newest: int
    newest_at: str
    gaps: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Since:
    """What a copy does not have in it: `key` is another one whenever something else changed.

    `everything`: more than the named profiles. `profile_ids` are then only the newest of them.
    """

    key: tuple[int, ...]
    profile_ids: frozenset[int]
    everything: bool


def mark() -> Mark:
    """The mark of a copy that is made of what the current transaction sees. The log must not be empty."""
    newest = CatalogueChange.objects.latest("pk")
    settled = CatalogueChange.objects.filter(at__lt=timezone.now() - LONGEST_WRITE)
    floor = settled.aggregate(last=Max("pk"))["last"] or 0
    seen = CatalogueChange.objects.filter(pk__gt=floor).order_by("pk").values_list("pk", flat=True)
    return Mark(newest.pk, newest.at.isoformat(), tuple(_gaps(floor, seen))[-GAPS_AT_MOST:])


def _gaps(floor: int, seen: Iterable[int]) -> Iterator[tuple[int, int]]:
    last = floor
    for number in seen:
        if number > last + 1:
            yield last + 1, number - 1
        last = number


def since(copy: Mark) -> Since | None:
    """What changed since a copy was made, in one query; None when it is not a copy of this catalogue."""
    unseen = reduce(or_, (Q(pk__range=gap) for gap in copy.gaps), Q(pk__gte=copy.newest))
    rows = list(CatalogueChange.objects.filter(unseen).order_by("-pk").values_list(*COLUMNS)[:ROWS_AT_MOST])
    anchor = next((at for pk, at, _ids in rows if pk == copy.newest), None)
    if len(rows) < ROWS_AT_MOST and (anchor is None or anchor.isoformat() != copy.newest_at):
        return None
    new = [(pk, ids) for pk, _at, ids in rows if pk != copy.newest]
    named: set[int] = set()
    everything = len(rows) == ROWS_AT_MOST
    for _pk, ids in new:
        everything = everything or ids is None or len(named) + len(ids) > EACH_AT_MOST
        named.update(ids[: EACH_AT_MOST - len(named)] if ids else ())
    return Since(tuple(pk for pk, _ids in new), frozenset(named), everything)


def begin() -> None:
    """Give an empty log its first line."""
    if not CatalogueChange.objects.exists():
        note_all()


def forget() -> None:
    """Drop lines that every copy in use has in it; copies are made anew before they are half as old."""
    old = CatalogueChange.objects.filter(at__lt=timezone.now() - KEPT)
    old.exclude(pk=CatalogueChange.objects.latest("pk").pk).delete()

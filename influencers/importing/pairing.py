"""Pairs of a table beside what the catalogue knows: whom they name, what they would change, and writing it.

Of rows with the same pair the last one counts. The same overlap from the same file content is no news,
whatever the day; nor is the same of one day. The same content read with another unit corrects what it
brought.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from influencers.importing.matching import BATCH
from influencers.importing.overlaps import Account, Columns, PairRow, each_side
from influencers.importing.records import Issue
from influencers.models import AudienceOverlap, Import, Profile, Source
from influencers.models.overlap import PEOPLE, TURNED
from influencers.models.profile import normalize_handle

Key = tuple[int, int]
Figure = tuple[int | None, float | None, str]


@dataclass(slots=True)
class Found:
    """A pair of profiles in the catalogue's order, what is said of it, and what becomes of it."""

    row: PairRow
    key: Key
    figure: Figure
    corrects: int | None = None
    outcome: str = ""  # created, updated or unchanged


@dataclass(slots=True)
class Pairing:
    found: list[Found]
    skipped: int
    rejected: list[Issue]
    flagged: list[Issue]

    def count(self, outcome: str) -> int:
        return sum(each.outcome == outcome for each in self.found)


def pairing(rows: Sequence[PairRow], columns: Columns, run: Import) -> Pairing:
    """What importing the rows would do; two queries for every 2,000 rows and platform."""
    profiles = _profiles(rows)
    found, rejected, flagged = {}, [], []
    read = 0
    for row in rows:
        each = _find(row, profiles, columns, run.unit)
        if isinstance(each, Issue):
            rejected.append(each)
            continue
        read += 1
        former = found.pop(each.key, None)
        if former and former.figure != each.figure:
            flagged.append(_twice(former, each, columns))
        found[each.key] = each
    _compare(list(found.values()), run)
    return Pairing(list(found.values()), read - len(found), rejected, flagged)


def _twice(former: Found, later: Found, columns: Columns) -> Issue:
    reason = gettext_noop("Row %(number)s gives the same pair another overlap and is the one that counts.")
    shown = f"{former.row.a.text} × {former.row.b.text}"
    return Issue(former.row.row, columns.value_header, shown, reason, later.row.row)


class _Profiles:
    """The profiles that a table names, with their followers."""

    def __init__(self) -> None:
        self.followers: dict[int, int | None] = {}
        self.by_handle: dict[tuple[str, str], int] = {}
        self.platforms: dict[str, set[int]] = defaultdict(set)

    def add(self, rows: Iterable[tuple[int, str, str, int | None]]) -> None:
        for pk, platform, identity, followers in rows:
            self.followers[pk] = followers
            self.by_handle[platform, identity] = pk
            self.platforms[identity].add(pk)

    def find(self, account: Account) -> tuple[int | None, str]:
        """The profile's key, or why there is none."""
        if account.pk is not None:
            known = account.pk if account.pk in self.followers else None
            return known, gettext_noop("No profile in the catalogue has this number.")
        handle = normalize_handle(account.handle)
        if account.platform:
            missing = gettext_noop("No profile in the catalogue has this handle on this platform.")
            return self.by_handle.get((account.platform, handle)), missing
        several = self.platforms.get(handle, set())
        if len(several) == 1:
            return next(iter(several)), ""
        if several:
            return None, gettext_noop("This handle is known on several platforms: say which one.")
        return None, gettext_noop("No profile in the catalogue has this handle.")


def _profiles(rows: Sequence[PairRow]) -> _Profiles:
    found = _Profiles()
    columns = ("pk", "platform", "identity", "followers")
    accounts = dict.fromkeys(each_side(rows))
    keys = sorted({account.pk for account in accounts if account.pk is not None})
    handles = sorted({normalize_handle(account.handle) for account in accounts if account.handle})
    for field, values in (("pk__in", keys), ("identity__in", handles)):
        for start in range(0, len(values), BATCH):
            some = Profile.objects.filter(**{field: values[start : start + BATCH]})
            found.add(some.order_by("pk").values_list(*columns))
    return found


def _find(row: PairRow, profiles: _Profiles, columns: Columns, unit: str) -> Found | Issue:
    keys = []
    for account, column in zip((row.a, row.b), columns.sides, strict=True):
        key, reason = profiles.find(account)
        if key is None:
            return Issue(row.row, columns.header[column], account.text, reason)
        keys.append(key)
    a, b = keys
    if a == b:
        reason = gettext_noop("Both columns name the same profile.")
        return Issue(row.row, columns.header[columns.sides[1]], row.b.text, reason)
    least = min((size for key in keys if (size := profiles.followers[key])), default=None)
    if row.people is not None and least is not None and row.people > least:
        reason = gettext_noop("More people than the smaller of the two has followers (%(number)s).")
        return Issue(row.row, columns.value_header, str(row.people), reason, least)
    base = "" if unit == PEOPLE else unit if a < b else TURNED.get(unit, unit)
    return Found(row, (min(a, b), max(a, b)), (row.people, row.share, base))


def _compare(found: list[Found], run: Import) -> None:
    """Fill in what becomes of each pair."""
    known = defaultdict(list)
    firsts = sorted({each.key[0] for each in found})
    columns = ("first_id", "second_id", "pk", "people", "share", "base", "observed_on")
    for start in range(0, len(firsts), BATCH):
        rows = AudienceOverlap.objects.filter(first__in=firsts[start : start + BATCH]).order_by("pk")
        for first, second, *rest in rows.values_list(*columns, F("source__import_run__sha256")):
            known[first, second].append(rest)
    for each in found:
        each.outcome = "created"
        for pk, people, share, base, on, sha256 in known[each.key]:
            ours, same = sha256 == run.sha256, (people, share, base) == each.figure
            if same and (ours or on == run.as_of):
                each.outcome, each.corrects = "unchanged", None
                break
            if ours:
                each.outcome, each.corrects = "updated", pk


@transaction.atomic
def save_pairs(found: Iterable[Found], *, run: Import, source: Source) -> None:
    """Write all that is new or corrected."""
    new, corrected = [], []
    for each in found:
        people, share, base = each.figure
        figure = {"people": people, "share": share, "base": base}
        if each.outcome == "updated":
            corrected.append(AudienceOverlap(pk=each.corrects, **figure))
        elif each.outcome == "created":
            first, second = each.key
            row = AudienceOverlap(
                first_id=first, second_id=second, observed_on=run.as_of, source=source, **figure
            )
            new.append(row)
    AudienceOverlap.objects.bulk_create(new, batch_size=BATCH)
    AudienceOverlap.objects.bulk_update(corrected, ["people", "share", "base"], batch_size=500)

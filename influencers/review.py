"""The queue of doubts: groups of values that are alike, and what may be decided about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from influencers.figures import count, percent, short
from influencers.importing import decisions, readings
from influencers.importing.fields import COUNTS, Field
from influencers.importing.issues import in_words, said
from influencers.models import Doubt, DoubtKind
from influencers.models.doubt import DoubtQuerySet

STORED = {Field.ENGAGEMENT_RATE: "engagement_rate", Field.FAKE_FOLLOWERS: "credibility", Field.PRICE: "price"}
PERSONAL = {Field.COUNTRY: "country", Field.CITY: "city", Field.GENDER: "gender"}


@dataclass(frozen=True)
class Group:
    """Open doubts of one import and column for one reason; `first` is the key of one of them."""

    first: int
    file: str
    column: str
    reason: str
    total: int
    rejected: bool


@dataclass(frozen=True)
class Item:
    """One open doubt as the page shows it. `choices` are the two readings of a number with a mark."""

    doubt: Doubt
    reason: str
    stored: str
    choices: tuple[tuple[str, str], ...]
    may_take: bool


def groups(found: Iterable[Mapping[str, Any]]) -> list[Group]:
    """The rows of `DoubtQuerySet.groups`, the reasons in the reader's language."""
    return [
        Group(
            row["first"],
            row["file"],
            row["column"],
            _reason(row),
            row["total"],
            row["kind"] == DoubtKind.REJECTED,
        )
        for row in found
    ]


def _reason(row: Mapping[str, Any]) -> str:
    """Where the reasons name different numbers, the group's own leaves the number open."""
    least, greatest = row["least"], row["greatest"]
    return in_words({**row, "number": least}) if least == greatest else said(row["reason"], "…")


def item(doubt: Doubt) -> Item:
    asked = decisions.asked_of(doubt)
    reason = in_words({"reason": doubt.reason, "number": doubt.number})
    if asked is None:
        return Item(doubt, reason, "", (), False)
    choices = tuple((mark, in_full(value)) for mark, value in readings.two_ways(asked, doubt.value))
    return Item(doubt, reason, _stored(doubt, asked.field), choices, True)


def in_full(value: float) -> str:
    return count(value) if float(value).is_integer() else f"{value:g}"


def _stored(doubt: Doubt, field: Field) -> str:
    """What the catalogue has now for the profile, of the figures that a list shows."""
    if field in PERSONAL:
        return str(getattr(doubt.profile.influencer, PERSONAL[field]))
    name = STORED.get(field) or COUNTS.get(field) or "audience_country"
    value = getattr(doubt.profile, name, None)
    if value in (None, ""):
        return ""
    if isinstance(value, str):
        return value
    if name in ("engagement_rate", "credibility"):
        return percent(value, 1)
    return short(value) if name == "price" else count(value)


def read_all(doubts: DoubtQuerySet, mark: str) -> dict[int, Any]:
    """The first open doubts with two readings, read with `mark` between thousands; at most AT_ONCE."""
    found = {}
    for doubt in doubts.open().flagged().select_related("import_run", "profile")[: decisions.AT_ONCE]:
        asked = decisions.asked_of(doubt)
        if asked and mark in dict(readings.two_ways(asked, doubt.value)):
            found[doubt.pk] = readings.read(asked, doubt.value, thousands=mark)[0]
    return found


def wherever_written(doubts: DoubtQuerySet, values: Mapping[int, Any]) -> dict[int, Any]:
    """The same for every open doubt among these with the same written value; at most AT_ONCE."""
    written = dict(doubts.filter(pk__in=values).values_list("pk", "value"))
    by_text = {text: values[pk] for pk, text in written.items()}
    same = doubts.open().flagged().filter(value__in=by_text).values_list("pk", "value")
    return {pk: by_text[text] for pk, text in same[: decisions.AT_ONCE]} | dict(values)

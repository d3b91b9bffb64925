"""The finished example as the tour shows it, read from guide/data.

The list is cleaned as an import is, the answer dressed as on the page of a recommendation.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Pool
from campaigns.reporting.brief import Words, said
from campaigns.reporting.presentation import Page, present
from guide.example.listing import HABITS
from influencers.figures import count, money
from influencers.importing import columns, reading
from influencers.importing.cleaning import clean
from influencers.importing.issues import in_words
from influencers.importing.reading import Sheet
from influencers.importing.records import Cleaned, Issue, Record
from influencers.models import Import, Niche, Platform

DATA = Path(__file__).resolve().parent.parent / "data"
LIST_FILE, ANSWER_FILE = DATA / "example-list.csv", DATA / "example.json"


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell with a habit of real spreadsheets: what stood there, and what was made of it."""

    row: int
    name: str
    column: str
    written: str
    read: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class ListRead:
    rows: int
    records: int
    rejected: int
    flagged: int
    readings: list[Reading]


@cache
def _stored() -> dict[str, Any]:
    return json.loads(ANSWER_FILE.read_text("utf-8"))


@cache
def _sheet() -> Sheet:
    return reading.read(LIST_FILE)


def list_read() -> ListRead:
    """The list through the import's own reading and cleaning; the reasons are in the reader's language."""
    sheet = _sheet()
    cleaned = clean(sheet, columns.understand(sheet), country="ID")
    readings = [
        _reading(sheet, position, column, cleaned) for position, (column, _habit) in enumerate(HABITS)
    ]
    return ListRead(cleaned.rows, len(cleaned.records), len(cleaned.rejected), len(cleaned.flagged), readings)


def _reading(sheet: Sheet, position: int, column: str, cleaned: Cleaned) -> Reading:
    number, cells = sheet.sample[position]
    issue = _issue(cleaned, number)
    read = in_words(issue._asdict()) if issue else _value(_record(cleaned, number), column)
    return Reading(
        number, str(cells[0]), column, str(cells[sheet.header.index(column)]), read, issue is not None
    )


def _issue(cleaned: Cleaned, number: int) -> Issue | None:
    return next((issue for issue in cleaned.rejected + cleaned.flagged if issue.row == number), None)


def _record(cleaned: Cleaned, number: int) -> Record:
    return next(record for record in cleaned.records if record.row == number)


def _value(record: Record, column: str) -> str:
    """What the record holds of the column, in words."""
    if column == "Followers":
        return _("%(count)s followers") % {"count": count(record.figures["followers"])}
    if column == "Username":
        return _("@%(handle)s on %(platform)s") % {
            "handle": record.handle,
            "platform": Platform(record.platform).label,
        }
    if column == "Harga":
        return money(record.prices[0].amount, record.prices[0].currency)
    return _("Nothing: a broken formula counts as an empty cell.")


def brief_words() -> Words:
    """The example's brief, in the words of a campaign's page; one query, for the niches."""
    brief = dict(_stored()["brief"])
    niches = Niche.objects.filter(slug__in=brief.pop("niches"))
    days = {name: date.fromisoformat(brief.pop(name)) for name in ("starts_on", "ends_on")}
    run = Import(file_name=brief.pop("file"), as_of=days["starts_on"])
    return said(Campaign(**brief, **days, pool=Pool.IMPORT, pool_import=run), niches, [])


def answer_page() -> Page:
    """What the fragments of the recommendation need."""
    return present(_stored()["answer"])

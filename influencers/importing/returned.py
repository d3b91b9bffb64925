"""A file of rejected rows that comes back put right, known by the column of the reasons, which is no data."""

from collections.abc import Iterator, Sequence
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from influencers.cells import as_written
from influencers.importing.sheets import Cell, Row


def heading() -> str:
    """What stands above the reasons, in the reader's language."""
    return _("Why this row was rejected")


@cache
def _headings() -> frozenset[str]:
    """In every language, for the file may come back from somebody who reads another."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(heading())
    return frozenset(found)


def place_of_reasons(header: Sequence[str]) -> int | None:
    """Where the reasons stand, or None in a file that is none of ours."""
    return next((place for place, name in enumerate(header) if name in _headings()), None)


def without_reasons(cells: Sequence[Cell], place: int) -> list[Cell]:
    """The cells as the list first had them: no reason, and nothing that kept formulas from running."""
    return [as_written(cell) for at, cell in enumerate(cells) if at != place]


def rows_as_written(rows: Iterator[Row], place: int) -> Iterator[Row]:
    return ((number, without_reasons(cells, place)) for number, cells in rows)

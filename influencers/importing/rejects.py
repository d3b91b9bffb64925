"""The rejected rows of a list as it wrote them, each behind the reason: to be put right and sent again.

The reason comes first, for a rejected row may be longer than its header. What comes back is read by
`influencers.importing.returned`.
"""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO

import xlsxwriter

from influencers.cells import BYTE_ORDER_MARK, Line, neutral
from influencers.importing.issues import in_words
from influencers.importing.returned import heading
from influencers.importing.sheets import Sheet
from influencers.models import Doubt, Import

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}


def lines(run: Import, sheet: Sheet) -> Iterator[list[object]]:
    """Header, then the rejected rows that nobody left out, in the file's order; read as they are asked for.

    Memory is that of the reasons, of which there are at most as many as the file has rows.
    """
    open_ones = Doubt.objects.open().rejected().filter(import_run=run).order_by()
    reasons = {
        row: in_words({"reason": reason, "number": number})
        for row, reason, number in open_ones.values_list("row", "reason", "number")
    }
    yield [heading(), *map(neutral, sheet.header)]
    yield from ([reasons[number], *map(neutral, cells)] for number, cells in sheet if number in reasons)


def as_csv(found: Iterable[list[object]]) -> Iterator[str]:
    """The lines of a CSV file, one at a time."""
    yield BYTE_ORDER_MARK
    writer = csv.writer(Line())
    for line in found:
        yield writer.writerow(line)


def as_workbook(found: Iterable[list[object]]) -> bytes:
    """One sheet whose texts are texts, so that no cell can be a formula or a link."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, PLAIN) as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, 0, 40)
        for number, line in enumerate(found):
            sheet.write_row(number, 0, line)
    return out.getvalue()

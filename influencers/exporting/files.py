"""A selection as a file, with what it is: the filters in words, the day, the number, made-up data said so."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from influencers import facets
from influencers.cells import BYTE_ORDER_MARK, Line, neutral
from influencers.exporting.columns import COLUMNS, rows
from influencers.figures import count, day
from influencers.models import Niche, Profile
from influencers.models.source import SourceKind
from influencers.selection import Selection

XLSX_ROWS = 10_000  # about three seconds of a request; a longer list goes out as CSV, which streams
STYLES = {"": "", "whole": "#,##0", "rate": "0.0%"}


def notes(selection: Selection) -> list[tuple[str, str]]:
    """What the file is, as pairs of label and words."""
    pairs = [
        (_("Exported from Tiermix on"), day(timezone.localdate())),
        (_("Profiles"), count(len(selection.ids))),
        (_("Selection"), "; ".join(chosen_by(selection))),
    ]
    if _is_made_up(selection):
        pairs.append((_("Note"), _("Contains synthetic demo data: made-up people and figures.")))
    return pairs


def chosen_by(selection: Selection) -> list[str]:
    """The filters in words, or that the profiles were ticked one by one."""
    if selection.reading is None:
        return [_("Ticked by hand on the list")]
    niches = {niche.slug: niche for niche in Niche.objects.select_related("parent")}
    imported = selection.reading.chosen_import
    file_name = imported.file_name if imported else ""
    chips = facets.chips(selection.reading.filters, niches, file_name, selection.reading.tags)
    words = [f"{chip.facet}: {chip.value}" for chip in chips] or [_("The whole catalogue, no filter")]
    order = facets.SORT_LABELS[selection.reading.filters.sort]
    return [*words, _("Order: %(order)s") % {"order": order}]


def _is_made_up(selection: Selection) -> bool:
    """Whether anybody in the file may be of the demo; asked of the first and of the catalogue beyond."""
    few = selection.ids[:XLSX_ROWS]
    synthetic = Profile.objects.filter(source__kind=SourceKind.SYNTHETIC)
    return synthetic.filter(pk__in=few).exists() or (len(selection.ids) > len(few) and synthetic.exists())


def as_csv(selection: Selection, language: str) -> Iterator[str]:
    """The file line by line, in the language of the request, which is over by then.

    What the file is stands in the first row's last column, out of the way of whoever imports the file again.
    """
    writer = csv.writer(Line())
    with translation.override(language):
        about = neutral(" | ".join(f"{label}: {words}" for label, words in notes(selection)))
        yield BYTE_ORDER_MARK + writer.writerow([*(column.heading for column in COLUMNS), "exported"])
        for number, row in enumerate(rows(selection.ids)):
            yield writer.writerow([*row, "" if number else about])


def as_xlsx(selection: Selection) -> bytes:
    """A workbook of the list, and a second sheet that says what it is; for XLSX_ROWS at most."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(_("Influencers"))
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        formats = {name: book.add_format({"num_format": code}) for name, code in STYLES.items()}
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width, formats[column.style])
            sheet.write_string(0, index, column.heading, bold)
        for number, row in enumerate(rows(selection.ids), start=1):
            for index, value in enumerate(row):
                if value not in (None, ""):
                    sheet.write(number, index, value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(selection.ids), len(COLUMNS) - 1)
        about = book.add_worksheet(_("About this list"))
        about.set_column(0, 0, 26, bold)
        about.set_column(1, 1, 90, wrap)
        for number, (label, words) in enumerate(notes(selection)):
            about.write_string(number, 0, label)
            about.write_string(number, 1, str(neutral(words)))
    return content.getvalue()

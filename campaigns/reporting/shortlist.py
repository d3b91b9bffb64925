"""The shortlist as a spreadsheet: what the page shows, line for line, with the page's totals."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reporting.bill import CODE, amount_of, pph_type
from campaigns.reporting.names import platform_name, provenance_name, tier_name
from campaigns.reporting.presentation import dressed
from influencers.cells import neutral

Answer = Mapping[str, Any]
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """`total` says what stands below the column; `number` columns hold numbers, others text; `money` columns
    name their currency in the heading."""

    heading: Any
    value: Callable[[Line], object]
    width: int = 14
    number: bool = False
    money: bool = False
    total: Callable[[Answer], object] | None = None


def _figure(name: str, part: str) -> Callable[[Line], object]:
    return lambda line: round(line[name][part])


def _billed(heading: Any, *codes: str) -> Column:
    """An amount of the bill and its total; empty in answers from before there were bills."""
    return Column(
        heading,
        lambda line: _amount(line["cost"], codes),
        number=True,
        money=True,
        total=lambda answer: _amount(answer, codes),
    )


def _amount(billed: Mapping[str, Any], codes: tuple[str, ...]) -> object:
    return amount_of(billed["bill"], *codes) if "bill" in billed else ""


def _quoted(part: int) -> Callable[[Line], object]:
    """Of (quantity, price of one); empty where several things were quoted, or nobody kept what was."""

    def value(line: Line) -> object:
        items = line["cost"].get("quote", {}).get("items", ())
        return items[0][part] if len(items) == 1 else ""

    return value


ADDS = Column(
    gettext_lazy("Adds to unique reach in the target"),
    lambda line: round(line["adds"]),
    number=True,
)
COLUMNS = (
    Column(gettext_lazy("No."), lambda line: line["position"], 6, number=True),
    Column(gettext_lazy("Name"), lambda line: line["name"], 26, total=lambda answer: _("Total")),
    Column(gettext_lazy("Username"), lambda line: line["handle"].removeprefix("@"), 22),
    Column(gettext_lazy("Platform"), lambda line: platform_name(line["platform"])),
    Column(gettext_lazy("Tier"), lambda line: tier_name(line["tier"])),
    Column(gettext_lazy("Niche"), lambda line: line["niche_name"]),
    Column(gettext_lazy("Followers"), lambda line: line["followers"], number=True),
    Column(gettext_lazy("Deliverables"), lambda line: line["package_words"], 36),
    Column(gettext_lazy("Qty"), _quoted(0), 6, number=True),
    Column(gettext_lazy("Unit rate"), _quoted(1), number=True, money=True),
    _billed(gettext_lazy("Subtotal"), "subtotal"),
    _billed(CODE["discount"], "discount"),
    _billed(CODE["usage_rights"], "usage_rights"),
    _billed(CODE["exclusivity"], "exclusivity"),
    _billed(CODE["gross_up"], "gross_up"),
    Column(gettext_lazy("PPh type"), lambda line: pph_type(line["cost"].get("bill", []))),
    _billed(gettext_lazy("PPh, part of the fee"), "pph21", "pph23"),
    _billed(CODE["ppn"], "ppn", "agency_ppn"),
    _billed(CODE["ppn_credited"], "ppn_credited", "agency_ppn_credited"),
    _billed(CODE["agency_fee"], "agency_fee"),
    _billed(CODE["handling"], "handling"),
    _billed(CODE["boost"], "boost"),
    _billed(CODE["contingency"], "contingency"),
    Column(
        gettext_lazy("Cost, all-in"),
        lambda line: line["cost"]["amount"],
        number=True,
        money=True,
        total=lambda answer: answer["totals"]["cost"],
    ),
    Column(gettext_lazy("Price is"), lambda line: provenance_name(line["cost"]["kind"])),
    Column(gettext_lazy("Est. reach, low"), _figure("reach", "p10"), number=True),
    Column(
        gettext_lazy("Est. reach, mean"),
        _figure("reach", "mean"),
        number=True,
        total=lambda answer: round(answer["totals"]["gross_reach"]),
    ),
    Column(gettext_lazy("Est. reach, high"), _figure("reach", "p90"), number=True),
    Column(
        gettext_lazy("Est. reach in the target, mean"),
        lambda line: round(line["target"]),
        number=True,
        total=lambda answer: round(answer["totals"]["plain_sum"]),
    ),
    ADDS,
    Column(gettext_lazy("Est. engagements, low"), _figure("engagements", "p10"), number=True),
    Column(
        gettext_lazy("Est. engagements, mean"),
        _figure("engagements", "mean"),
        number=True,
        total=lambda answer: round(answer["totals"]["engagements"]),
    ),
    Column(gettext_lazy("Est. engagements, high"), _figure("engagements", "p90"), number=True),
    Column(gettext_lazy("For"), lambda line: "; ".join(line["for"]), 50),
    Column(gettext_lazy("Against"), lambda line: "; ".join(line["against"]), 50),
    Column(gettext_lazy("Source of the figures"), lambda line: line["engagements"]["words"], 30),
    Column(gettext_lazy("Source of the price"), lambda line: line["cost"]["words"], 30),
)


def rows_of(answer: Answer) -> list[list[object]]:
    """Heading, one row a line, totals, and the unique reach below; texts are neutralised."""
    lines: Sequence[Line] = dressed(answer)
    heading = [_heading(column, answer["currency"]) for column in COLUMNS]
    body = [[neutral(column.value(line)) for column in COLUMNS] for line in lines]
    totals = [column.total(answer) if column.total else "" for column in COLUMNS]
    return [heading, *body, totals, _unique_row(answer)]


def _heading(column: Column, currency: str) -> str:
    return f"{column.heading}, {currency}" if column.money else str(column.heading)


def _unique_row(answer: Answer) -> list[object]:
    row: list[object] = [""] * len(COLUMNS)
    row[1] = _("People in the target audience, each counted once")
    row[COLUMNS.index(ADDS)] = round(answer["totals"]["reach"])
    return row


def as_csv(answer: Answer) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheets read the letters right."""
    out = io.StringIO()
    csv.writer(out).writerows(rows_of(answer))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(answer: Answer, *, title: str) -> bytes:
    """One sheet; every text is written as text, so that no cell can be a formula or a link."""
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(_("Shortlist")[:31])
        bold, number = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"num_format": "#,##0"}),
        )
        for position, column in enumerate(COLUMNS):
            sheet.set_column(position, position, column.width, number if column.number else None)
        for index, row in enumerate(rows_of(answer)):
            sheet.write_row(index, 0, row, bold if index == 0 else None)
        sheet.freeze_panes(1, 2)
    return out.getvalue()

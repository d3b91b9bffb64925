"""Bills in words: each line with its rate, source and date; tax is always an estimate."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from influencers.citations import cited
from influencers.figures import count, day, money, percent
from influencers.models import VendorKind

Answer = Mapping[str, Any]
Row = dict[str, Any]

CODE = {
    "subtotal": gettext_lazy("Fees as quoted or estimated"),
    "discount": gettext_lazy("Discount"),
    "usage_rights": gettext_lazy("Usage rights"),
    "exclusivity": gettext_lazy("Exclusivity"),
    "gross_up": gettext_lazy("Nett to gross"),
    "pph21": gettext_lazy("PPh 21"),
    "pph23": gettext_lazy("PPh 23"),
    "ppn": gettext_lazy("PPN"),
    "ppn_credited": gettext_lazy("PPN, credited"),
    "agency_fee": gettext_lazy("Agency fee"),
    "agency_ppn": gettext_lazy("PPN on the agency fee"),
    "agency_ppn_credited": gettext_lazy("PPN on the agency fee, credited"),
    "handling": gettext_lazy("Handling"),
    "boost": gettext_lazy("Paid boost"),
    "contingency": gettext_lazy("Contingency"),
}
WITHHELD = ("pph21", "pph23")
# Which rates of tax are behind a line; PPh 21 rests on several.
RATES = {
    "pph21": ("pph21_steps", "pph21_base"),
    "pph23": ("pph23",),
    **dict.fromkeys(("ppn", "ppn_credited", "agency_ppn", "agency_ppn_credited"), ("ppn",)),
}
SHOWN_ONLY = (*WITHHELD, "ppn_credited", "agency_ppn_credited")


def bill_of(answer: Answer) -> Row | None:
    """Of the whole shortlist; None for answers from before there were bills."""
    if "bill" not in answer:
        return None
    assumed = sum(line["cost"]["vendor"]["assumed"] for line in answer["lines"])
    return _bill(answer, answer["bill"], answer["totals"]["cost"], _assumed_vendors(assumed))


def bill_of_line(answer: Answer, line: Answer) -> Row | None:
    """Of one influencer; None for answers from before there were bills."""
    cost = line["cost"]
    if "bill" not in cost:
        return None
    return _bill(answer, cost["bill"], cost["amount"], _vendor(cost["vendor"]))


def amount_of(bill: list[Row], *codes: str) -> int:
    """The lines of these codes together."""
    return sum(row["amount"] for row in bill if row["code"] in codes)


def pph_type(bill: list[Row]) -> str:
    """Which income tax is withheld; empty where none is."""
    return ", ".join(str(CODE[row["code"]]) for row in bill if row["code"] in WITHHELD)


def _bill(answer: Answer, lines: list[Row], total: int, vendor: str) -> Row:
    return {
        "lines": [
            {
                "words": str(CODE[line["code"]]),
                "amount": line["amount"],
                "note": _note(answer, line["code"], vendor),
                "is_inside": line["code"] in SHOWN_ONLY,
            }
            for line in lines
        ],
        "total": total,
        "tax_words": _tax_words(answer),
        "exchange_words": [_exchange(row) for row in answer.get("exchange", ())],
    }


def _tax_words(answer: Answer) -> str:
    label = _("Tax is an estimate: check it with a tax adviser before you pay.")
    tax = answer.get("tax")
    if not (tax and tax["as_of"]):
        return label
    since = _("The rates hold since %(day)s.") % {"day": day(date.fromisoformat(tax["as_of"]))}
    return f"{label} {since}"


def _note(answer: Answer, code: str, vendor: str) -> str:
    """What the line is a share of or part of, who assumed what, and the rates behind it."""
    parts = [_about(answer, code), vendor if code in WITHHELD else "", *_sources(answer, code)]
    return " ".join(filter(None, parts))


def _about(answer: Answer, code: str) -> str:
    shares = answer.get("overheads", {})
    share = _share(shares[code]) if shares.get(code) else ""
    about = {
        "gross_up": _("The tax on nett prices, which is paid on top of them."),
        "pph21": _("Part of the fee, paid to the tax office. Each payment is taken alone."),
        "pph23": _("Part of the fee, paid to the tax office."),
        "ppn_credited": _("The brand gets it back: not part of the total."),
        "agency_ppn_credited": _("The brand gets it back: not part of the total."),
        "agency_fee": _("%(share)s of the fees after discount and gross-up.") % {"share": share},
        "handling": _("Briefing, shipping and follow-up, the same for each influencer: a benchmark."),
        "boost": _("%(share)s of the fees after discount and gross-up.") % {"share": share},
        "contingency": _("%(share)s of everything else that is paid.") % {"share": share},
    }
    return about.get(code, "")


def _sources(answer: Answer, code: str) -> list[str]:
    rates = (answer.get("tax") or {}).get("rates", {})
    return [_rate(rates[kind]) for kind in RATES.get(code, ()) if kind in rates]


def _rate(rate: Answer) -> str:
    """As in: 11 %, PMK 131/2024, since 1 January 2025."""
    value = _share(rate["value"]) if rate["value"] is not None else _steps(rate["brackets"])
    parts = {
        "value": value,
        "source": cited(rate["source"]),
        "day": day(date.fromisoformat(rate["valid_from"])),
    }
    return _("%(value)s: %(source)s, since %(day)s.") % parts


def _steps(brackets: list[list[float]]) -> str:
    """The first and the last rate; the steps between are in the tax rates."""
    return f"{_share(brackets[0][1])}–{_share(brackets[-1][1])}"


def _share(value: float) -> str:
    return percent(value, 0 if round(value * 1000) % 10 == 0 else 1)


def _vendor(vendor: Answer) -> str:
    kind = VendorKind(vendor["kind"]).label
    if vendor["assumed"]:
        return _("Who is paid is not known: taken as an %(kind)s.") % {"kind": kind}
    return _("Paid to: %(kind)s.") % {"kind": kind}


def _assumed_vendors(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "For %(count)s influencer nobody knows who is paid: taken as an individual with NPWP.",
        "For %(count)s influencers nobody knows who is paid: taken as individuals with NPWP.",
        number,
    )
    return words % {"count": count(number)}


def _exchange(row: Answer) -> str:
    return _("1 %(currency)s = %(rupiah)s: %(source)s, %(day)s.") % {
        "currency": row["currency"],
        "rupiah": money(row["rupiah"], "IDR"),
        "source": cited(row["source"]),
        "day": day(date.fromisoformat(row["as_of"])),
    }

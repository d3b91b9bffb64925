"""Bills in words: each line with its rate, source and date; tax is always an estimate."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from influencers.citations import cited
from influencers.figures import count, day, exact_percent, money
from influencers.models import TaxKind, VendorKind

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
# The reason that says that a line of the bill is estimated.
RIGHTS = {"usage_rights": "rights_estimated", "exclusivity": "exclusivity_estimated"}


def bill_of(answer: Answer) -> Row | None:
    """Of the whole shortlist; None for answers from before there were bills."""
    if "bill" not in answer:
        return None
    costs = [line["cost"] for line in answer["lines"]]
    rights = {code: _estimated(answer["lines"], reason) for code, reason in RIGHTS.items()}
    about = {
        "subtotal": _quoted(costs),
        **rights,
        "pph21": _joined(_assumed_vendors(costs), _dearer(answer, costs)),
    }
    return _bill(answer, answer["bill"], answer["totals"]["cost"], about)


def bill_of_line(answer: Answer, line: Answer) -> Row | None:
    """Of one influencer; None for answers from before there were bills."""
    cost = line["cost"]
    if "bill" not in cost:
        return None
    about = {"subtotal": _items(cost["quote"], answer["currency"]), **_vendor(answer, cost)}
    return _bill(answer, cost["bill"], cost["amount"], about)


def amount_of(bill: list[Row], *codes: str) -> int:
    """The lines of these codes together."""
    return sum(row["amount"] for row in bill if row["code"] in codes)


def pph_type(bill: list[Row]) -> str:
    """Which income tax is withheld; empty where none is."""
    return ", ".join(str(CODE[row["code"]]) for row in bill if row["code"] in WITHHELD)


def _bill(answer: Answer, lines: list[Row], total: int, about: Mapping[str, str]) -> Row:
    """`about` says by code what this bill alone knows of a line."""
    return {
        "lines": [
            {
                "words": str(CODE[line["code"]]),
                "amount": line["amount"],
                "note": _note(answer, line["code"], about),
                "is_inside": _is_inside(line),
            }
            for line in lines
        ],
        "total": total,
        "tax_words": _tax_words(answer),
        "exchange_words": [_exchange(row) for row in answer.get("exchange", ())],
    }


def _is_inside(line: Row) -> bool:
    """Whether it is shown and not added; answers from before bills said so are told by their codes."""
    named = line["code"] in WITHHELD or line["code"].endswith("_credited")
    return line.get("inside", named)


def _tax_words(answer: Answer) -> str:
    label = _("Tax is an estimate: check it with a tax adviser before you pay.")
    tax = answer.get("tax")
    if not (tax and tax["as_of"]):
        return label
    since = _("The rates hold since %(day)s.") % {"day": day(date.fromisoformat(tax["as_of"]))}
    return f"{label} {since}"


def _note(answer: Answer, code: str, about: Mapping[str, str]) -> str:
    """What the line is a share of or part of, what was assumed, and the rates behind it."""
    return _joined(_about(answer, code), about.get(code, ""), *_sources(answer, code))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _about(answer: Answer, code: str) -> str:
    shares = answer.get("overheads", {})
    share = exact_percent(shares[code]) if shares.get(code) else ""
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
    value = exact_percent(rate["value"]) if rate["value"] is not None else _steps(rate["brackets"])
    parts = {
        "value": value,
        "source": cited(rate["source"]),
        "day": day(date.fromisoformat(rate["valid_from"])),
    }
    return _("%(value)s: %(source)s, since %(day)s.") % parts


def _steps(brackets: list[list[float]]) -> str:
    """The first and the last rate; the steps between are in the tax rates."""
    return f"{exact_percent(brackets[0][1])}–{exact_percent(brackets[-1][1])}"


def _quoted(costs: list[Row]) -> str:
    """How many of the fees somebody quoted."""
    known = sum(cost["kind"] in ("measured", "entered") for cost in costs)
    return _("%(known)s of %(all)s are quoted, the others estimated from benchmark.") % {
        "known": count(known),
        "all": count(len(costs)),
    }


def _estimated(lines: list[Row], reason: str) -> str:
    """For how many of the lines nobody named the price of a right."""
    estimated = sum(any(each["code"] == reason for each in line["reasons"]) for line in lines)
    return _("%(estimated)s of %(all)s are estimated, the others quoted or included.") % {
        "estimated": count(estimated),
        "all": count(len(lines)),
    }


def _items(quote: Answer, currency: str) -> str:
    return " + ".join(f"{count(number)} × {money(rate, currency)}" for number, rate in quote["items"])


def _vendor(answer: Answer, cost: Answer) -> dict[str, str]:
    """Who is paid, beside the tax that follows from it."""
    vendor = cost["vendor"]
    words = _("Who is paid is not known: taken as %(kind)s.") if vendor["assumed"] else _("Paid: %(kind)s.")
    paid = words % {"kind": VendorKind(vendor["kind"]).label}
    return dict.fromkeys(WITHHELD, _joined(paid, _dearer(answer, [cost])))


def _dearer(answer: Answer, costs: list[Answer]) -> str:
    """By how much the tax is higher where somebody has no tax number."""
    rate = (answer.get("tax") or {}).get("rates", {}).get(TaxKind.PPH21_WITHOUT_NPWP)
    if rate is None or all(cost["vendor"]["kind"] != VendorKind.WITHOUT_NPWP for cost in costs):
        return ""
    return _("Without NPWP the tax is multiplied: %(rate)s") % {"rate": _rate(rate)}


def _assumed_vendors(costs: list[Row]) -> str:
    number = sum(cost["vendor"]["assumed"] for cost in costs)
    words = ngettext(
        "For %(count)s influencer nobody knows who is paid: taken as an individual with NPWP.",
        "For %(count)s influencers nobody knows who is paid: taken as individuals with NPWP.",
        number,
    )
    return words % {"count": count(number)} if number else ""


def _exchange(row: Answer) -> str:
    return _("1 %(currency)s = %(rupiah)s: %(source)s, %(day)s.") % {
        "currency": row["currency"],
        "rupiah": money(row["rupiah"], "IDR"),
        "source": cited(row["source"]),
        "day": day(date.fromisoformat(row["as_of"])),
    }

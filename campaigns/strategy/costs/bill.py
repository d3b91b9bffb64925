"""The bill of one booking, line by line: what a quote costs the brand, all in, and the tax inside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from campaigns.strategy.costs.taxes import TaxRates, Vendor, share_of, withholdings

Basis = Literal["nett", "gross", "unknown"]
NOTHING = Fraction(0)

# Of a bill, in the order in which it is computed.
ORDER = (
    "subtotal",
    "discount",
    "usage_rights",
    "exclusivity",
    "gross_up",
    "pph21",
    "pph23",
    "ppn",
    "ppn_credited",
    "agency_fee",
    "agency_ppn",
    "agency_ppn_credited",
    "handling",
    "boost",
    "contingency",
)
# Shown and not paid on top: part of the fee that goes to the tax office, and VAT that the brand gets back.
SHOWN_ONLY = frozenset({"pph21", "pph23", "ppn_credited", "agency_ppn_credited"})
FEE = frozenset({"subtotal", "discount", "usage_rights", "exclusivity", "gross_up"})


class Item(NamedTuple):
    """So many pieces of one deliverable at the price of one, whole units of the currency."""

    quantity: int
    rate: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What a vendor asks: `discount` is a share of the subtotal; an unknown basis is taken as gross.

    `usage_rights` and `exclusivity` are amounts on top, on the same basis and without discount.
    """

    items: tuple[Item, ...]
    basis: Basis = "unknown"
    discount: Fraction = NOTHING
    usage_rights: int = 0
    exclusivity: int = 0

    @property
    def subtotal(self) -> int:
        """Quantities times rates."""
        return sum(item.quantity * item.rate for item in self.items)


@dataclass(frozen=True, slots=True)
class Overheads:
    """What comes on top of fees. `agency_fee` and `boost` are shares of the fee after discount and gross-up,
    `contingency` of everything else; `handling` is an amount for each influencer.

    `agency_is_pkp`: the agency charges PPN on its fee. `vat_creditable`: the brand is PKP and gets PPN back.
    """

    agency_fee: Fraction = NOTHING
    boost: Fraction = NOTHING
    contingency: Fraction = NOTHING
    handling: int = 0
    agency_is_pkp: bool = False
    vat_creditable: bool = False


NO_OVERHEADS = Overheads()


class BillLine(NamedTuple):
    """One amount in whole units; codes in `SHOWN_ONLY` are not part of the total."""

    code: str
    amount: int

    @property
    def is_inside(self) -> bool:
        """Shown and not added: part of the fee, or paid back."""
        return self.code in SHOWN_ONLY


@dataclass(frozen=True, slots=True)
class Bill:
    """The lines that are not zero, in the order in which they are computed."""

    lines: tuple[BillLine, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines if not line.is_inside)

    @property
    def fee(self) -> int:
        """After discount and gross-up, tax withheld included."""
        return sum(line.amount for line in self.lines if line.code in FEE)

    def amount(self, code: str) -> int:
        return sum(line.amount for line in self.lines if line.code == code)


class Billing:
    """Bills of many quotes under the same rates and overheads; each in constant time, exact to the unit.

    Order: quantities x rates, discount, rights, gross-up of a nett quote, tax withheld (shown: it is inside
    the gross fee), PPN of a vendor that is PKP, agency fee and its PPN, handling, paid boost, contingency.
    Every line is rounded half up. Tax is taken from this payment alone: what else a creator earned is not
    known.
    """

    def __init__(self, rates: TaxRates, overheads: Overheads) -> None:
        self._rates, self._overheads = rates, overheads
        self._withholdings = withholdings(rates)

    def of(self, quote: Quote, vendor: Vendor) -> Bill:
        subtotal = quote.subtotal
        discount = share_of(subtotal, quote.discount)
        withholding = self._withholdings[vendor.kind]
        quoted = subtotal - discount + quote.usage_rights + quote.exclusivity
        fee = withholding.gross(quoted) if quote.basis == "nett" else quoted
        lines = [
            ("subtotal", subtotal),
            ("discount", -discount),
            ("usage_rights", quote.usage_rights),
            ("exclusivity", quote.exclusivity),
            ("gross_up", fee - quoted),
            ("pph23" if vendor.kind == "company" else "pph21", withholding.of(fee)),
            *self._on_top(fee, vendor),
        ]
        spent = sum(amount for code, amount in lines if code not in SHOWN_ONLY)
        lines.append(("contingency", share_of(spent, self._overheads.contingency)))
        return Bill(tuple(BillLine(code, amount) for code, amount in lines if amount))

    def _on_top(self, fee: int, vendor: Vendor) -> list[tuple[str, int]]:
        overheads, rate = self._overheads, self._rates.ppn
        agency = share_of(fee, overheads.agency_fee)
        credited = "_credited" if overheads.vat_creditable else ""
        return [
            (f"ppn{credited}", share_of(fee, rate) if vendor.is_pkp else 0),
            ("agency_fee", agency),
            (f"agency_ppn{credited}", share_of(agency, rate) if overheads.agency_is_pkp else 0),
            ("handling", overheads.handling),
            ("boost", share_of(fee, overheads.boost)),
        ]


def added_up(bills: Iterable[Bill]) -> tuple[BillLine, ...]:
    """The bill of a whole plan: the same lines, each the sum over its bookings."""
    found: dict[str, int] = dict.fromkeys(ORDER, 0)
    for bill in bills:
        for code, amount in bill.lines:
            found[code] += amount
    return tuple(BillLine(code, amount) for code, amount in found.items() if amount)

"""Indonesian tax on a fee, exact: what is withheld of a gross fee, and the gross fee behind a nett one.

Rates are data with their day and source; here is only how they are used. All of it is an estimate to check
with a tax adviser.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

VendorKind = Literal["individual", "individual_without_npwp", "company"]
TaxKind = Literal["pph21_steps", "pph21_base", "pph21_without_npwp", "pph23", "ppn"]
TAX_KINDS: tuple[TaxKind, ...] = get_args(TaxKind)


class MissingTaxRate(LookupError):
    """No rate of a kind is valid on the day that counts; the message names both."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who writes the invoice. `is_pkp`: registered for VAT, so PPN comes on top. Unknown: an individual with
    a tax number (NPWP), marked as assumed."""

    kind: VendorKind = "individual"
    is_pkp: bool = False
    is_known: bool = False


UNKNOWN_VENDOR = Vendor()


@dataclass(frozen=True, slots=True)
class TaxRate:
    """One dated rate: `value` is a share (or the factor without NPWP), `brackets` pairs of (taxable amount
    of a year in rupiah from which a rate holds, rate)."""

    kind: str
    valid_from: date
    value: Fraction | None = None
    brackets: tuple[tuple[int, Fraction], ...] = ()
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class TaxRates:
    """The rates of one day, as shares. `brackets` are in units of the campaign's currency; `origins` has
    the row behind each kind."""

    brackets: tuple[tuple[Fraction, Fraction], ...]
    base_share: Fraction
    without_npwp: Fraction
    pph23: Fraction
    ppn: Fraction
    origins: Mapping[str, TaxRate] = field(default_factory=dict)

    @property
    def as_of(self) -> date | None:
        """The day since which all of them hold."""
        return max((row.valid_from for row in self.origins.values()), default=None)

    def in_currency(self, rupiah_per_unit: Fraction) -> "TaxRates":
        """The steps of the law are in rupiah; fees are in the campaign's currency."""
        return replace(self, brackets=tuple((start / rupiah_per_unit, rate) for start, rate in self.brackets))


def newest_on(rows: Iterable[TaxRate], day: date) -> dict[str, TaxRate]:
    """By kind the newest row that holds on the day."""
    holding = [row for row in rows if row.valid_from <= day]
    return {row.kind: row for row in sorted(holding, key=lambda row: row.valid_from)}


def rates_on(rows: Iterable[TaxRate], day: date) -> TaxRates:
    """Of each kind the newest that holds on the day. Raises MissingTaxRate."""
    newest = newest_on(rows, day)
    for kind in TAX_KINDS:
        if kind not in newest:
            raise MissingTaxRate(f"There is no tax rate for {kind} on {day.isoformat()}.")
    share = {kind: row.value or Fraction(0) for kind, row in newest.items()}
    return TaxRates(
        brackets=tuple((Fraction(start), rate) for start, rate in newest["pph21_steps"].brackets),
        base_share=share["pph21_base"],
        without_npwp=share["pph21_without_npwp"],
        pph23=share["pph23"],
        ppn=share["ppn"],
        origins=newest,
    )


def tax_rate(
    *, kind: str, valid_from: date, value: float | None, brackets: Iterable[Any], source: str, source_url: str
) -> TaxRate:
    """A row as a record; decimals count as they are written, so 0.11 is exactly eleven hundredths."""
    return TaxRate(
        kind,
        valid_from,
        None if value is None else exactly(value),
        tuple((int(start), exactly(rate)) for start, rate in brackets),
        source,
        source_url,
    )


def exactly(number: float) -> Fraction:
    """The decimal that people wrote, not the binary number nearest to it."""
    return Fraction(str(number))


@cache
def default_rates() -> tuple[TaxRate, ...]:
    """The rates that ship with the project."""
    text = files("influencers").joinpath("data", "tax_rates.json").read_text(encoding="utf-8")
    columns = ("kind", "value", "brackets", "source", "source_url")
    return tuple(
        tax_rate(valid_from=date.fromisoformat(row["valid_from"]), **{name: row[name] for name in columns})
        for row in json.loads(text)
    )


def rounded(numerator: int, denominator: int) -> int:
    """Rounded half up, exactly."""
    return (2 * numerator + denominator) // (2 * denominator)


def share_of(amount: int, share: Fraction) -> int:
    """A share of an amount, to the whole unit, half up."""
    return rounded(amount * share.numerator, share.denominator)


@dataclass(frozen=True, slots=True)
class _Step:
    """Within a step the tax on a gross fee is (slope x gross - offset) / unit."""

    slope: int
    offset: int
    unit: int


class Withholding:
    """What is withheld of a gross fee, and the gross fee that leaves a nett one; each O(log steps).

    Tax is piecewise linear in the fee with a slope below 1, so `gross` inverts `of` to the unit: with
    g = gross(n), g - of(g) = n for every n >= 0.
    """

    def __init__(self, brackets: Iterable[tuple[Fraction, Fraction]], *, base: Fraction, factor: Fraction):
        """`brackets`: (taxable amount, rate) ascending from 0; `base` x gross is taxable."""
        self._steps: list[_Step] = []
        self._gross: list[int] = []
        self._nett: list[int] = []
        slope = offset = Fraction(0)
        for start, rate in brackets:
            gross = start / base if base else start
            previous, slope = slope, base * rate * factor
            offset += (slope - previous) * gross
            self._gross.append(math.ceil(gross))
            self._nett.append(math.ceil(gross - slope * gross + offset))
            self._steps.append(_step(slope, offset))
        if any(step.slope >= step.unit for step in self._steps):
            raise ValueError("A tax that takes the whole fee cannot be grossed up.")

    def of(self, gross: int) -> int:
        step = self._steps[bisect_right(self._gross, gross) - 1]
        return rounded(step.slope * gross - step.offset, step.unit)

    def gross(self, nett: int) -> int:
        step = self._steps[bisect_right(self._nett, nett) - 1]
        return rounded(step.unit * nett - step.offset, step.unit - step.slope)


def _step(slope: Fraction, offset: Fraction) -> _Step:
    unit = math.lcm(slope.denominator, offset.denominator)
    return _Step(int(slope * unit), int(offset * unit), unit)


def withholdings(rates: TaxRates) -> dict[VendorKind, Withholding]:
    """PPh 21 on part of the gross fee of an individual, more without a tax number; PPh 23 of a company."""
    one = Fraction(1)
    return {
        "individual": Withholding(rates.brackets, base=rates.base_share, factor=one),
        "individual_without_npwp": Withholding(
            rates.brackets, base=rates.base_share, factor=rates.without_npwp
        ),
        "company": Withholding([(Fraction(0), rates.pph23)], base=one, factor=one),
    }

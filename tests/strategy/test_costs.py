"""Bills to the rupiah. Every amount in the table was worked out by hand from the rates of `RATES`.

PPh 21: 5 / 15 / 25 / 30 / 35 % of half the gross fee, so 2.5 % up to a fee of 120 million, 7.5 % up to 500
million, 12.5 % up to a billion, 15 % up to 10 billion, then 17.5 %; without a tax number a fifth more.
"""

from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.costs.bill import SHOWN_ONLY, Billing, Item, Overheads, Quote, added_up
from campaigns.strategy.costs.taxes import (
    TAX_KINDS,
    MissingTaxRate,
    TaxRate,
    Vendor,
    default_rates,
    exactly,
    rates_on,
    rounded,
    withholdings,
)

DAY = date(2026, 7, 1)
RATES = rates_on(default_rates(), DAY)
M = 1_000_000

WITH, WITHOUT, FIRM = Vendor("individual"), Vendor("individual_without_npwp"), Vendor("company")
PKP_FIRM, PKP_PERSON = Vendor("company", is_pkp=True), Vendor("individual", is_pkp=True)


def quote(*items, basis="gross", discount="0"):
    return Quote(tuple(Item(*item) for item in items), basis, F(discount))


def top(**overheads):
    shares = {name: F(value) if isinstance(value, str) else value for name, value in overheads.items()}
    return Overheads(**shares)


# name: (quote, vendor, overheads, lines that are not zero, total)
CASES = {
    "gross, first step: 2.5 % of 20,000,000 is withheld of the fee": (
        quote((1, 20 * M)), WITH, top(),
        {"subtotal": 20 * M, "pph21": 500_000}, 20 * M,
    ),
    "without NPWP a fifth more: 500,000 x 1.2": (
        quote((1, 20 * M)), WITHOUT, top(),
        {"subtotal": 20 * M, "pph21": 600_000}, 20 * M,
    ),
    "a basis that nobody stated counts as gross": (
        quote((1, 20 * M), basis="unknown"), WITH, top(),
        {"subtotal": 20 * M, "pph21": 500_000}, 20 * M,
    ),
    "nett, first step: 19,500,000 / 0.975": (
        quote((1, 19_500_000), basis="nett"), WITH, top(),
        {"subtotal": 19_500_000, "gross_up": 500_000, "pph21": 500_000}, 20 * M,
    ),
    "nett that does not divide: 10,000,000 / 0.975 = 10,256,410.26": (
        quote((1, 10 * M), basis="nett"), WITH, top(),
        {"subtotal": 10 * M, "gross_up": 256_410, "pph21": 256_410}, 10_256_410,
    ),
    "nett without NPWP: 9,700,000 / 0.97": (
        quote((1, 9_700_000), basis="nett"), WITHOUT, top(),
        {"subtotal": 9_700_000, "gross_up": 300_000, "pph21": 300_000}, 10 * M,
    ),
    "the last rupiah of the first step: 2.5 % of 120,000,000": (
        quote((1, 120 * M)), WITH, top(),
        {"subtotal": 120 * M, "pph21": 3 * M}, 120 * M,
    ),
    "second step: 3,000,000 + 7.5 % of 80,000,000": (
        quote((1, 200 * M)), WITH, top(),
        {"subtotal": 200 * M, "pph21": 9 * M}, 200 * M,
    ),
    "nett into the second step: 117,000,000 + 0.925 x 80,000,000 = 191,000,000": (
        quote((1, 191 * M), basis="nett"), WITH, top(),
        {"subtotal": 191 * M, "gross_up": 9 * M, "pph21": 9 * M}, 200 * M,
    ),
    "third step: 3,000,000 + 28,500,000 + 12.5 % of 100,000,000": (
        quote((1, 600 * M)), WITH, top(),
        {"subtotal": 600 * M, "pph21": 44 * M}, 600 * M,
    ),
    "fourth step: 3 + 28.5 + 62.5 million + 15 % of 1,000,000,000": (
        quote((1, 2_000 * M)), WITH, top(),
        {"subtotal": 2_000 * M, "pph21": 244 * M}, 2_000 * M,
    ),
    "fifth step: 3 + 28.5 + 62.5 + 1,350 million + 17.5 % of 2,000,000,000, a fifth more without NPWP": (
        quote((1, 12_000 * M)), WITHOUT, top(),
        {"subtotal": 12_000 * M, "pph21": 2_152_800_000}, 12_000 * M,
    ),
    "company, gross: PPh 23 of 2 %": (
        quote((1, 20 * M)), FIRM, top(),
        {"subtotal": 20 * M, "pph23": 400_000}, 20 * M,
    ),
    "company, nett: 9,800,000 / 0.98": (
        quote((1, 9_800_000), basis="nett"), FIRM, top(),
        {"subtotal": 9_800_000, "gross_up": 200_000, "pph23": 200_000}, 10 * M,
    ),
    "company that is PKP: 11 % on top": (
        quote((1, 20 * M)), PKP_FIRM, top(),
        {"subtotal": 20 * M, "pph23": 400_000, "ppn": 2_200_000}, 22_200_000,
    ),
    "a brand that is PKP gets the PPN back": (
        quote((1, 20 * M)), PKP_FIRM, top(vat_creditable=True),
        {"subtotal": 20 * M, "pph23": 400_000, "ppn_credited": 2_200_000}, 20 * M,
    ),
    "a person that is PKP, nett: PPN on the grossed-up 20,000,000": (
        quote((1, 19_500_000), basis="nett"), PKP_PERSON, top(),
        {"subtotal": 19_500_000, "gross_up": 500_000, "pph21": 500_000, "ppn": 2_200_000}, 22_200_000,
    ),
    "several deliverables: 2 x 3,000,000 + 3 x 1,500,000": (
        quote((2, 3 * M), (3, 1_500_000)), WITH, top(),
        {"subtotal": 10_500_000, "pph21": 262_500}, 10_500_000,
    ),
    "discount before gross-up: 20,000,000 - 2.5 % = 19,500,000 nett": (
        quote((2, 10 * M), basis="nett", discount="0.025"), WITH, top(),
        {"subtotal": 20 * M, "discount": -500_000, "gross_up": 500_000, "pph21": 500_000}, 20 * M,
    ),
    "half a rupiah rounds up: 10 % of 15 is 1.5, 2.5 % of 13 is 0.325": (
        quote((1, 15), discount="0.1"), WITH, top(),
        {"subtotal": 15, "discount": -2}, 13,
    ),
    "agency fee: 10 % of the gross fee, not of the nett one": (
        quote((1, 19_500_000), basis="nett"), WITH, top(agency_fee="0.1"),
        {"subtotal": 19_500_000, "gross_up": 500_000, "pph21": 500_000, "agency_fee": 2 * M}, 22 * M,
    ),
    "an agency that is PKP: 11 % of 3,000,000": (
        quote((1, 20 * M)), WITH, top(agency_fee="0.15", agency_is_pkp=True),
        {"subtotal": 20 * M, "pph21": 500_000, "agency_fee": 3 * M, "agency_ppn": 330_000}, 23_330_000,
    ),
    "an agency's PPN is credited too": (
        quote((1, 20 * M)), WITH, top(agency_fee="0.15", agency_is_pkp=True, vat_creditable=True),
        {"subtotal": 20 * M, "pph21": 500_000, "agency_fee": 3 * M, "agency_ppn_credited": 330_000}, 23 * M,
    ),
    "handling and boost: 500,000 and 25 % of the fee": (
        quote((1, 20 * M)), WITH, top(handling=500_000, boost="0.25"),
        {"subtotal": 20 * M, "pph21": 500_000, "handling": 500_000, "boost": 5 * M}, 25_500_000,
    ),
    "contingency: 5 % of 20,500,000, the tax withheld not counted twice": (
        quote((1, 20 * M)), WITH, top(handling=500_000, contingency="0.05"),
        {"subtotal": 20 * M, "pph21": 500_000, "handling": 500_000, "contingency": 1_025_000}, 21_525_000,
    ),
    # 2 x 10,526,315 = 21,052,630; 5 % = 1,052,631.5, so 1,052,632; left 19,999,998; / 0.98 = 20,408,161.22;
    # PPN 2,244,897.71; agency 10 % 2,040,816.1, its PPN 224,489.76; boost 25 % 5,102,040.25; the sum
    # 20,408,161 + 2,244,898 + 2,040,816 + 224,490 + 500,000 + 5,102,040 = 30,520,405; 5 % = 1,526,020.25
    "everything at once": (
        quote((2, 10_526_315), basis="nett", discount="0.05"), PKP_FIRM,
        top(agency_fee="0.1", agency_is_pkp=True, handling=500_000, boost="0.25", contingency="0.05"),
        {
            "subtotal": 21_052_630, "discount": -1_052_632, "gross_up": 408_163, "pph23": 408_163,
            "ppn": 2_244_898, "agency_fee": 2_040_816, "agency_ppn": 224_490, "handling": 500_000,
            "boost": 5_102_040, "contingency": 1_526_020,
        },
        32_046_425,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "vendor", "overheads", "lines", "total"), CASES.values(), ids=CASES)
def test_a_bill_is_what_was_worked_out_by_hand(asked, vendor, overheads, lines, total):
    bill = Billing(RATES, overheads).of(asked, vendor)
    assert dict(bill.lines) == lines
    assert bill.total == total


VENDORS = st.sampled_from([WITH, WITHOUT, FIRM, PKP_FIRM, PKP_PERSON])
FEES = st.integers(0, 15_000 * M) | st.integers(100 * M, 130 * M) | st.integers(0, 1_000)
SHARES = st.integers(0, 1_000).map(lambda thousandths: F(thousandths, 1_000))
OVERHEADS = st.builds(
    Overheads,
    agency_fee=SHARES, boost=SHARES, contingency=SHARES, handling=st.integers(0, M),
    agency_is_pkp=st.booleans(), vat_creditable=st.booleans(),
)  # fmt: skip
TAKEN = withholdings(RATES)


def slowly(gross, kind):
    """The tax bracket by bracket, as the law has it."""
    if kind == "company":
        return rounded(2 * gross, 100)
    base, tax = F(gross, 2), F(0)
    ends = [start for start, _rate in RATES.brackets[1:]] + [base]
    for (start, rate), end in zip(RATES.brackets, ends, strict=True):
        tax += rate * max(F(0), min(base, end) - start)
    tax *= F(6, 5) if kind == "individual_without_npwp" else 1
    return rounded(tax.numerator, tax.denominator)


@settings(deadline=None, max_examples=60)
@given(FEES, VENDORS)
def test_withholding_follows_the_brackets_and_gross_up_inverts_it(fee, vendor):
    taken = TAKEN[vendor.kind]
    assert taken.of(fee) == slowly(fee, vendor.kind)
    gross = taken.gross(fee)
    assert gross - taken.of(gross) == fee


@settings(deadline=None, max_examples=60)
@given(FEES, FEES, VENDORS, OVERHEADS, st.sampled_from(["nett", "gross"]), SHARES)
def test_a_dearer_quote_never_costs_less_and_lines_add_up(one, other, vendor, overheads, basis, discount):
    billing = Billing(RATES, overheads)
    low, high = (billing.of(Quote((Item(1, fee),), basis, discount), vendor) for fee in sorted((one, other)))
    assert low.total <= high.total
    assert high.total == sum(amount for code, amount in high.lines if code not in SHOWN_ONLY)
    both = added_up([low, high])
    assert sum(amount for code, amount in both if code not in SHOWN_ONLY) == low.total + high.total
    assert [code for code, _amount in high.lines] == [code for code, _ in added_up([high])]


def test_the_steps_are_converted_for_another_currency():
    """At 10,000 rupiah a dollar the second step begins at 12,000 dollars gross: 300 + 7.5 % of 8,000."""
    billing = Billing(RATES.in_currency(F(10_000)), Overheads())
    assert billing.of(quote((1, 20_000)), WITH).amount("pph21") == 900
    assert billing.of(quote((1, 19_100), basis="nett"), WITH).total == 20_000


def test_the_newest_rate_that_holds_on_the_day_counts():
    row = TaxRate("ppn", date(2026, 8, 1), F(12, 100))
    assert rates_on([*default_rates(), row], date(2026, 7, 31)).ppn == F(11, 100)
    changed = rates_on([*default_rates(), row], date(2026, 8, 1))
    assert changed.ppn == F(12, 100)
    assert changed.as_of == date(2026, 8, 1)


@pytest.mark.parametrize("kind", TAX_KINDS)
def test_a_missing_rate_is_named(kind):
    rest = [row for row in default_rates() if row.kind != kind]
    with pytest.raises(MissingTaxRate, match=f"{kind} on 2026-07-01"):
        rates_on(rest, DAY)


def test_decimals_count_as_they_are_written():
    assert exactly(0.11) == F(11, 100)

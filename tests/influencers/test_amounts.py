"""Amounts as people write them."""

from time import perf_counter

import pytest
from django.core.exceptions import ValidationError

from influencers.amounts import parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500000000", 500_000_000),
        ("500.000.000", 500_000_000),
        ("500,000,000", 500_000_000),
        ("500 000 000", 500_000_000),
        ("Rp 500.000.000", 500_000_000),
        ("Rp500.000.000,-", 500_000_000),
        ("500.000.000,00", 500_000_000),
        ("500 jt", 500_000_000),
        ("500juta", 500_000_000),
        ("500 million", 500_000_000),
        ("Rp 1,2 M", 1_200_000_000),
        ("1.2 bn", 1_200_000_000),
        ("1,25 miliar", 1_250_000_000),
        ("1,234.5 mn", 1_234_500_000),
        ("750 rb", 750_000),
        ("IDR 75k", 75_000),
        ("1.500", 1_500),
        ("0", 0),
        ("-5", -5),
        ("−5 jt", -5_000_000),
    ],
)
def test_it_reads_rupiah(text, amount):
    assert parse_amount(text, currency="IDR") == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "five", "1e9", "0x10", "NaN", "inf", "1..2", ".", "12 34", "500.000 000", "$ 500"),
        "1.5",  # no half rupiah
        "500.000,50",
        "1.500 jt",  # 1.5 or 1,500 million?
        "9" * 4_000,
        "2000 triliun",
        "500 jt\x00",
    ],
)
def test_it_refuses_what_is_no_amount_or_two(text):
    with pytest.raises(ValidationError):
        parse_amount(text, currency="IDR")


def test_a_bare_m_is_a_million_of_other_money_and_unclear_beside_people():
    assert parse_amount("$ 1.2M", currency="USD") == 1_200_000
    assert parse_amount("SGD 300k", currency="SGD") == 300_000
    with pytest.raises(ValidationError, match="not clear"):
        parse_amount("14 M")
    assert parse_amount("14,2 jt") == 14_200_000


@pytest.mark.parametrize("filling", [" ", ".", ",", "1", ". ", "1 ", "'"])
def test_a_text_without_end_is_refused_at_once(filling):
    began = perf_counter()
    with pytest.raises(ValidationError):
        parse_amount(f"1{filling * 20_000}!", currency="IDR")
    assert perf_counter() - began < 1

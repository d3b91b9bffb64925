import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influencers.importing import numbers
from influencers.importing.prices import Price, deliverable_of, price_of

FORMS = [
    ("1,2jt", 1_200_000),
    ("1.2 juta", 1_200_000),
    ("45rb", 45_000),
    ("38,5ribu", 38_500),
    ("12.3M", 12_300_000),
    ("475.8m", 475_800_000),
    ("409.8M", 409_800_000),
    ("9.5K", 9_500),
    ("1B", 1_000_000_000),
    ("2 miliar", 2_000_000_000),
    ("10 358", 10_358),
    ("10\u00a0358", 10_358),
    ("10\u202f358", 10_358),
    ("1.234.567", 1_234_567),
    ("1,234,567", 1_234_567),
    ("1,234.5", 1_234.5),
    ("1.234,5", 1_234.5),
    ("637000.0", 637_000),
    ("637000", 637_000),
    ("0.19", 0.19),
    ("0,19", 0.19),
    ("150+", 150),
    (">150", 150),
    ("~2.5k", 2_500),
    ("1.2E+06", 1_200_000),
    ("Rp 1.500.000", 1_500_000),
    ("Rp12.000.000,-", 12_000_000),
    ("Rp1,5jt", 1_500_000),
    ("7 768 ₽", 7_768),
    ("$1,234.50", 1_234.5),
    (637000.0, 637_000),
    (42, 42),
    (0.035, 0.035),
]
PERCENTAGES = [("3,5%", 3.5), ("3.5 %", 3.5), ("<span>29%</span>", 29), ("['12%']", 12), ("0%", 0)]
MISSING = [
    "",
    " ",
    "-",
    "–",
    "N/A",
    "n/a",
    "#N/A",
    "#VALOR!",
    "#VALUE!",
    "#NAME?",
    "#NOMBRE?",
    "#DIV/0!",
    "null",
]
NO_NUMBERS = [
    "10k-20k",
    "10k - 20k",
    "about a million",
    "-5",
    "1.2.3",
    "1,23,4",
    "inf",
    "nan%",
    "1e999",
    "9" * 40,
    "1" * 10_000,
    "12 apples",
    "5%%",
    True,
    math.inf,
    math.nan,
    -1,
]


@pytest.mark.parametrize(("written", "value"), FORMS)
def test_a_number_is_read_in_every_form(written, value):
    number = numbers.parse(written)
    assert number.value == pytest.approx(value, rel=1e-12)
    assert not number.doubtful
    assert not number.percent


@pytest.mark.parametrize(("written", "value"), PERCENTAGES)
def test_a_percentage_says_that_it_is_one(written, value):
    number = numbers.parse(written, rate=True)
    assert (number.value, number.percent) == (value, True)


@pytest.mark.parametrize("written", MISSING)
def test_marks_of_absence_are_missing_and_no_zeros(written):
    assert numbers.is_missing(written)


@pytest.mark.parametrize("written", ["0", "0.0", "Naomi", "#1", "Rp", "nano", 0, 0.0, False])
def test_other_values_are_not_missing(written):
    assert not numbers.is_missing(written)


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_ranges_remarks_and_impossible_values_are_no_numbers(written):
    assert numbers.parse(written) is None


@pytest.mark.parametrize("written", ["1.234", "12.480", "12,480", "999,999"])
def test_a_mark_with_two_readings_is_doubtful_until_the_column_decides(written):
    mark = "." if "." in written else ","
    other = "," if mark == "." else "."
    assert numbers.parse(written).doubtful
    assert numbers.parse(written, mark).value == int(written.replace(mark, ""))
    assert numbers.parse(written, other).value == float(written.replace(mark, "."))
    assert not numbers.parse(written, mark).doubtful
    assert not numbers.parse(written, other).doubtful


def test_in_a_rate_a_single_mark_is_the_decimal_one():
    assert numbers.parse("1.234", rate=True) == numbers.Number(1.234)
    assert numbers.parse("0,235", rate=True) == numbers.Number(0.235)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["12.480", "1.234.567"], "."),
        (["12,480", "1,234.50"], ","),
        (["12.480", "637000.0"], ","),
        (["12.480", "12,5"], "."),
        (["12.480", "8.100", "45.300"], "."),
        (["12.480", "8.100"], ""),
        (["12.480", "8,100", "45.300", "7.100"], ""),
        (["12.480", "1,2jt"], "."),
        (["12,480", "409.8M"], ","),
        (["12.480", "1.234jt"], ""),
        (["Rp 400.000", "Rp 1.500.000"], "."),
        (["Rp. 400.000", "Rp250.000,-", "IDR 75.000"], "."),
        (["12480", "8100"], ""),
        ([12.48, 8.1], ""),
        ([], ""),
    ],
)
def test_a_column_decides_what_groups_its_thousands(cells, mark):
    assert numbers.separator_of(cells) == mark


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_is_the_same_however_it_is_grouped(value):
    for mark in (",", ".", " ", "\u00a0"):
        grouped = f"{value:,}".replace(",", mark)
        number = numbers.parse(grouped, mark if mark in ",." else "")
        assert number.value == value


@given(st.floats(min_value=0.001, max_value=999, allow_nan=False).map(lambda value: round(value, 2)))
def test_an_abbreviation_is_its_multiple(value):
    assert numbers.parse(f"{value:.2f}jt").value == pytest.approx(value * 1_000_000, abs=1)
    assert numbers.parse(f"{value:.2f}rb".replace(".", ",")).value == pytest.approx(value * 1_000, abs=0.01)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans()))
def test_no_cell_breaks_the_reader(cell):
    number = numbers.parse(cell)
    assert number is None or 0 <= number.value <= numbers.LARGEST


@pytest.mark.parametrize(
    ("text", "platform", "deliverable"),
    [
        ("Harga Reel", "instagram", "instagram_reel"),
        ("IG Story", "instagram", "instagram_story"),
        ("story post", "instagram", "instagram_story"),
        ("feed post", "instagram", "instagram_post"),
        ("Post + Stories", "instagram", ""),
        ("video", "tiktok", "tiktok_video"),
        ("Integration", "youtube", "youtube_integration"),
        ("Shorts", "youtube", "youtube_short"),
        ("price", "instagram", ""),
        ("reel", "youtube", ""),
    ],
)
def test_a_deliverable_is_known_by_its_words(text, platform, deliverable):
    assert deliverable_of(text, platform) == deliverable


@pytest.mark.parametrize(
    ("written", "currency", "price"),
    [
        ("Rp1,5jt", "", (1_500_000, "IDR")),
        ("1500000", "", (1_500_000, "IDR")),
        ("1500000", "Price (USD)", (1_500_000, "USD")),
        ("7 768 ₽", "USD", (7_768, "RUB")),
    ],
)
def test_a_price_has_a_currency_from_its_sign_its_column_or_the_first_market(written, currency, price):
    found, reason = price_of(
        numbers.parse(written), platform="instagram", deliverable="reel", currency=currency
    )
    assert found == Price("instagram_reel", *price)
    assert not reason


@pytest.mark.parametrize("written", ["nego", "0", "12%", "1.500"])
def test_what_is_no_price_says_why(written):
    found, reason = price_of(numbers.parse(written), platform="instagram", deliverable="reel", currency="")
    assert found is None
    assert reason

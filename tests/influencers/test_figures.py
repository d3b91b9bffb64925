import datetime as dt
import math
from decimal import Decimal

import pytest
from django.utils.formats import localize
from django.utils.timezone import get_current_timezone
from django.utils.translation import override

from influencers import figures

FORMS = [
    # filter, argument, English, Indonesian; a space here stands for a non-breaking one
    (figures.count, 1284, "1,284", "1.284"),
    (figures.count, 2.6, "3", "3"),
    (figures.decimal, 0.806, "0.81", "0,81"),
    (figures.average, 131_267.1, "131,267", "131.267"),
    (figures.average, 3_049_016.0, "3,049,016", "3.049.016"),
    (figures.average, 12.44, "12.4", "12,4"),
    (figures.number, 650_000.0, "650,000", "650.000"),
    (figures.number, 0.0125, "0.0125", "0,0125"),
    (figures.short, 0, "0", "0"),
    (figures.short, 3.4, "3.4", "3,4"),
    (figures.short, 72.3, "72", "72"),
    (figures.short, 999, "999", "999"),
    (figures.short, 12_345, "12.3k", "12,3 rb"),
    (figures.short, 84_900, "84.9k", "84,9 rb"),
    (figures.short, 999_960, "1 mn", "1 jt"),
    (figures.short, 4_712_000, "4.71 mn", "4,71 jt"),
    (figures.short, 1_250_000_000, "1.25 bn", "1,25 M"),
    (figures.signed, 742_000, "+742k", "+742 rb"),
    (figures.signed, -61_000, "−61k", "−61 rb"),
    (figures.signed, 0, "0", "0"),
    (figures.percent, 0.36, "36 %", "36 %"),
    (figures.percent, 0.1 + 0.2, "30 %", "30 %"),
    (figures.rate, 0.031, "3.1 %", "3,1 %"),
    (figures.rate, 0.0064, "0.64 %", "0,64 %"),
    (figures.money, 14_800_000, "Rp 14,800,000", "Rp 14.800.000"),
    (figures.money, -5, "−Rp 5", "−Rp 5"),
    (figures.money_short, 495_400_000, "Rp 495.4 mn", "Rp 495,4 jt"),
    (figures.money_short, 1_743.4, "Rp 1,743", "Rp 1.743"),
    (figures.money_short, 941_000, "Rp 941,000", "Rp 941.000"),
    (figures.money_short, 500_000_000, "Rp 500 mn", "Rp 500 jt"),
    (figures.money_short, 1_250_000_000, "Rp 1.25 bn", "Rp 1,25 M"),
    (figures.money_short, 999_999_999, "Rp 1 bn", "Rp 1 M"),
    (figures.millions, 182_000_000, "182.0", "182,0"),
    (figures.millions, Decimal("178300000"), "178.3", "178,3"),
]


@pytest.mark.parametrize(("write", "value", "english", "indonesian"), FORMS)
def test_it_writes_figures_in_the_active_language(write, value, english, indonesian):
    with override("en"):
        assert write(value) == english.replace(" ", figures.NBSP)
    with override("id"):
        assert write(value) == indonesian.replace(" ", figures.NBSP)


@pytest.mark.parametrize("write", [row[0] for row in FORMS] + [figures.day, figures.day_long, figures.moment])
@pytest.mark.parametrize("nothing", [None, "", math.nan, math.inf])
def test_it_writes_a_dash_for_what_is_not_known(write, nothing):
    assert write(nothing) == "–"


def test_it_names_other_currencies():
    with override("en"):
        assert figures.money(1200, "USD") == "$\u00a01,200"
        assert figures.money(1200, "MYR") == "MYR\u00a01,200"


def test_it_takes_digits():
    with override("en"):
        assert figures.percent(0.0031, 1) == "0.3\u00a0%"
        assert figures.decimal(2, 1) == "2.0"


def test_it_writes_dates_in_the_active_language():
    date = dt.date(2026, 8, 12)
    with override("en"):
        assert figures.day(date) == "12 Aug 2026"
        assert figures.day_long(date) == "Wednesday, 12 August 2026"
    with override("id"):
        assert figures.day(date) == "12 Agu 2026"
        assert figures.day_long(date) == "Rabu, 12 Agustus 2026"


def test_a_moment_is_written_as_the_day_that_it_is_here():
    late = dt.datetime(2026, 8, 11, 18, 30, tzinfo=dt.UTC)  # already the 12th in Jakarta
    assert figures.day(late) == "12 Aug 2026"
    assert figures.day_long(late) == "Wednesday, 12 August 2026"
    assert figures.moment(late) == "12 Aug 2026, 01:30"
    with override("id"):
        assert figures.moment(late) == "12 Agu 2026, 01.30"


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("month", range(1, 13))
def test_django_writes_dates_as_the_pages_do(language, month):
    at = dt.datetime(2026, month, 9, 4, 5)
    with override(language):
        assert localize(at.date()) == figures.day(at.date())
        assert localize(at) == figures.moment(at.replace(tzinfo=get_current_timezone()))

"""The catalogue's invariants, tested where they live: in the database."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from influencers import current, tiers
from influencers.models import (
    Benchmark,
    Influencer,
    Measurement,
    Niche,
    NicheSynonym,
    Profile,
    ProfileNiche,
    Rate,
    TaxRate,
)
from tests import factories

pytestmark = pytest.mark.django_db

BOUNDARIES = [
    (None, "unknown"),
    (0, "nano"),
    (999, "nano"),
    (1_000, "micro"),
    (100_000, "micro"),
    (100_001, "macro"),
    (500_000_000, "macro"),
]


@pytest.mark.parametrize(("followers", "tier"), BOUNDARIES)
def test_tier_follows_the_founding_boundaries(followers, tier):
    row = factories.profile(followers=followers)
    assert row.tier == tier == tiers.tier_of(followers)
    assert Profile.objects.filter(tier=tier).get() == row


@pytest.mark.parametrize("again", ["MayaRasa", "@mayarasa", " @MAYARASA "])
def test_a_handle_is_one_account_without_regard_to_case_and_at(again):
    factories.profile(handle="@MayaRasa")
    with pytest.raises(IntegrityError, match=r"profile_identity_unique|identity"), transaction.atomic():
        factories.profile(handle=again)
    assert factories.profile(handle=again, platform="tiktok").handle.lower() == "mayarasa"


def test_a_profile_without_handle_is_known_by_its_title_exactly_as_written():
    factories.profile(handle="", title="Dapur Ibu")
    assert factories.profile(handle="", title="dapur ibu").identity == "title:dapur ibu"
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.profile(handle="", title="Dapur Ibu")


def write(model, **fields):
    with transaction.atomic():
        model.objects.create(**fields)


def test_impossible_rows_are_refused_by_the_database():
    profile = factories.profile(followers=2_000)
    source, niche, day = factories.source(), factories.niche(), date(2026, 1, 1)
    seen = {"profile": profile, "source": source, "measured_on": day}
    quoted = {"profile": profile, "source": source, "quoted_on": day, "deliverable": "instagram_post"}
    cases = [
        ("measurement_followers_not_negative", Measurement, {**seen, "followers": -1}),
        ("measurement_engagement_rate_named", Measurement, {**seen, "engagement_rate": 0.03}),
        ("measurement_engagement_rate_named", Measurement, {**seen, "engagement_denominator": "views"}),
        ("profile_niche_weight_share", ProfileNiche, {"profile": profile, "niche": niche, "weight": 0}),
        ("rate_positive", Rate, {**quoted, "amount": 0}),
        ("rate_currency_iso", Rate, {**quoted, "amount": 1, "currency": "rp"}),
        ("rate_valid_after_quote", Rate, {**quoted, "amount": 1, "valid_until": date(2025, 12, 31)}),
        ("rate_choices_known", Rate, {**quoted, "amount": 1, "deliverable": "billboard"}),
        ("tax_rate_value_fits", TaxRate, {"kind": "ppn", "valid_from": day, "source": "s"}),
        ("tax_rate_kind_known|tax_rate_value_fits", TaxRate, {"kind": "x", "valid_from": day, "source": "s"}),
        ("influencer_vendor_kind_known", Influencer, {"name": "A", "vendor_kind": "robot"}),
        ("benchmark_evidence_known", Benchmark, {"metric": "m", "value": 1, "evidence": "Z", "source": "s"}),
    ]
    for name, model, fields in cases:
        with pytest.raises(IntegrityError, match=name):
            write(model, **fields)


def test_niches_have_two_levels_and_come_with_the_installation():
    top = Niche.objects.get(slug="beauty")
    assert top.children.filter(slug="skincare").exists()
    assert not Niche.objects.filter(parent__parent__isnull=False).exists()
    assert NicheSynonym.objects.get(term__iexact="SKIN CARE").niche.slug == "skincare"
    assert Benchmark.objects.filter(metric="engagement_rate", platform="instagram").count() == 4


def test_current_figures_are_the_newest_known_of_each_kind():
    row = factories.profile(followers=5_000, figures={"average_likes": 100, "average_comments": 10})
    factories.measurement(profile=row, measured_on=date(2026, 7, 1), followers=6_000)
    factories.measurement(profile=row, measured_on=date(2020, 1, 1), followers=10, average_views=900)
    current.refresh([row.pk])
    row.refresh_from_db()
    assert (row.followers, row.average_engagements, row.average_views) == (6_000, 110, 900)
    assert (row.engagement_rate, row.engagement_denominator) == (0.022, "followers")
    assert row.measured_on == date(2026, 7, 1)


def test_a_stated_engagement_rate_is_kept_with_its_denominator():
    row = factories.profile(
        platform="tiktok",
        followers=5_000,
        figures={"engagement_rate": 0.08, "engagement_denominator": "reach", "average_likes": 3},
    )
    assert (row.engagement_rate, row.engagement_denominator) == (0.08, "reach")


def test_a_rate_by_views_is_derived_where_the_platform_counts_views():
    row = factories.profile(
        platform="youtube", followers=5_000, figures={"average_views": 1_000, "average_likes": 40}
    )
    assert (row.engagement_rate, row.engagement_denominator) == (0.04, "views")


def test_the_list_price_is_the_newest_of_the_usual_deliverable():
    row = factories.profile(followers=5_000, price=3_000_000)
    factories.rate(profile=row, amount=2_500_000, quoted_on=date(2026, 8, 1))
    factories.rate(profile=row, amount=400_000, deliverable="instagram_story")
    current.refresh([row.pk])
    row.refresh_from_db()
    assert row.price == 2_500_000

"""Packages and rivals from rows to the answer, and the pages that show them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.planning.candidates import candidates
from influencers.models import ExchangeRate, PackageItem
from tests import factories as make

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def profile():
    return make.profile(followers=50_000)


def packages_of(profile, **fields):
    (facts,) = [row for row in candidates(make.campaign(**fields)) if row.id == str(profile.pk)]
    return facts.packages


def test_packages_that_hold_reach_the_core(profile):
    make.package(
        profile=profile,
        name="Launch",
        items={"instagram_post": 2, "instagram_story": 3},
        amount=5_000_000,
        basis="nett",
        usage_rights_days=30,
        more_rights_days=90,
        more_rights_price=1_000_000,
    )
    make.package(profile=profile, name="Old", quoted_on=date(2020, 1, 1), valid_until=YESTERDAY)
    (found,) = packages_of(profile)
    assert (found.name, found.price.amount, found.price.basis) == ("Launch", 5_000_000, "nett")
    assert found.items == (("instagram_post", 2), ("instagram_story", 3))
    assert (found.rights_days, found.rights.days, found.rights.amount) == (30, 90, 1_000_000)
    assert (found.exclusivity_days, found.exclusivity) == (0, None)


def test_a_package_is_converted_or_left_out(profile):
    make.package(profile=profile, amount=100, currency="USD")
    assert packages_of(profile) == ()
    ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=make.A_DAY, source="A bank")
    assert packages_of(profile)[0].price.amount == 1_600_000


def test_deliverables_of_another_platform_are_no_package(profile):
    stray = make.package(profile=profile, items={"instagram_post": 1, "tiktok_video": 1})
    assert packages_of(profile) == ()
    with pytest.raises(ValidationError, match="not of this profile's platform"):
        stray.items.get(deliverable="tiktok_video").full_clean()


def test_candidates_cost_the_same_with_many_packages(profile, django_assert_num_queries):
    campaign = make.campaign()
    make.package(profile=profile)
    with django_assert_num_queries(11):
        candidates(campaign)
    for _ in range(5):
        make.package(profile=profile)
    with django_assert_num_queries(11):
        assert len(candidates(campaign)[0].packages) == 6


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"amount": 0}, "more than zero"),
        ({"currency": "idr"}, "three capital letters"),
        ({"valid_until": date(2020, 1, 1)}, "before it was quoted"),
        ({"basis": "net"}, "nett or gross"),
        ({"more_rights_days": 60}, "More usage rights need"),
        ({"usage_rights_days": 60, "more_rights_days": 60, "more_rights_price": 1}, "More usage rights need"),
        ({"more_exclusivity_days": 60, "more_exclusivity_price": 0}, "More exclusivity needs"),
    ],
)
def test_the_database_refuses_what_is_no_package(profile, fields, message):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.package(profile=profile, **fields)
    good = make.package(profile=profile)
    for name, value in fields.items():
        setattr(good, name, value)
    with pytest.raises(ValidationError, match=message):
        good.validate_constraints()


def test_a_package_has_each_deliverable_once_and_some_of_it(profile):
    package = make.package(profile=profile, items={"instagram_post": 1})
    for fields in ({"deliverable": "instagram_post"}, {"deliverable": "instagram_reel", "quantity": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PackageItem.objects.create(package=package, **fields)


def test_the_profiles_page_shows_its_packages(client, profile):
    make.package(
        profile=profile,
        name="Launch",
        items={"instagram_post": 2, "instagram_story": 3},
        usage_rights_days=30,
        more_rights_days=90,
        more_rights_price=1_000_000,
    )
    client.force_login(make.user())
    page = client.get(profile.influencer.get_absolute_url()).content.decode()
    assert "Launch" in page
    assert "2 × Instagram feed post + 3 × Instagram story" in page
    assert "90 days for Rp 1,000,000 more" in page.replace("\xa0", " ")


def test_a_chosen_package_is_named_on_its_line_and_in_the_file(client):
    brand = make.brand()
    client.force_login(make.member(brand=brand))
    best = make.profile(
        followers=50_000,
        price=40_000_000,
        figures={"average_reach": 30_000, "average_engagements": 2_000, "posts": 40},
    )
    bundle = make.package(
        profile=best,
        name="Launch",
        items={"instagram_post": 2, "instagram_story": 3},
        amount=2_000_000,
        usage_rights_days=30,
    )
    campaign = make.campaign(
        brand=brand, audience_size=3_000_000, usage_rights_days=30, exclusivity_days=60, share_cap=1
    )
    campaign.pins.create(profile=best, kind="include")
    compute = reverse("campaigns:compute", args=[campaign.pk])
    page = client.post(compute, follow=True).text
    (line,) = campaign.recommendations.newest().answer["lines"]
    assert line["package"] == {
        "items": [["instagram_post", 2], ["instagram_story", 3]],
        "name": "Launch",
        "rights_days": 30,
        "exclusivity_days": 60,
    }
    assert (line["profile"], line["is_must"]) == (best.pk, True)
    words = "2 × Instagram feed post + 3 × Instagram story, usage rights 30 days, exclusivity 60 days"
    assert words in page
    assert "Exclusivity for 60 days is estimated at" in page
    file = client.get(reverse("campaigns:shortlist", args=[campaign.pk, "csv"])).content.decode()
    assert words in file
    bundle.valid_until = YESTERDAY
    bundle.save()
    client.post(compute)
    (line,) = campaign.recommendations.newest().answer["lines"]
    assert line["package"]["items"] == [["instagram_post", 1]]

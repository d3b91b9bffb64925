"""The demo: the same seed gives the same data, figures follow the benchmarks, nothing is half-written."""

import math
from collections import Counter
from datetime import date
from io import StringIO
from statistics import median, quantiles

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.forms import model_to_dict

from campaigns.demo import brands, catalogue, names, niches
from campaigns.models import Brand, Campaign, Membership
from influencers import current
from influencers.models import Influencer, Profile, Source
from influencers.models.source import SourceKind
from influencers.reference import read
from influencers.tiers import tier_of
from tests import factories

TODAY = date(2026, 11, 2)
CURRENT = (
    "followers",
    "engagement_rate",
    "engagement_denominator",
    "average_engagements",
    "average_views",
    "average_reach",
    "posts",
    "measured_on",
    "source",
    "credibility",
    "price",
)


def people(profiles, seed=7):
    return [each for batch in catalogue.people(profiles=profiles, seed=seed, today=TODAY) for each in batch]


@pytest.fixture(scope="module")
def many():
    return people(24_000)


def accounts(people, *, platform, least=0, most=math.inf):
    return [
        each
        for person in people
        for each in person.accounts
        if each.platform == platform and least <= each.seen[0].followers < most
    ]


# --- the plain catalogue ------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_people_and_figures():
    assert people(300) == people(300)
    assert people(300) != people(300, seed=8)


def test_a_larger_catalogue_begins_with_the_smaller_one():
    assert people(40)[:20] == people(4_000)[:20]


@pytest.mark.parametrize("profiles", [1, 4_001])
def test_there_are_as_many_profiles_as_asked(profiles):
    assert sum(len(person.accounts) for person in people(profiles)) == profiles


def test_no_two_people_share_a_handle():
    assert math.gcd(names.STEP, names.COMBINATIONS) == 1
    handles = [names.person(number, 7)[2] for number in range(names.COMBINATIONS + 500)]
    assert len(set(handles)) == len(handles)
    assert all(handle.endswith(".demo") for handle in handles)


def test_a_person_is_once_on_a_platform_and_some_are_on_several(many):
    platforms = [[each.platform for each in person.accounts] for person in many]
    assert all(len(set(each)) == len(each) for each in platforms)
    assert 0.15 < sum(len(each) > 1 for each in platforms) / len(platforms) < 0.3


BANDS = [
    (row["platform"], row["followers_from"], row["followers_to"] or math.inf, row["value"], row["sigma"])
    for row in read("benchmarks.json")
    if row["metric"] == "engagement_rate"
]


@pytest.mark.parametrize(("platform", "least", "most", "value", "sigma"), BANDS)
def test_engagement_rates_follow_the_benchmarks(many, platform, least, most, value, sigma):
    newest = [each.seen[0] for each in accounts(many, platform=platform, least=least, most=most)]
    per = "followers" if platform == "instagram" else "views"
    logs = [math.log(seen.engagements / getattr(seen, per)) for seen in newest if seen.engagements]
    low, _, high = quantiles(logs, n=4)
    slack = 5 * sigma / math.sqrt(len(logs))
    assert math.exp(median(logs)) == pytest.approx(value, rel=0.1 + slack)
    assert (high - low) / 1.349 == pytest.approx(sigma, rel=0.1 + slack)


def test_views_and_reach_follow_the_benchmarks(many):
    tiktok = accounts(many, platform="tiktok", least=10_000, most=100_000)
    shares = [each.seen[0].views / each.seen[0].followers for each in tiktok if each.seen[0].views]
    assert median(shares) == pytest.approx(0.10, rel=0.1)
    instagram = accounts(many, platform="instagram", least=10_000, most=100_000)
    shares = [each.seen[0].reach / each.seen[0].followers for each in instagram if each.seen[0].reach]
    assert median(shares) == pytest.approx(0.13, rel=0.1)
    assert 0.3 < len(shares) / len(instagram) < 0.4


def test_prices_follow_the_tariff_for_about_half(many):
    rows = accounts(many, platform="instagram", least=20_000, most=50_000)
    logs = [
        math.log(each.quotes[0].amount / (2_000_000 * (each.seen[0].followers / 31_600) ** 0.88))
        for each in rows
        if each.quotes
    ]
    assert 0.45 < len(logs) / len(rows) < 0.55
    assert median(logs) == pytest.approx(0, abs=0.08)
    low, _, high = quantiles(logs, n=4)
    assert (high - low) / 1.349 == pytest.approx(1.0, rel=0.1)


def test_every_tier_is_there_and_micro_is_the_largest(many):
    tiers = Counter(tier_of(each.seen[0].followers) for person in many for each in person.accounts)
    assert tiers["micro"] > tiers["macro"] > tiers["nano"] > 0


def test_niches_and_audiences_are_shares(many):
    slugs = set(niches.taxonomy()[0])
    for person in many[:2_000]:
        for each in person.accounts:
            assert set(each.niches) <= slugs
            assert sum(each.niches.values()) == pytest.approx(1, abs=0.01)
            for dimension, least in (("age", 0.99), ("gender", 0.99), ("country", 0.1)):
                total = sum(share for (kind, _), share in each.audience.items() if kind == dimension)
                assert not each.audience or least <= total <= 1.01


def test_a_part_has_a_history_of_three_to_six_observations(many):
    lengths = Counter(len(each.seen) for person in many for each in person.accounts)
    assert set(lengths) == {1, 3, 4, 5, 6}
    assert 0.2 < 1 - lengths[1] / lengths.total() < 0.3
    assert all(
        seen.day < TODAY and earlier.day < seen.day
        for person in many[:500]
        for each in person.accounts
        for seen, earlier in zip(each.seen, each.seen[1:], strict=False)
    )


# --- the command --------------------------------------------------------------------------------------


def seed(*args):
    out = StringIO()
    call_command("seed_demo", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def development(settings, db):
    settings.DEBUG = True


def test_the_demo_is_labelled_and_its_current_figures_follow_from_the_history(development):
    assert "300 synthetic profiles" in seed("--profiles", "300")
    assert set(Source.objects.values_list("kind", flat=True)) == {SourceKind.SYNTHETIC}
    assert not Influencer.objects.exclude(bio__contains="invented").exists()
    before = list(Profile.objects.order_by("pk").values(*CURRENT))
    current.refresh(Profile.objects.values_list("pk", flat=True))
    assert list(Profile.objects.order_by("pk").values(*CURRENT)) == before
    assert len(before) == 300
    for model in apps.get_app_config("influencers").get_models():
        for row in model.objects.all()[:4]:
            row.full_clean()


def test_there_are_two_brands_four_users_and_their_roles(development, client):
    seed("--profiles", "200")
    roles = Membership.objects.values_list("brand__name", "user__username", "role")
    assert set(roles) == {
        (brands.SKINCARE, "planner", "planner"),
        (brands.SKINCARE, "approver", "approver"),
        (brands.SKINCARE, "viewer", "viewer"),
        (brands.COFFEE, "planner", "planner"),
        (brands.COFFEE, "approver", "approver"),
    }
    users = get_user_model().objects
    assert set(users.values_list("username", flat=True)) == set(brands.USERNAMES)
    assert users.get(is_superuser=True).username == "admin"
    assert all(person.check_password("demo") for person in users.all())


def test_the_twin_briefs_differ_in_the_goal_alone(development):
    seed("--profiles", "200")
    one, other = (model_to_dict(row) for row in Campaign.objects.filter(brand__name=brands.SKINCARE))
    differing = {field for field in one if one[field] != other[field]}
    assert differing == {"id", "name", "goal", "awareness_weight"}
    for campaign in Campaign.objects.all():
        campaign.full_clean()


def test_the_third_brief_chooses_from_a_saved_list(development):
    seed("--profiles", "1500")
    row = Campaign.objects.get(brand__name=brands.COFFEE)
    assert row.pool_list.brand == row.brand
    assert row.pool_list.profiles.count() == brands.LIST_SIZE


def test_the_numbering_goes_on_after_the_demo(development):
    seed("--profiles", "50")
    assert factories.profile(followers=10).pk > 50


def test_a_second_run_changes_nothing(development):
    seed("--profiles", "100")
    assert "already, with 100 profiles" in seed()
    assert "already" in seed("--profiles", "100", "--seed", "9")
    with pytest.raises(CommandError, match="start from an empty database") as refused:
        seed("--profiles", "101")
    assert refused.value.returncode == 2
    assert (Profile.objects.count(), Brand.objects.count(), Campaign.objects.count()) == (100, 2, 3)


def test_outside_development_nothing_is_written(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="development alone") as refused:
        seed()
    assert refused.value.returncode == 2
    assert not Source.objects.exists()
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("number", ["0", "-5"])
def test_a_number_of_profiles_that_makes_no_sense_is_refused(development, number):
    with pytest.raises(CommandError, match="whole number from 1"):
        seed("--profiles", number)


def test_people_of_the_installation_are_not_overwritten(development):
    factories.user(username="admin")
    with pytest.raises(CommandError, match="admin"):
        seed("--profiles", "10")
    assert not Profile.objects.exists()


def test_a_failure_on_the_way_leaves_nothing_behind(development):
    taken = people(300)[-1]
    factories.profile(handle=taken.handle, platform=taken.accounts[0].platform)
    with pytest.raises(IntegrityError):
        seed("--profiles", "300")
    assert not Source.objects.filter(kind=SourceKind.SYNTHETIC).exists()
    assert not Brand.objects.exists()


def test_statements_grow_with_batches_and_not_with_profiles(development, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        seed("--profiles", "2000")

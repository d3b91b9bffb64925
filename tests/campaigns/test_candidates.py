"""From rows to the core's records: who is in the pool, and what is known about them."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.models import Pin, PinKind, Pool
from campaigns.planning.brief import brief_of, rules_of
from campaigns.planning.candidates import candidates, pool_of
from campaigns.strategy.facts import Provenance
from influencers import current
from influencers.models import AudienceShare, Credibility, ExchangeRate, Import
from tests import factories

pytestmark = pytest.mark.django_db


def only(campaign):
    (facts,) = candidates(campaign)
    return facts


def handles(campaign):
    return set(pool_of(campaign).values_list("handle", flat=True))


def test_the_pool_has_micro_and_macro_of_the_chosen_platforms():
    factories.profile(handle="small", followers=999)
    factories.profile(handle="uncounted")
    factories.profile(handle="micro", followers=1_000)
    factories.profile(handle="macro", followers=100_001, platform="tiktok")
    factories.profile(handle="gone", followers=5_000, influencer=factories.influencer(is_active=False))
    assert handles(factories.campaign()) == {"micro", "macro"}
    assert handles(factories.campaign(platforms=["tiktok"])) == {"macro"}


def test_the_pool_can_be_one_list_or_one_import_and_keeps_the_must_haves():
    inside, outside = factories.profile(followers=5_000), factories.profile(followers=6_000)
    brand = factories.brand()
    chosen = factories.saved_list(brand=brand, profiles=[inside])
    campaign = factories.campaign(brand=brand, pool=Pool.LIST, pool_list=chosen)
    assert set(pool_of(campaign)) == {inside}
    Pin.objects.create(campaign=campaign, profile=outside, kind=PinKind.INCLUDE)
    assert set(pool_of(campaign)) == {inside, outside}
    brought = Import.objects.create(file_name="a.csv", sha256="0" * 64, as_of=date(2026, 1, 1))
    outside.imports.add(brought)
    assert set(pool_of(factories.campaign(pool=Pool.IMPORT, pool_import=brought))) == {outside}


def test_a_must_have_who_is_no_longer_active_cannot_be_booked():
    campaign = factories.campaign()
    gone = factories.profile(followers=5_000, influencer=factories.influencer(is_active=False))
    Pin.objects.create(campaign=campaign, profile=gone, kind=PinKind.INCLUDE)
    assert not pool_of(campaign)


def test_facts_carry_values_and_where_they_come_from():
    niche = factories.niche(slug="skincare")
    row = factories.profile(
        followers=20_000,
        niches=[niche],
        figures={
            "average_likes": 400,
            "average_comments": 40,
            "posts": 12,
            "source": factories.source(name="June"),
        },
        audience={("country", "ID"): 0.9, ("gender", "female"): 0.7},
        price=2_000_000,
    )
    facts = only(factories.campaign())
    assert (facts.id, facts.tier, facts.niches) == (str(row.pk), "micro", {"skincare": 1.0})
    assert (facts.engagements.mean, facts.engagements.posts) == (440, 12)
    assert (facts.engagements.origin.kind, facts.engagements.origin.source) == ("measured", "June")
    assert facts.engagement_rate.value == 0.022
    assert facts.audience_countries.shares == {"ID": 0.9}
    assert facts.prices["instagram_post"].amount == 2_000_000


def test_a_figure_is_as_old_as_the_measurement_that_gave_it():
    first, second = factories.source(name="First"), factories.source(name="Second")
    old, new = date(2025, 1, 1), date(2026, 6, 1)
    row = factories.profile()
    figures = {"followers": 20_000, "average_likes": 400, "average_reach": 9_000, "posts": 12}
    factories.measurement(profile=row, measured_on=old, source=first, **figures)
    factories.measurement(
        profile=row, measured_on=new, source=second, followers=21_000, average_reach=8_000.0
    )
    Credibility.objects.create(profile=row, basis="real_followers", share=0.8, assessed_on=old, source=first)
    current.refresh([row.pk])
    facts = only(factories.campaign())
    assert facts.followers == 21_000
    assert (facts.engagements.origin, facts.engagements.posts) == (Provenance("measured", "First", old), 12)
    assert (facts.engagement_rate.origin, facts.engagement_rate.posts) == (facts.engagements.origin, 12)
    assert (facts.reach.origin, facts.reach.posts) == (Provenance("measured", "Second", new), None)
    assert facts.credibility.origin == Provenance("measured", "First", old)


def test_the_main_country_of_the_audience_counts_before_the_persons_own():
    person = factories.influencer(country="AR")
    factories.profile(influencer=person, followers=20_000, audience_country="ID")
    assert only(factories.campaign()).country == "ID"


def test_what_was_entered_by_hand_says_so():
    by_hand = factories.source(kind="hand")
    factories.profile(followers=20_000, figures={"average_likes": 5, "source": by_hand})
    assert only(factories.campaign()).engagements.origin.kind == "entered"


def test_of_two_audience_sources_the_newest_counts_whole():
    row = factories.profile(followers=20_000)
    for day, shares in ((1, {"ID": 0.5, "MY": 0.5}), (2, {"SG": 0.7}), (2, {"ID": 0.8})):
        source = factories.source(obtained_on=date(2026, 1, day))
        for value, share in shares.items():
            AudienceShare.objects.create(
                profile=row, dimension="country", value=value, share=share, source=source
            )
    assert only(factories.campaign()).audience_countries.shares == {"ID": 0.8}


def test_prices_are_the_newest_and_in_the_currency_of_the_campaign():
    row = factories.profile(followers=20_000, price=1_500_000)
    factories.rate(profile=row, amount=100, currency="USD", quoted_on=date(2026, 9, 1))
    assert only(factories.campaign()).prices["instagram_post"].amount == 1_500_000
    ExchangeRate.objects.create(currency="USD", rupiah=Decimal(16_000), as_of=date(2026, 9, 1), source="test")
    assert only(factories.campaign()).prices["instagram_post"].amount == 1_600_000
    assert only(factories.campaign(currency="USD")).prices["instagram_post"].amount == 100
    ExchangeRate.objects.all().delete()
    assert only(factories.campaign(currency="USD")).prices["instagram_post"].amount == 100


def test_a_price_that_no_longer_holds_is_an_estimate(time_machine):
    time_machine.move_to(date(2026, 11, 2))
    row = factories.profile(followers=20_000)
    ended, holds = date(2026, 11, 1), date(2026, 11, 2)
    factories.rate(profile=row, amount=900_000, quoted_on=date(2026, 9, 1), valid_until=ended)
    price = only(factories.campaign()).prices["instagram_post"]
    assert (price.amount, price.origin.kind) == (900_000, "estimated")
    assert not only(factories.campaign(known_prices_only=True)).prices
    factories.rate(profile=row, amount=800_000, quoted_on=date(2026, 8, 1), valid_until=holds)
    price = only(factories.campaign()).prices["instagram_post"]
    assert (price.amount, price.origin.kind) == (800_000, "measured")


@pytest.mark.parametrize("size", [1, 30])
def test_reading_a_pool_takes_a_constant_number_of_queries(size, django_assert_num_queries):
    for _ in range(size):
        factories.profile(followers=20_000, niches=[factories.niche()], price=1_000_000)
    campaign = factories.campaign()
    with django_assert_num_queries(11):
        assert len(candidates(campaign)) == size


def test_brief_and_rules_say_what_the_campaign_says():
    must, never = factories.profile(followers=5_000), factories.profile(followers=6_000)
    campaign = factories.campaign(
        niches=[factories.niche(slug="skincare")],
        ages=["18-24"],
        gender="female",
        audience_size=5_000_000,
        people_min=3,
        people_max=9,
        share_cap=0.2,
        micro_share_min=0.3,
        platform_shares={"tiktok": [0.1, 0.6]},
    )
    Pin.objects.create(campaign=campaign, profile=must, kind=PinKind.INCLUDE)
    Pin.objects.create(campaign=campaign, profile=never, kind=PinKind.EXCLUDE)
    brief, rules = brief_of(campaign, as_of=date(2026, 11, 1)), rules_of(campaign)
    assert (brief.audience.countries, brief.audience.ages) == (("ID",), ("18-24",))
    assert (brief.audience.genders, brief.audience.size) == (("female",), 5_000_000)
    assert (brief.niches, brief.niche_parents["skincare"]) == (("skincare",), "beauty")
    assert (rules.influencers, rules.max_share_per_influencer) == ((3, 9), 0.2)
    assert rules.tier_share == {"micro": (0.3, 1.0)}
    assert rules.platform_share == {"tiktok": (0.1, 0.6)}
    assert (rules.include, rules.exclude) == ((str(must.pk),), (str(never.pk),))

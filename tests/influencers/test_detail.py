"""The page of one influencer: every figure, its place among peers, and where it comes from."""

import math
from datetime import date, timedelta

import pytest
from django.utils import timezone

from influencers.gaps import gaps
from influencers.models import Benchmark, Credibility
from influencers.peers import Peers, peer_group
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(client):
    person = factories.member(brand=factories.brand(), role="viewer")
    client.force_login(person)
    return person


@pytest.fixture
def planner(client):
    person = factories.member(brand=factories.brand())
    client.force_login(person)
    return person


def a_full_profile(*, measurements=2, quotes=1, name="Rani"):
    person = factories.influencer(name=name, city="Bandung")
    row = factories.profile(
        influencer=person,
        handle=f"{name}.id".lower(),
        followers=84_900,
        niches=[factories.niche(slug="skincare"), factories.niche(slug="beauty")],
        figures={
            "engagement_rate": 0.031,
            "engagement_denominator": "followers",
            "average_reach": 27_800,
            "posts": 24,
        },
        audience={("country", "ID"): 0.94, ("age", "18-24"): 0.4, ("gender", "female"): 0.8},
    )
    for number in range(1, measurements):
        factories.measurement(
            profile=row, followers=80_000, measured_on=date(2025, 1, 1) + timedelta(days=number)
        )
    for number in range(quotes):
        factories.package(profile=row, quoted_on=date(2026, 5, 1) + timedelta(days=number))
        factories.rate(
            profile=row,
            amount=14_800_000,
            basis="nett",
            quoted_on=date(2026, 5, 1) + timedelta(days=number),
            valid_until=date(2026, 12, 31),
            source=factories.source(name="Phone call", kind="hand"),
        )
    Credibility.objects.create(
        profile=row,
        basis="authentic_engagement",
        share=0.79,
        assessed_on=date(2026, 4, 1),
        source=factories.source(name="Audit", kind="synthetic"),
    )
    factories.current.refresh([row.pk])
    return row


def page_of(client, row, query=""):
    response = client.get(f"{row.influencer.get_absolute_url()}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_every_figure_and_where_it_comes_from(client, viewer):
    page = page_of(client, a_full_profile())
    words = ["Rani", "Bandung, Indonesia", "84,900", "3.1\xa0%", "of followers", "mean of 24 posts", "27,800"]
    words += ["Rp\xa014.8\xa0mn", "Rp\xa014,800,000", "Instagram feed post", "nett", "31 Dec 2026"]
    words += ["Indonesia", "94\xa0%", "18–24", "Women", "Beauty › Skincare", "79\xa0%", "80,000"]
    words += ["Entered by hand: Phone call", "Audit", "synthetic demo data", "A list"]
    assert [word for word in words if word not in page] == []


def test_a_figure_stands_beside_its_peers_with_group_and_source(client, viewer):
    row = a_full_profile()
    benchmark = Benchmark.objects.get(metric="engagement_rate", platform="instagram", followers_from=10_000)
    share = 0.5 * (1 + math.erf(math.log(0.031 / benchmark.value) / benchmark.sigma / math.sqrt(2)))
    page = page_of(client, row)
    assert f"above {round(share * 100)} of 100 Instagram profiles of 10,000–99,999 followers" in page
    assert benchmark.source in page


def test_rates_with_another_denominator_are_not_compared():
    row = factories.profile(
        followers=5_000, figures={"engagement_rate": 0.03, "engagement_denominator": "reach"}
    )
    assert Peers().engagement(row) is None


def test_half_of_the_peers_are_below_the_median():
    figures = {"engagement_rate": 0.01, "engagement_denominator": "followers"}
    row = factories.profile(followers=50_000, figures=figures)
    standing = Peers().engagement(row)
    assert (standing.of_hundred, standing.typical) == (50, 0.01)


def test_prices_are_compared_where_fees_are_known():
    at_home = factories.profile(followers=31_600, price=2_000_000)
    abroad = factories.profile(
        followers=31_600, price=2_000_000, influencer=factories.influencer(country="MY")
    )
    assert Peers().price(at_home).of_hundred == 50
    assert Peers().price(abroad) is None


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 10_000, "TikTok profiles of up to 9,999 followers"),
        (10_000, 100_000, "TikTok profiles of 10,000–99,999 followers"),
        (1_000_000, None, "TikTok profiles of 1,000,000 followers and more"),
        (0, None, "TikTok profiles"),
    ],
)
def test_a_group_is_named(low, high, words):
    assert peer_group("TikTok", Benchmark(followers_from=low, followers_to=high)) == words


def test_the_newest_source_of_an_audience_counts(client, viewer):
    row = a_full_profile()
    newer = factories.source(name="Insights", obtained_on=date(2026, 9, 1))
    row.audience_shares.create(dimension="country", value="MY", share=0.5, source=newer)
    page = page_of(client, row)
    assert "Insights" in page
    assert "94\xa0%" not in page


def test_a_calculated_rate_says_so_and_names_the_measurement_behind_it(client, viewer):
    row = factories.profile(followers=10_000, figures={"average_likes": 300, "average_comments": 20})
    later = factories.source(name="Followers only")
    factories.measurement(profile=row, followers=11_000, measured_on=date(2026, 8, 1), source=later)
    factories.current.refresh([row.pk])
    response = client.get(row.influencer.get_absolute_url())
    sources = response.context["sources"]
    assert (sources["followers"].source.name, sources["engagement_rate"].source.name) == (
        later.name,
        "A list",
    )
    assert "3.2\xa0%" in response.content.decode()
    assert "calculated from likes and comments" in response.content.decode()


def test_the_largest_profile_is_shown_until_another_is_chosen(client, viewer):
    row = a_full_profile()
    small = factories.profile(influencer=row.influencer, platform="youtube", handle="tube", followers=10)
    unknown = factories.profile(influencer=row.influencer, platform="tiktok", handle="tock")
    url = row.influencer.get_absolute_url()
    for query, shown in [("", row), (f"?profile={small.pk}", small), (f"?profile={unknown.pk}", unknown)]:
        assert client.get(f"{url}{query}").context["profile"] == shown
    for nonsense in ("abc", "-1", "%00", "9" * 40, "²"):
        assert client.get(f"{url}?profile={nonsense}").context["profile"] == row


def test_what_is_missing_stands_in_one_place_with_the_column_that_brings_it(client, viewer):
    row = factories.profile(followers=5_000, niches=[factories.niche(slug="beauty")])
    response = client.get(row.influencer.get_absolute_url())
    facts = [str(gap.fact) for gap in response.context["gaps"]]
    assert facts == ["List price", "Engagement rate", "Typical reach", "Audience", "Credibility"]
    page = response.content.decode()
    assert page.count("Not known yet") == 2  # the heading and the caption of its table
    assert "authentic engagements, fake followers" in page
    assert "<h2>Rates</h2>" not in page
    assert "<h2>Beside its peers</h2>" not in page


def test_a_profile_of_which_everything_is_known_has_no_gaps(client, viewer):
    assert "Not known yet" not in page_of(client, a_full_profile())


@pytest.mark.parametrize(("platform", "fact"), [("instagram", "Typical reach"), ("tiktok", "Typical views")])
def test_each_platform_lacks_what_it_is_forecast_from(platform, fact):
    facts = [str(gap.fact) for gap in gaps(factories.profile(platform=platform), audience=[])]
    assert facts[:2] == ["Followers", "List price"]
    assert fact in facts


def test_old_figures_and_ended_prices_say_so(client, viewer):
    long_ago = timezone.localdate() - timedelta(days=426)
    row = factories.profile(followers=84_900, measured_on=long_ago)
    factories.rate(profile=row, quoted_on=long_ago, valid_until=timezone.localdate() - timedelta(days=1))
    factories.current.refresh([row.pk])
    page = page_of(client, row)
    assert "14 months ago" in page
    assert "no longer holds" in page


def test_the_history_shows_the_columns_that_somebody_filled(client, viewer):
    row = factories.profile(followers=5_000)
    factories.measurement(profile=row, measured_on=date(2026, 1, 1), followers=4_000, average_likes=90)
    page = page_of(client, row)
    history = page[page.index("<h2>Measurements</h2>") :]
    assert 'data-label="Likes">90<' in history
    assert 'data-label="Views"' not in history


def test_the_lists_of_the_own_brands_are_named(client, planner):
    row = a_full_profile()
    mine = factories.saved_list(brand=planner.memberships.get().brand, name="Serum", profiles=[row])
    factories.saved_list(name="Secret", profiles=[row])
    page = page_of(client, row)
    assert f'<a href="/lists/{mine.pk}/">Serum</a>' in page
    assert "Secret" not in page


def test_one_adds_to_a_list_and_stays_on_the_page(client, planner):
    row = a_full_profile()
    mine = factories.saved_list(brand=planner.memberships.get().brand, name="Serum")
    url = f"{row.influencer.get_absolute_url()}?profile={row.pk}"
    assert f'name="next" value="{url}"' in client.get(url).content.decode()
    response = client.post("/lists/add/", {"profile": row.pk, "saved_list": mine.pk, "next": url})
    assert response.url == url
    assert list(mine.profiles.all()) == [row]


def test_somebody_without_profiles_has_a_page(client, viewer):
    page = client.get(factories.influencer(name="Nobody yet").get_absolute_url())
    assert "No profile is known" in page.content.decode()


@pytest.mark.parametrize("active", [False, None])
def test_the_inactive_and_the_unknown_do_not_exist(client, viewer, active):
    pk = 4_711 if active is None else factories.influencer(is_active=active).pk
    assert client.get(f"/influencers/{pk}/").status_code == 404


def test_an_id_beyond_the_database_does_not_exist(client, viewer):
    assert client.get(f"/influencers/{10**25}/").status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_number_of_queries_does_not_grow(client, viewer, django_assert_num_queries, many):
    row = a_full_profile(measurements=many + 1, quotes=many)
    with django_assert_num_queries(30):
        page_of(client, row)


def test_followers_that_jump_are_pointed_out(client, viewer):
    row = factories.profile(followers=10_000, measured_on=date(2026, 1, 1))
    for month, followers in ((2, 10_100), (3, 16_000), (4, 16_100)):
        factories.measurement(
            profile=row, measured_on=date(2026, month, 1), followers=followers, average_likes=300
        )
    page = page_of(client, row)
    assert "Followers rose by 58\u00a0% within 28 days (from 10,100 to 16,000)." in page
    assert "Engagements did not move along." in page
    assert 'class="measured jump"' in page

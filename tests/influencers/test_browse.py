"""The list page: what the address asks for, what the page answers."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from influencers import filters
from influencers.models import Import
from influencers.search import PAGE_SIZES, Filters
from tests import factories

pytestmark = pytest.mark.django_db

URL = "/influencers/"
NICHES = {"beauty", "skincare"}


@pytest.fixture
def planner(client):
    person = factories.member(brand=factories.brand())
    client.force_login(person)
    return person


def read(query, user=None):
    return filters.read(QueryDict(query), niches=NICHES, user=user or factories.user())


# --- the address --------------------------------------------------------------------------------------


def test_an_address_is_read_whole():
    reading = read(
        "q=%40Ayu++K&tier=micro&tier=macro&niche=skincare&platform=tiktok&country=id&country=unknown"
        "&followers_min=1,000&followers_max=2.000.000&er_min=3,5&price_max=10000000&credibility_min=70%25"
        "&sort=-price&page=3"
    )
    assert not reading.notices
    assert reading.filters == Filters(
        q="Ayu K",
        tier=("macro", "micro"),
        niche=("skincare",),
        platform=("tiktok",),
        country=("ID", "unknown"),
        followers_min=1_000,
        followers_max=2_000_000,
        er_min=0.035,
        price_max=10_000_000,
        credibility_min=0.7,
        sort="-price",
        page=3,
    )


def test_an_address_is_written_once_and_read_the_same():
    filters_ = Filters(q="a b", tier=("macro",), er_min=0.035, followers_max=5, sort="name", page=2)
    assert filters.querystring(filters_) == "q=a+b&tier=macro&followers_max=5&er_min=3.5&sort=name&page=2"
    assert read(filters.querystring(filters_)).filters == filters_
    assert filters.address(Filters()) == URL


@pytest.mark.parametrize("written", ["3jt", "3 juta", "Rp 3.000.000", "rp 3jt", "3000rb", "3,0 jt"])
def test_a_bound_is_read_as_indonesian_planners_write_it(written):
    assert read("price_max=" + quote(written)).filters.price_max == 3_000_000
    assert read("followers_min=" + quote("45rb")).filters.followers_min == 45_000


def test_an_untouched_form_asks_for_nothing():
    reading = read("q=&tier=&niche=&followers_min=&er_min=&price_max=&sort=-followers")
    assert (reading.filters, reading.notices) == (Filters(), [])


NONSENSE = [
    "page=abc",
    "page=0",
    "page=-1",
    "page=99999999999999999999999",
    "followers_min=-5",
    "followers_min=1e5",
    "followers_max=9999999999999999999",
    "followers_min=" + "9" * 5_000,
    "er_min=nan",
    "er_min=inf",
    "er_min=1001",
    "price_max=free",
    "price_max=3M",
    "price_max=USD300",
    "price_max=1,2345rb",
    "credibility_min=101",
    "tier=huge",
    "tier=%00",
    "niche=none-such",
    "niche=999999",
    "platform=myspace",
    "country=XX",
    "country=Indonesia!",
    "sort=password",
    "sort=--followers",
    "size=7",
    "size=all",
    "import=7",
    "import=abc",
    "import=99999999999999999999",
    "q=%00",
    "q=" + "x" * 10_000,
    "q=" + quote("é" * 300),
    "tier=" + "&tier=".join(map(str, range(50))),
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_left_out_with_a_notice(query):
    reading = read(query)
    assert reading.filters == Filters()
    assert len(reading.notices) == 1
    assert len(reading.notices[0]) < 200
    assert "\0" not in reading.notices[0]


@pytest.mark.parametrize("query", [*NONSENSE, "followers_min=9&followers_max=1", "utm_source=%ff", "q=%ff"])
def test_nonsense_never_breaks_the_page(client, planner, query):
    factories.profile(followers=5_000)
    assert client.get(f"{URL}?{query}").status_code == 200


def test_a_range_turned_round_is_said_at_the_field():
    reading = read("followers_min=5000&followers_max=10&tier=micro")
    assert reading.filters == Filters(tier=("micro",))
    assert "above the second" in reading.errors["followers_min"]
    assert reading.entered == {"followers_min": "5000", "followers_max": "10"}


def test_only_an_import_that_one_may_see_narrows_the_list(client, planner):
    mine, others = (
        Import.objects.create(file_name=name, sha256="0", as_of=date(2026, 1, 1), uploaded_by=owner)
        for name, owner in [("mine.csv", planner), ("others.csv", None)]
    )
    assert read(f"import={mine.pk}", planner).filters == Filters(import_id=mine.pk)
    assert read(f"import={others.pk}", planner).filters == Filters()
    factories.profile(followers=10).imports.add(mine)
    page = client.get(f"{URL}?import={mine.pk}").content.decode()
    assert "mine.csv" in page
    assert f'name="import" value="{mine.pk}"' in page


class AnyAddress(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = factories.user()
        factories.profile(followers=5_000, niches=[factories.niche(slug="beauty")])

    names = st.sampled_from(
        ["q", "sort", "page", "import", *filters.CHOICES, *filters.WHOLE_BOUNDS, *filters.PERCENT_BOUNDS]
    )

    @settings(max_examples=40, deadline=None)
    @given(pairs=st.lists(st.tuples(names, st.text() | st.integers().map(str)), max_size=6))
    def test_it_never_breaks_the_page(self, pairs):
        self.client.force_login(self.user)
        assert self.client.get(URL, [(name, value) for name, value in pairs]).status_code == 200

    @settings(max_examples=80, deadline=None)
    @given(pairs=st.lists(st.tuples(names, st.text() | st.integers(0).map(str)), max_size=6))
    def test_what_was_understood_is_written_and_read_the_same(self, pairs):
        params = QueryDict(mutable=True)
        for name, value in pairs:
            params.appendlist(name, value)
        first = filters.read(params, niches=NICHES, user=self.user).filters
        again = filters.read(QueryDict(filters.querystring(first)), niches=NICHES, user=self.user)
        assert again.filters == first
        assert not again.notices


# --- the page -----------------------------------------------------------------------------------------


def test_a_row_says_what_is_known_and_where_from(client, planner):
    factories.profile(
        influencer=factories.influencer(name="Rani <b>"),
        handle="rani.id",
        followers=84_900,
        niches=[factories.niche(slug="skincare")],
        price=14_800_000,
        figures={"engagement_rate": 0.031, "engagement_denominator": "followers"},
    )
    page = client.get(URL).content.decode()
    words = ["Rani &lt;b&gt;", "@rani.id", "Skincare", "84,900", "3.1\xa0%", "of followers", "14.80"]
    words += ['aria-label="Micro"', "Measured: A list, 1 Jun 2026", 'form="selection"', ">88<"]
    words += ["10k–100k", "Instagram profiles of 10,000–99,999 followers"]
    assert [word for word in words if word not in page] == []


def test_made_up_figures_are_labelled(client, planner):
    source = factories.source(name="Demo", kind="synthetic")
    row = factories.profile()
    factories.measurement(profile=row, followers=10, source=source)
    factories.current.refresh([row.pk])
    assert "synthetic demo data" in client.get(URL).content.decode()


def test_filters_show_as_chips_that_lead_to_the_list_without_them(client, planner):
    factories.profile(followers=5_000, niches=[factories.niche(slug="skincare")])
    page = client.get(f"{URL}?niche=skincare&tier=micro&tier=macro&followers_min=1000&er_min=0.5")
    urls = {(chip.facet, chip.value): chip.url for chip in page.context["chips"]}
    assert urls == {
        ("Tier", "Macro"): f"{URL}?tier=micro&niche=skincare&followers_min=1000&er_min=0.5",
        ("Tier", "Micro"): f"{URL}?tier=macro&niche=skincare&followers_min=1000&er_min=0.5",
        ("Niche", "Skincare"): f"{URL}?tier=macro&tier=micro&followers_min=1000&er_min=0.5",
        ("Followers", "from 1,000"): f"{URL}?tier=macro&tier=micro&niche=skincare&er_min=0.5",
        (
            "Engagement rate",
            "from 0.5\xa0%",
        ): f"{URL}?tier=macro&tier=micro&niche=skincare&followers_min=1000",
    }
    assert "Clear all" in page.content.decode()


def test_a_broader_niche_includes_its_narrower_ones(client, planner):
    factories.profile(followers=5_000, niches=[factories.niche(slug="skincare")])
    page = client.get(f"{URL}?niche=beauty")
    options = {option.value: option for option in page.context["facets"]["niche"].first}
    assert page.context["page"].total == 1
    assert (options["beauty"].count, options["beauty"].chosen) == (1, True)
    assert (options["skincare"].count, options["skincare"].child) == (1, True)


def test_an_empty_catalogue_leads_to_the_import(client, planner):
    page = client.get(URL).content.decode()
    assert "The catalogue is empty" in page
    assert reverse("imports:list") in page


def test_a_list_without_matches_says_what_to_let_go_of(client, planner):
    factories.profile(followers=5_000, platform="tiktok")
    page = client.get(f"{URL}?tier=macro&platform=tiktok")
    assert [(option.facet, option.total) for option in page.context["relaxations"]] == [("Tier", 1)]
    assert "No profile matches" in page.content.decode()


def test_a_page_beyond_the_end_is_the_last_one_with_a_notice(client, planner):
    factories.profile(followers=5_000)
    page = client.get(f"{URL}?page=4")
    assert page.context["filters"].page == 1
    assert "There are no more pages" in page.content.decode()


@pytest.mark.parametrize(("days", "said"), [(181, ""), (182, "6 months ago"), (426, "14 months ago")])
def test_old_figures_say_how_old_they_are(client, planner, days, said):
    factories.profile(followers=5_000, measured_on=timezone.localdate() - timedelta(days=days))
    page = client.get(URL).content.decode()
    assert ("months ago" in page) == bool(said)
    assert said in page


def test_a_choice_leaves_the_niches_in_their_order(client, planner):
    for number, slug in enumerate(("beauty", "gaming", "travel")):
        for _ in range(3 - number):
            factories.profile(followers=5_000, niches=[factories.niche(slug=slug)])

    def broad(query):
        options = client.get(f"{URL}?{query}").context["facets"]["niche"].first
        return [option.value for option in options if not option.child and option.count]

    assert broad("niche=travel") == broad("") == ["beauty", "gaming", "travel"]


def test_a_page_holds_as_many_as_somebody_wants(client, planner):
    for _ in range(PAGE_SIZES[0] + 1):
        factories.profile(followers=5_000)
    page = client.get(f"{URL}?size=50")
    assert len(page.context["rows"]) == PAGE_SIZES[0] + 1
    assert 'rel="next"' not in page.content.decode()
    assert client.get(f"{URL}?size=50&sort=name").context["columns"]["price"].url.endswith("&size=50")


def test_the_ends_of_the_list_are_one_click_away(client, planner):
    for _ in range(2 * PAGE_SIZES[0] + 1):
        factories.profile(followers=5_000)
    page = client.get(f"{URL}?page=2").content.decode()
    assert 'href="?page=3" hx-get="?page=3" hx-target="#results" hx-push-url="true">Last' in page
    assert 'href="?page=1" hx-get="?page=1" hx-target="#results" hx-push-url="true">First' in page


def test_pages_keep_the_filters(client, planner):
    for _ in range(PAGE_SIZES[0] + 1):
        factories.profile(followers=5_000)
    assert 'href="?tier=micro&amp;page=2"' in client.get(f"{URL}?tier=micro").content.decode()


def test_unlike_rates_in_one_ranking_are_pointed_out(client, planner):
    for platform in ("instagram", "tiktok"):
        factories.profile(followers=5_000, platform=platform)
    assert "not comparable" in client.get(f"{URL}?sort=-engagement_rate").content.decode()
    assert "not comparable" not in client.get(f"{URL}?sort=-engagement_rate&platform=tiktok").content.decode()


def test_sorted_columns_turn_round(client, planner):
    factories.profile(followers=5_000)
    columns = client.get(f"{URL}?sort=-price&page=1").context["columns"]
    assert (columns["price"].direction, columns["price"].url) == ("descending", f"{URL}?sort=price")
    assert (columns["followers"].direction, columns["followers"].url) == ("", URL)


def test_htmx_gets_the_parts_that_change_and_the_address(client, planner):
    factories.profile(followers=5_000)
    headers = {"HX-Request": "true", "HX-Target": "results"}
    typing = headers | {"HX-Trigger": "filter-form"}
    response = client.get(f"{URL}?q=&tier=micro&niche=&followers_min=", headers=typing)
    page = response.content.decode()
    assert response["HX-Push-Url"] == f"{URL}?tier=micro"
    assert "HX-Request" in response["Vary"]
    assert "<html" not in page
    assert page.lstrip().startswith('<div id="results"')
    assert 'id="options-tier"' in page
    assert 'id="q"' not in page  # what somebody types is never replaced
    by_chip = client.get(f"{URL}?tier=micro", headers=headers).content.decode()
    assert 'id="q"' in by_chip  # a chip that goes empties its field
    restored = client.get(URL, headers=headers | {"HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_a_viewer_compares_and_exports_and_keeps_nothing(client):
    client.force_login(factories.member(brand=factories.brand(), role="viewer"))
    factories.profile(followers=5_000)
    page = client.get(URL).content.decode()
    assert 'name="profile"' in page
    assert 'formaction="/influencers/export.csv"' in page
    assert 'formaction="/lists/add/"' not in page


def test_inactive_people_are_not_listed(client, planner):
    factories.profile(followers=5_000, influencer=factories.influencer(name="Gone", is_active=False))
    factories.profile(followers=5_000)
    assert "Gone" not in client.get(URL).content.decode()


@pytest.mark.parametrize("total", [3, 60])
def test_the_number_of_queries_does_not_grow(client, planner, django_assert_num_queries, total):
    niches = [factories.niche(slug=slug) for slug in ("beauty", "skincare")]
    for _ in range(total):
        factories.profile(followers=5_000, niches=niches, price=1_000)
    # Session, user, niches; seven of the search; five for the rows, the catalogue's size; three for what the
    # user may do, three for their lists, one for the label of synthetic data.
    with django_assert_num_queries(30):
        client.get(f"{URL}?tier=micro&q=h&niche=beauty")

"""The search interface, held to a slow and obvious twin."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from influencers.models import Credibility, Import, Profile
from influencers.search import EDGES, NO_COUNTRY, PAGE_SIZES, Filters, bin_of, ids, matching, search
from influencers.tiers import MICRO_MAX, tier_of
from tests import factories

pytestmark = pytest.mark.django_db

NICHES = {"beauty": None, "skincare": "beauty", "makeup": "beauty", "gaming": None, "mobile-games": "gaming"}


def a_catalogue():
    """Forty profiles in which every figure is missing somewhere and every boundary is met."""
    niches = {slug: factories.niche(slug=slug) for slug in NICHES}
    chosen = [["skincare"], ["skincare", "makeup"], ["gaming"], [], ["beauty", "mobile-games"]]
    sizes = [None, 0, 999, 1_000, 54_321, 100_000, 100_001, 2_000_000]
    for number in range(40):
        platform = ["instagram", "tiktok", "youtube"][number % 3]
        person = factories.influencer(
            name=f"Person {number % 7} É", country=["ID", "MY", ""][number % 3 - number % 2]
        )
        rate = None if number % 4 == 0 else 0.01 * (number % 6)
        figures = {} if rate is None else {"engagement_rate": rate, "engagement_denominator": "views"}
        row = factories.profile(
            influencer=person,
            platform=platform,
            handle=f"who_{number}",
            followers=sizes[number % 8],
            niches=[niches[slug] for slug in chosen[number % 5]],
            price=None if number % 3 == 0 else 250_000 * (number % 5 + 1),
            figures=figures,
        )
        if number % 3 == 1:
            Credibility.objects.create(
                profile=row,
                basis="real_followers",
                share=number % 10 / 10,
                assessed_on=date(2026, 1, 1),
                source=factories.source(),
            )
            factories.current.refresh([row.pk])
    factories.profile(influencer=factories.influencer(is_active=False), followers=5_000)


def said(profile, filters):
    """The oracle: whether a profile is asked for, in plain Python."""
    person = profile.influencer
    slugs = {weight.niche.slug for weight in profile.niche_weights.all()}
    slugs |= {weight.niche.parent.slug for weight in profile.niche_weights.all() if weight.niche.parent}
    text = filters.q.lower()
    checks = [
        person.is_active,
        any(text in where.lower() for where in (person.name, profile.handle, profile.title)),
        not filters.tier or tier_of(profile.followers) in filters.tier,
        not filters.platform or profile.platform in filters.platform,
        not filters.country or (person.country or NO_COUNTRY) in filters.country,
        not filters.niche or slugs & set(filters.niche),
        filters.followers_min is None
        or (profile.followers is not None and profile.followers >= filters.followers_min),
        filters.followers_max is None
        or (profile.followers is not None and profile.followers <= filters.followers_max),
        filters.er_min is None
        or (profile.engagement_rate is not None and profile.engagement_rate >= filters.er_min),
        filters.price_max is None or (profile.price is not None and profile.price <= filters.price_max),
        filters.credibility_min is None
        or (profile.credibility is not None and profile.credibility >= filters.credibility_min),
    ]
    return all(checks)


def counted(profiles, values_of):
    counts = {}
    for profile in profiles:
        for value in values_of(profile):
            counts[value] = counts.get(value, 0) + 1
    return counts


def niche_values(profile):
    niches = [weight.niche for weight in profile.niche_weights.all()]
    return {niche.slug for niche in niches} | {niche.parent.slug for niche in niches if niche.parent}


FACET_VALUES = {
    "tier": lambda profile: [tier_of(profile.followers)],
    "platform": lambda profile: [profile.platform],
    "country": lambda profile: [profile.influencer.country or NO_COUNTRY],
    "niche": niche_values,
}


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


filter_sets = st.builds(
    Filters,
    q=st.sampled_from(["", "", "person 3", "WHO_1", "é", "_", "%", "nobody"]),
    tier=some(["nano", "micro", "macro", "unknown"]),
    niche=some(list(NICHES)),
    platform=some(["instagram", "tiktok", "youtube"]),
    country=some(["ID", "MY", NO_COUNTRY, "FR"]),
    followers_min=st.sampled_from([None, None, 0, 1_000, 100_001]),
    followers_max=st.sampled_from([None, None, 999, 100_000]),
    er_min=st.sampled_from([None, None, 0.0, 0.02]),
    price_max=st.sampled_from([None, None, 500_000]),
    credibility_min=st.sampled_from([None, None, 0.5]),
    sort=st.sampled_from(["-followers", "name", "price", "newest", "-engagement_rate", "credibility"]),
)


class TheSearchAgreesWithItsOracle(TestCase):
    @classmethod
    def setUpTestData(cls):
        a_catalogue()
        cls.profiles = list(Profile.objects.with_person().with_niches())

    def expected(self, filters):
        return [profile for profile in self.profiles if said(profile, filters)]

    @settings(max_examples=60, deadline=None)
    @given(filters=filter_sets)
    def test_it_finds_and_counts_the_same(self, filters):
        page = search(filters)
        wanted = self.expected(filters)
        assert page.total == len(wanted)
        assert set(matching(filters).values_list("pk", flat=True)) == {profile.pk for profile in wanted}
        assert len(page.ids) == min(page.total, PAGE_SIZES[0])
        for facet, values_of in FACET_VALUES.items():
            assert dict(page.facets[facet]) == counted(self.expected(filters.without(facet)), values_of)

    @settings(max_examples=20, deadline=None)
    @given(filters=filter_sets)
    def test_its_histograms_ignore_their_own_filter(self, filters):
        page = search(filters)
        own = {"followers": ("followers_min", "followers_max"), "price": ("price_max",)}
        for figure, fields in own.items():
            bins = [0] * (len(EDGES[figure]) - 1)
            for profile in self.expected(filters.without(*fields)):
                value = getattr(profile, figure)
                if value is not None:
                    bins[bin_of(figure, value)] += 1
            assert list(page.histograms[figure].counts) == bins


def handles(filters):
    names = Profile.objects.in_bulk(search(filters).ids)
    return [names[pk].handle for pk in search(filters).ids]


def test_the_text_is_searched_as_it_is():
    for handle, name in [("a_b", "Élise 100%"), ("axb", "Elise 100"), ("plain", "Back\\slash")]:
        factories.profile(handle=handle, influencer=factories.influencer(name=name), followers=5)
    found = {text: set(handles(Filters(q=text))) for text in ("a_b", "%", "\\", "élise", "X", "e", "(", "é")}
    assert found == {
        "a_b": {"a_b"},
        "%": {"a_b"},
        "\\": {"plain"},
        "élise": {"a_b"},
        "X": {"axb"},
        "e": {"axb", "a_b"},
        "(": set(),
        "é": {"a_b"},
    }


def test_a_title_stands_in_for_a_handle():
    factories.profile(handle="", title="Warung Kopi", platform="youtube", followers=10)
    assert search(Filters(q="kopi")).total == 1
    assert search(Filters(q="title:")).total == 0


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("-followers", ["big", "mid", "small", "blank"]),
        ("followers", ["small", "mid", "big", "blank"]),
        ("-engagement_rate", ["small", "big", "mid", "blank"]),
        ("price", ["mid", "big", "small", "blank"]),
        ("-price", ["big", "mid", "small", "blank"]),
        ("name", ["mid", "small", "blank", "big"]),
        ("-name", ["big", "blank", "small", "mid"]),
        ("newest", ["blank", "small", "mid", "big"]),
        ("-newest", ["big", "mid", "small", "blank"]),
    ],
)
def test_what_is_not_known_comes_last(sort, order):
    rows = [("big", 9_000, 0.02, 300, "d"), ("mid", 800, 0.01, 200, "A"), ("small", 70, 0.03, None, "b")]
    for handle, followers, rate, price, name in rows:
        factories.profile(
            handle=handle,
            followers=followers,
            price=price,
            influencer=factories.influencer(name=name),
            figures={"engagement_rate": rate, "engagement_denominator": "followers"},
        )
    factories.profile(handle="blank", influencer=factories.influencer(name="C"))
    assert handles(Filters(sort=sort)) == order


def test_equals_keep_their_order_from_page_to_page():
    made = [factories.profile(followers=1_000).pk for _ in range(PAGE_SIZES[0] + 5)]
    pages = [search(Filters(page=number)) for number in (1, 2)]
    assert [pk for page in pages for pk in page.ids] == made


def test_a_page_beyond_the_end_is_the_last_one():
    for _ in range(PAGE_SIZES[0] + 1):
        factories.profile(followers=10)
    page = search(Filters(page=10**17))
    assert (page.number, len(page.ids)) == (2, 1)
    assert search(Filters(q="nobody", page=4)).number == 1


def test_an_import_narrows_the_list():
    brought = factories.profile(followers=10)
    factories.profile(followers=10)
    run = Import.objects.create(file_name="list.csv", sha256="0", as_of=date(2026, 1, 1))
    brought.imports.add(run)
    assert search(Filters(import_id=run.pk)).ids == (brought.pk,)
    assert search(Filters(import_id=run.pk + 1)).total == 0


def test_only_these_profiles_and_none_of_those():
    made = [factories.profile(followers=number).pk for number in range(5, 0, -1)]
    assert search(Filters(among=frozenset(made[1:]), outside=frozenset(made[:2]))).ids == tuple(made[2:])
    assert search(Filters(among=frozenset())).total == 0
    everybody = frozenset(range(1, 300_001))
    assert ids(Filters(among=everybody, sort="followers", size=25)) == made[::-1]
    assert not Filters(outside=frozenset(made)).narrows


def test_no_bin_of_followers_holds_two_tiers():
    for low, high in zip(EDGES["followers"], EDGES["followers"][1:], strict=False):
        inside = {tier_of(followers) for followers in (low, high - 1)}
        assert len(inside) == 1
    assert bin_of("followers", MICRO_MAX) + 1 == bin_of("followers", MICRO_MAX + 1)


def test_nine_queries_whatever_the_size(django_assert_num_queries):
    for total in (3, 60):
        while Profile.objects.count() < total:
            factories.profile(followers=1_000, niches=[factories.niche(slug="beauty")])
        with django_assert_num_queries(9):
            search(Filters(q="h", tier=("micro",), niche=("beauty",), followers_min=5))


def test_without_lets_go_of_fields_and_goes_to_the_first_page():
    filters = Filters(q="x", tier=("micro",), followers_min=5, page=3)
    assert filters.without("q", "followers_min") == replace(Filters(), tier=("micro",))
    assert filters.narrows
    assert not Filters(sort="name", page=2).narrows

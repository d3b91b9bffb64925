import pytest

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.forecasting.audience import UnknownPopulation, segments
from campaigns.strategy.forecasting.relevance import Relevance, main_niche
from tests.strategy.facts_factory import PARENTS, make_brief, make_profile

B = default_benchmarks()


def test_the_briefs_own_size_is_used_as_entered():
    universe = segments(make_brief(size=2_000_000), B)
    assert universe.segments["ID"].population == 2_000_000
    assert universe.provenance.kind == "entered"


def test_an_unknown_size_is_platform_adults_by_age_gender_and_interest():
    brief = make_brief(
        size=None, platforms=("instagram",), ages=("18-24",), genders=("female",), niches=("skincare",)
    )
    universe = segments(brief, B)
    assert universe.segments["ID"].population == pytest.approx(100.9e6 * 0.32 * 0.5 * 0.22)
    assert universe.provenance.kind == "assumed"


def test_platforms_share_their_people():
    """The largest platform, not their sum: the same person uses several."""
    universe = segments(make_brief(size=None, platforms=("instagram", "tiktok")), B)
    assert universe.segments["ID"].population == 126.8e6


def test_two_niches_interest_more_people_than_one_but_fewer_than_their_sum():
    def population(*niches):
        return segments(make_brief(size=None, niches=niches), B).segments["ID"].population

    assert population("beauty") < population("beauty", "food") < population("beauty") + population("food")
    assert population("skincare", "makeup") == population("beauty")


def test_kappa_is_an_assumption_until_overlaps_are_known():
    universe = segments(make_brief(), B)
    assert (universe.segments["ID"].kappa, universe.segments["ID"].kappa_niche) == (1.5, 0.6)
    assert universe.kappa_provenance.kind == "assumed"


def test_a_size_over_countries_is_split_evenly_where_their_populations_are_unknown():
    found = segments(make_brief(countries=("ID", "MY"), size=1_000_000), B).segments
    assert {country: segment.population for country, segment in found.items()} == {
        "ID": 500_000,
        "MY": 500_000,
    }


@pytest.mark.parametrize("countries", [(), ("SG",), ("ID", "SG")])
def test_a_country_without_a_base_cannot_be_guessed(countries):
    with pytest.raises(UnknownPopulation):
        segments(make_brief(countries=countries, size=None), B)


@pytest.mark.parametrize(
    ("niches", "asked", "followers", "expected", "kind"),
    [
        ({"skincare": 0.7, "comedy": 0.3}, ("skincare",), 50_000, 0.7, "measured"),
        ({"skincare": 0.7, "comedy": 0.3}, ("beauty",), 50_000, 0.7, "measured"),
        ({"beauty": 0.7, "comedy": 0.3}, ("skincare",), 50_000, 0.35, "measured"),
        ({"makeup": 0.7, "comedy": 0.3}, ("skincare",), 50_000, 0.0, "measured"),
        ({"skincare": 0.2}, ("skincare",), 50_000, 0.2, "measured"),
        ({"skincare": 1.0}, ("skincare",), 50_000, 0.7, "assumed"),
        ({"skincare": 1.0}, ("skincare",), 500_000, 0.4, "assumed"),
        ({"skincare": 0.5, "comedy": 0.5}, ("skincare",), 50_000, 0.35, "assumed"),
        ({"skincare": 1.0, "comedy": 1.0}, ("skincare",), 50_000, 0.35, "assumed"),
        ({}, ("beauty",), 50_000, 0.22, "assumed"),
        ({"skincare": 1.0}, (), 50_000, 1.0, "entered"),
    ],
)
def test_relevance_is_the_overlap_of_niche_weights(niches, asked, followers, expected, kind):
    found, origin = Relevance(make_brief(niches=asked), B).of(
        make_profile(niches=niches, followers=followers)
    )
    assert found == pytest.approx(expected)
    assert origin.kind == kind


@pytest.mark.parametrize(
    ("niches", "expected"),
    [
        ({}, ""),
        ({"skincare": 0.3, "makeup": 0.3, "comedy": 0.4}, "beauty"),
        ({"beauty": 0.5, "comedy": 0.5}, "beauty"),
    ],
)
def test_the_main_niche_is_the_heaviest_top_level(niches, expected):
    assert main_niche(make_profile(niches=niches), PARENTS) == expected

import json
from importlib.resources import files
from math import exp
from pathlib import Path

import numpy as np
import pytest

from campaigns.strategy.benchmarks import Benchmark, Benchmarks, MissingBenchmark, default_benchmarks

DATA = files("influencers").joinpath("data")
PLATFORMS = ("instagram", "tiktok", "youtube")


def read(name):
    return json.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def test_every_row_has_a_source_and_a_key_of_its_own():
    rows = read("benchmarks.json")
    keys = [
        (row["metric"], row["platform"], row["country"], row["group"], row["followers_from"]) for row in rows
    ]
    assert len(set(keys)) == len(keys)
    assert all(row["source"] and row["evidence"] in "SDX" for row in rows)
    assert all(len(row["unit"]) <= 60 and len(row["source"]) <= 300 for row in rows)
    assert all(row["value"] >= 0 or row["metric"].endswith("exponent") for row in rows)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("followers", [0, 999, 1_000, 9_999, 10_000, 99_999, 100_000, 1_000_000, 5e8])
def test_every_size_has_an_engagement_rate_and_a_reach(platform, followers):
    benchmarks = default_benchmarks()
    assert 0 < benchmarks.engagement_rate(platform, followers).median < 0.2
    assert 0 < benchmarks.reach_per_follower(platform, followers).median < 0.5


@pytest.mark.parametrize(
    ("platform", "followers", "median"),
    [
        ("instagram", 9_999, 0.022),
        ("instagram", 10_000, 0.010),
        ("tiktok", 50_000, 0.083),
        ("youtube", 2e6, 0.027),
    ],
)
def test_engagement_rates_are_those_of_the_sources(platform, followers, median):
    assert default_benchmarks().engagement_rate(platform, followers).median == median


def test_a_fee_follows_the_tariff_and_enters_at_its_mean():
    fee = default_benchmarks().fee("instagram", "instagram_post", 31_600)
    assert fee.median == 2_000_000
    assert fee.mean / fee.median == pytest.approx(exp(0.5))
    double = default_benchmarks().fee("instagram", "instagram_reel", 63_200)
    assert double.median / fee.median == pytest.approx(1.3 * 2**0.88)


def test_a_missing_row_is_named():
    with pytest.raises(MissingBenchmark, match="platform_adults, instagram, MY"):
        default_benchmarks().value("platform_adults", platform="instagram", country="MY")


def test_a_size_outside_all_bands_is_named():
    benchmarks = Benchmarks([Benchmark("engagement_rate", 0.1, followers_from=1_000, followers_to=2_000)])
    with pytest.raises(MissingBenchmark, match="2,000 followers"):
        benchmarks.engagement_rate("instagram", 2_000)
    with pytest.raises(MissingBenchmark, match="leave out some sizes"):
        benchmarks.by_size("engagement_rate", "instagram", np.array([1_500.0, 2_000.0]))


def test_the_most_specific_row_answers():
    benchmarks = Benchmarks(
        [
            Benchmark("m", 1.0),
            Benchmark("m", 2.0, country="ID"),
            Benchmark("m", 3.0, platform="tiktok"),
            Benchmark("m", 4.0, platform="tiktok", country="ID"),
        ]
    )
    asked = [{}, {"country": "ID"}, {"platform": "tiktok"}, {"platform": "tiktok", "country": "ID"}]
    assert [benchmarks.value("m", **keys) for keys in asked] == [1.0, 2.0, 3.0, 4.0]


def test_assumptions_say_that_they_are_assumed():
    benchmarks = default_benchmarks()
    assert benchmarks.row("kappa_within_niche").provenance.kind == "assumed"
    assert benchmarks.engagement_rate("tiktok", 50_000).provenance.kind == "estimated"


def test_looking_up_many_sizes_at_once_agrees_with_one_by_one():
    benchmarks = default_benchmarks()
    sizes = np.array([10.0, 9_999, 10_000, 99_999, 100_000, 1e6, 3e7])
    found = benchmarks.by_size("views_per_follower", "youtube", sizes)
    assert [row.value for row in found.rows] == found.values.tolist()
    assert found.values.tolist() == [benchmarks.reach_per_follower("youtube", size).median for size in sizes]


def test_the_niches_form_two_levels():
    niches = read("niches.json")
    tops = {niche["slug"] for niche in niches if niche["parent"] is None}
    assert len({niche["slug"] for niche in niches}) == len(niches)
    assert {niche["parent"] for niche in niches} - {None} == tops


def test_a_word_means_one_niche():
    words = [word for niche in read("niches.json") for word in {niche["slug"], *niche["synonyms"]}]
    assert len(words) == len(set(words))
    assert all(word == word.lower().strip() for word in words)


def test_every_top_niche_has_an_interest_between_a_tenth_and_a_quarter():
    tops = {niche["slug"] for niche in read("niches.json") if niche["parent"] is None}
    interest = default_benchmarks().groups("niche_interest")
    assert set(interest) == tops
    assert all(0.10 <= row.value <= 0.25 for row in interest.values())


def test_the_method_page_names_every_assumption():
    page = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    assumed = {row["metric"] for row in read("benchmarks.json") if row["evidence"] == "X"}
    assert {metric for metric in assumed if f"`{metric}`" not in page} == set()

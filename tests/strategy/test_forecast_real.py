"""The forecast against real posts: the last ordinary post of every account, held out."""

import csv
import os
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.facts import Provenance
from campaigns.strategy.forecasting.calibrate import calibrate
from campaigns.strategy.forecasting.forecast import forecast_offers
from campaigns.strategy.forecasting.levels import EXPOSURE, RATE
from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.measuring import backtest
from tests.strategy.facts_factory import make_brief, make_profile, seen

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        "REAL_DATA_DIR" not in os.environ, reason="REAL_DATA_DIR names no folder of real files"
    ),
]


GROUPS = ("micro_history", "micro_bare", "macro_history", "macro_bare")


def real(name):
    return Path(os.environ["REAL_DATA_DIR"]) / name


@pytest.fixture(scope="module")
def found():
    return backtest.figures(real("instagram_posts.csv"))


@pytest.mark.parametrize("group", GROUPS)
def test_eighty_percent_ranges_hold_about_eighty_percent_of_real_posts(found, group):
    assert found[f"forecast_{group}_posts"] > 500
    assert 0.75 <= found[f"forecast_{group}_coverage"] <= 0.85
    assert 0.70 <= found[f"forecast_{group}_coverage_of_20"] <= 0.90


def test_a_history_beats_every_simple_rule(found):
    assert found["forecast_sigma"] < 0.70
    simple = [found[f"{name}_sigma"] for name in ("own_mean", "tier_median", "benchmark")]
    assert found["forecast_sigma"] < 0.75 < min(simple)


def test_the_sum_of_all_accounts_with_a_history_is_met(found):
    assert abs(found["forecast_bias"]) < 0.1
    assert found["forecast_bias_low"] < 0 < found["forecast_bias_high"]


@pytest.fixture(scope="module")
def averages():
    """The same accounts as lists give them: one average and its day; forecasts by group."""
    held = backtest.hold_out(list(backtest.read_posts(real("instagram_posts.csv"))))
    facts = [averaged(each.account) for each in held]
    benchmarks, brief = default_benchmarks(), make_brief(as_of=backtest.TODAY)
    offers = forecast_offers(facts, brief, benchmarks, calibrate(facts, brief, benchmarks)).offers
    ordinary = {o.id: LogNormal.of(o.engagements.mu - np.log(0.88), o.engagements.sigma) for o in offers}
    return [(each, ordinary[each.account.id]) for each in held]


def averaged(account):
    posts = [post for post in account.posts if not post.sponsored]
    known = None
    if posts:
        days = float(np.mean([(backtest.TODAY - post.day).days for post in posts]))
        origin = Provenance("measured", "list", backtest.TODAY - timedelta(days=days))
        known = seen(float(np.mean([post.engagements for post in posts])), len(posts), origin)
    return make_profile(
        id=account.id,
        followers=account.followers,
        followers_on=backtest.TODAY,
        niches={account.niche: 1.0},
        engagements=known,
    )


@pytest.mark.parametrize("group", GROUPS)
def test_ranges_from_averages_hold_as_well(averages, group):
    assert 0.75 <= backtest.coverage([pair for pair in averages if pair[0].group == group]) <= 0.85


# Followers, views and engagements of the lists of the largest accounts, by position: their headers repeat.
TOP_LISTS = {
    "instagram": ("instagram_top1000_2022-12.csv", 6, None, (11,)),
    "tiktok": ("tiktok_top1000_2022-09.csv", 4, 6, (8, 10, 12)),
    "youtube": ("youtube_top1000_2022-03.csv", 4, 7, (9, 11)),
}


def number(row, column):
    try:
        return float(row[column])
    except ValueError:
        return 0.0


@pytest.mark.parametrize(
    ("platform", "level"), [("instagram", RATE), ("tiktok", EXPOSURE), ("youtube", EXPOSURE)]
)
def test_lists_selected_on_engagement_do_not_bend_the_benchmark(platform, level):
    name, followers, views, parts = TOP_LISTS[platform]
    with (Path(os.environ["REAL_DATA_DIR"]) / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    listed = [
        make_profile(
            id=str(index),
            platform=platform,
            followers=int(number(row, followers)),
            views=seen(number(row, views)) if views else None,
            engagements=seen(sum(number(row, part) for part in parts)),
        )
        for index, row in enumerate(rows)
    ]
    assert calibrate(listed, make_brief(), default_benchmarks())[level, platform].status == "refused"

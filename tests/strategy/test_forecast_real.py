"""The forecast against real posts: the last ordinary post of every account, held out."""

import csv
import os
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.calibrate import calibrate
from campaigns.strategy.forecast import forecast_offers
from campaigns.strategy.levels import EXPOSURE, RATE
from tests.strategy.facts_factory import make_brief, make_profile, seen

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        "REAL_DATA_DIR" not in os.environ, reason="REAL_DATA_DIR names no folder of real files"
    ),
]
SPONSORED = 0.88


class Case(NamedTuple):
    """A forecast of an account's next post, what that post got, and whether there was a history."""

    offer: object
    actual: float
    has_history: bool


def ordinary_posts():
    """Engagements of each account's ordinary posts, oldest first, and its followers at the newest."""
    posts = defaultdict(list)
    path = Path(os.environ["REAL_DATA_DIR"]) / "instagram_posts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            engagements = int(row["likes"]) + int(row["comments"])
            if int(row["n_sponsor"]) == 0 and engagements > 0:
                posts[row["account"]].append((row["date"], engagements, int(row["followers"])))
    for account, found in posts.items():
        found.sort()
        yield account, [engagements for _, engagements, _ in found], found[-1][2]


@pytest.fixture(scope="module")
def cases():
    facts, actual = [], {}
    for account, engagements, followers in ordinary_posts():
        *history, last = engagements
        if followers >= 1_000:
            known = seen(float(np.mean(history)), len(history)) if history else None
            facts.append(make_profile(id=account, followers=followers, engagements=known))
            actual[account] = last * SPONSORED
    benchmarks = default_benchmarks()
    offers = forecast_offers(facts, make_brief(), benchmarks, calibrate(facts, benchmarks)).offers
    return [Case(offer, actual[offer.id], offer.facts.engagements is not None) for offer in offers]


@pytest.mark.parametrize("tier", ["micro", "macro"])
@pytest.mark.parametrize("has_history", [True, False])
def test_eighty_percent_ranges_hold_about_eighty_percent_of_real_posts(cases, tier, has_history):
    some = [case for case in cases if case.offer.tier == tier and case.has_history == has_history]
    inside = [case.offer.engagements.p10 <= case.actual <= case.offer.engagements.p90 for case in some]
    assert len(some) > 500
    assert 0.75 <= np.mean(inside) <= 0.85


def test_a_history_beats_the_benchmark_by_far(cases):
    def error(has_history):
        misses = [
            np.log(case.actual) - case.offer.engagements.mu
            for case in cases
            if case.has_history == has_history
        ]
        return np.std(misses)

    assert error(has_history=True) < 0.75
    assert error(has_history=False) > 0.95


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
    assert calibrate(listed, default_benchmarks())[level, platform].status == "refused"

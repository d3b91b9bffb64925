"""Packages: what several posts of one profile bring, what their rights cost, and how offers compete."""

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.benchmarks import Benchmarks, default_benchmarks
from campaigns.strategy.costs.pricing import Pricing
from campaigns.strategy.facts import Extra, Package, RivalBooking
from campaigns.strategy.forecasting.forecast import forecast_offers
from campaigns.strategy.forecasting.packages import PackageForecasts, Post, reached
from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.offers import profiles_of
from campaigns.strategy.reasons.peers import Peers, cost_per_engagement
from campaigns.strategy.recommend import TimeLimits, recommend
from campaigns.strategy.records import Rules
from campaigns.strategy.robustness.assess import Depth
from campaigns.strategy.robustness.draws import Uncertainty, draw, law_of
from tests.strategy.facts_factory import make_brief, make_profile, price, seen, share

POST = Post(LogNormal.of(8.0, 0.7), LogNormal.of(6.0, 0.8), 0.2)
SHALLOW = Depth(resolves=2, scan=0)
QUICK = TimeLimits(solve=0.3, frontier=0.2, other_goal=0.1)


def package(*items, amount=3_000_000, id="7", **fields):
    return Package(id, fields.pop("name", "Bundle"), items, price(amount), **fields)


FEED_TWICE = ("instagram_post", 2)
STORIES = ("instagram_story", 3)


def drawn(single, weights, audience, loyalty, people=400_000):
    """The slow obvious twin: every person has a chance of their own, every post finds its people."""
    rng = np.random.default_rng(5)
    full = max(weights)
    share, size = full * single / audience, 1 / loyalty - 1
    chance = rng.beta(share * size, (1 - share) * size, people)
    saw = np.zeros(people, dtype=bool)
    for weight in weights:
        saw |= rng.random(people) < chance * (weight / full)
    return audience * saw.mean()


@pytest.mark.parametrize("weights", [[1.0], [1.0, 1.0], [1.0, 1.0, 0.4, 0.4, 0.4], [0.4, 0.4]])
@pytest.mark.parametrize("loyalty", [0.05, 0.3, 0.7])
def test_reach_of_several_posts_agrees_with_drawing_people(weights, loyalty):
    assert reached(2_000, weights, 10_000, loyalty) == pytest.approx(
        drawn(2_000, weights, 10_000, loyalty), rel=0.015
    )


@settings(max_examples=60, deadline=None)
@given(
    st.floats(1, 1e7),
    st.lists(st.floats(0.05, 2), min_size=1, max_size=12),
    st.floats(0, 1e7),
    st.floats(0, 1),
)
def test_reach_grows_with_every_post_and_stays_below_sum_and_audience(single, weights, audience, loyalty):
    found = [reached(single, weights[: n + 1], audience, loyalty) for n in range(len(weights))]
    assert found[0] == pytest.approx(single * weights[0])
    slack = 1 + 1e-9
    assert found[-1] <= sum(weights) * single * slack
    assert found[-1] <= max(audience, max(weights) * single) * slack
    assert all(more >= less / slack for less, more in pairwise(found))


def test_people_who_always_see_or_never_see():
    assert reached(100, [1, 1, 1], 1_000, 1.0) == pytest.approx(100)
    assert reached(100, [1, 1], 1_000, 0.0) == pytest.approx(1_000 * (1 - 0.9**2))


def test_one_usual_post_is_the_single_forecast():
    found = PackageForecasts(default_benchmarks()).of(make_profile(), [("instagram_post", 1)], POST)
    for figure in ("reach", "engagements"):
        together, alone = getattr(found, figure), getattr(POST, figure)
        assert (together.mu, together.sigma, together.mean) == pytest.approx(
            (alone.mu, alone.sigma, alone.mean)
        )
    assert found.provenance == {}


def test_posts_share_their_level_and_average_their_noise():
    posts = 4
    found = (
        PackageForecasts(default_benchmarks())
        .of(make_profile(), [("instagram_post", posts)], POST)
        .engagements
    )
    rng, draws = np.random.default_rng(3), 400_000
    level = POST.engagements.mu + np.sqrt(POST.engagements.sigma**2 - POST.within) * rng.standard_normal(
        draws
    )
    noise = np.exp(np.sqrt(POST.within) * rng.standard_normal((draws, posts)))
    total = np.exp(level) * noise.sum(axis=1)
    assert found.mean == pytest.approx(total.mean(), rel=0.02)
    assert found.mean == pytest.approx(posts * POST.engagements.mean)
    assert found.p10 == pytest.approx(np.quantile(total, 0.1), rel=0.03)
    assert found.p90 == pytest.approx(np.quantile(total, 0.9), rel=0.03)


def test_stories_bring_what_their_benchmarks_say():
    facts, benchmarks = make_profile(followers=50_000), default_benchmarks()
    found = PackageForecasts(benchmarks).of(facts, [("instagram_story", 1)], POST)
    story = benchmarks.row("story_reach_per_follower", platform="instagram", followers=50_000).value
    feed = benchmarks.reach_per_follower("instagram", 50_000).median
    assert found.reach.mean == pytest.approx(POST.reach.mean * story / feed)
    assert found.engagements.mean == pytest.approx(0.1 * POST.engagements.mean)
    assert {origin.kind for origin in found.provenance.values()} == {"assumed"}


def test_a_profile_makes_its_usual_offer_and_one_for_every_package():
    facts = make_profile(
        followers=50_000,
        engagements=seen(900, 30),
        packages=(package(FEED_TWICE, id="1"), package(FEED_TWICE, STORIES, id="2")),
    )
    usual, twice, more = forecast_offers([facts], make_brief()).offers
    assert [offer.id for offer in (usual, twice, more)] == ["a", "a:1", "a:2"]
    assert {offer.facts.id for offer in (usual, twice, more)} == {"a"}
    assert usual.reach.mean < twice.reach.mean < 2 * usual.reach.mean < more.reach.mean + usual.reach.mean
    assert twice.engagements.mean == pytest.approx(2 * usual.engagements.mean)
    assert more.items == (FEED_TWICE, STORIES)
    assert (usual.provenance["engagements"].kind, twice.provenance["reach"].kind) == ("measured", "assumed")
    assert twice.provenance["engagements"].kind == "measured"


def test_where_prices_must_be_known_a_quoted_package_stays():
    facts = make_profile(packages=(package(FEED_TWICE),))
    (only,) = forecast_offers([facts], make_brief(known_prices_only=True)).offers
    assert only.id == "a:7"
    assert only.cost.is_known


def rights_of(asked, *, known_prices_only=False, **fields):
    brief = make_brief(usage_rights_days=asked, known_prices_only=known_prices_only)
    cost = Pricing(brief, default_benchmarks()).of(make_profile(), package(FEED_TWICE, **fields))
    return cost and [(right.amount, right.kind, right.days) for right in cost.rights]


def test_rights_are_included_quoted_or_estimated():
    quoted = {"rights_days": 30, "rights": Extra(90, 800_000)}
    assert rights_of(0, **quoted) == []
    assert rights_of(30, **quoted) == [(0, "included", 30)]
    assert rights_of(60, **quoted) == [(800_000, "quoted", 60)]
    assert rights_of(120, **quoted) == [(1_800_000, "estimated", 120)]  # 3 months at 20 % of 3,000,000
    assert rights_of(60) == [(1_200_000, "estimated", 60)]
    assert rights_of(60, known_prices_only=True) is None
    assert rights_of(60, known_prices_only=True, **quoted) == [(800_000, "quoted", 60)]


def test_rights_are_part_of_the_fee_before_tax():
    brief = make_brief(usage_rights_days=30, exclusivity_days=30)
    facts = make_profile()
    offer = replace(package(FEED_TWICE), price=price(3_000_000, "nett"))
    cost = Pricing(brief, default_benchmarks()).of(facts, offer)
    assert (cost.bill.amount("usage_rights"), cost.bill.amount("exclusivity")) == (600_000, 450_000)
    whole = Pricing(make_brief(), default_benchmarks()).of(
        facts, replace(offer, price=price(4_050_000, "nett"))
    )
    assert cost.total == whole.total


def test_a_package_is_held_against_other_profiles():
    pool = [
        make_profile(
            id=f"p{i}", engagements=seen(500 + i, 30), prices={"instagram_post": price(1_000_000 + i)}
        )
        for i in range(9)
    ]
    pool[4] = replace(pool[4], packages=(package(FEED_TWICE, amount=100),))
    offers = forecast_offers(pool, make_brief()).offers
    bargain = next(offer for offer in offers if offer.package)
    peers = Peers(profiles_of(offers), cost_per_engagement)
    assert len(profiles_of(offers)) == 9
    assert (peers.standing(bargain).percentile, peers.standing(bargain).peers) == (0.0, 8)


def pool(packages=()):
    return [
        make_profile(
            id=str(i),
            person=f"person{i // 2}",
            followers=20_000 + 9_000 * i,
            engagements=seen(300 + 70 * (i % 5), 30),
            reach=seen(2_000 + 900 * i, 30),
            prices={"instagram_post": price(900_000 + 110_000 * (i % 7))},
            packages=packages if i % 3 == 0 else (),
        )
        for i in range(20)
    ]


def ask(facts, rules=None, budget=12_000_000, **brief):
    rules = rules or Rules(influencers=(1, None))
    return recommend(facts, make_brief(**brief), rules, budget, time_limits=QUICK, depth=SHALLOW)


BUNDLES = (
    package(FEED_TWICE, id="1", amount=1_500_000),
    package(FEED_TWICE, STORIES, id="2", amount=1_900_000),
)


def test_more_packages_never_make_the_best_worse():
    without, beside = ask(pool()), ask(pool(BUNDLES))
    old = {name: getattr(without.solution, name) for name in ("reach", "engagements")}
    best = beside.solution.best_alone
    value = 0.85 * old["reach"] / best.reach + 0.15 * old["engagements"] / best.engagements
    assert beside.solution.bound >= value - 1e-9
    assert beside.solution.objective >= value * (1 - 0.002)
    chosen = [each.forecast for each in beside.chosen]
    assert any(offer.package for offer in chosen)
    assert len({offer.facts.person for offer in chosen}) == len(chosen)
    assert beside.candidates == 20


def test_a_must_have_keeps_its_own_packages_and_drops_the_persons_other_profile():
    found = ask(pool(BUNDLES), Rules(influencers=(1, None), include=("6",)))
    of_person = [each for each in found.chosen if each.forecast.facts.person == "person3"]
    assert [(each.forecast.facts.id, each.is_must) for each in of_person] == [("6", True)]
    assert found.problem.rules.include_people == ("person3",)


def test_two_must_haves_of_one_person_conflict_by_their_profiles():
    found = ask(pool(BUNDLES), Rules(include=("6", "7")))
    assert found.status == "infeasible"
    assert set(found.conflict) == {"include:6", "include:7"}


def test_an_impossible_must_have_is_named_by_its_profile():
    found = ask(pool(BUNDLES), Rules(include=("6",)), budget=1_000)
    assert found.status == "infeasible"
    assert set(found.conflict) == {"budget", "include:6"}


def test_an_exclusion_rules_out_every_offer_of_the_profile():
    found = ask(pool(BUNDLES), Rules(influencers=(1, None), exclude=("6", "9")))
    assert {"6", "9"}.isdisjoint(each.forecast.facts.id for each in found.chosen)
    assert set(found.problem.rules.exclude) == {"6", "6:1", "6:2", "9", "9:1", "9:2"}


def test_whom_a_rival_booked_is_left_out_unless_a_must_have():
    booked = RivalBooking("Rival Co", date(2026, 6, 20))
    facts = [replace(each, booked_by_rival=booked) if each.id in ("3", "6") else each for each in pool()]
    found = ask(facts, Rules(influencers=(1, None), include=("6",)))
    assert found.left_out["rival"] == 1
    (must,) = [each for each in found.chosen if each.is_must]
    (reason,) = [reason for reason in must.reasons if reason.code == "booked_by_rival"]
    assert (reason.kind, reason.values) == ("against", {"rival": "Rival Co", "booked_on": "2026-06-20"})


def test_a_profiles_offers_share_its_luck():
    facts = make_profile(packages=(package(FEED_TWICE),))
    usual, bundle = (
        law_of(offer, default_benchmarks()) for offer in forecast_offers([facts], make_brief()).offers
    )
    found = draw([usual, bundle], Uncertainty(), 200)
    assert np.corrcoef(np.log(found.engagements).T)[0, 1] > 0.999


class NoEngagements(Benchmarks):
    """An administrator may take a deliverable to bring no engagements at all."""

    def row(self, metric, **of):
        found = super().row(metric, **of)
        return replace(found, value=0.0) if metric == "deliverable_engagements" else found


def test_a_deliverable_that_brings_nothing_is_drawn_and_explained_as_nothing():
    known = NoEngagements(row for rows in default_benchmarks()._rows.values() for row in rows)
    facts = make_profile(packages=(package(("instagram_story", 1)),))
    (bundle,) = [each for each in forecast_offers([facts], make_brief(), known).offers if each.package]
    assert bundle.engagements.mean == 0
    assert cost_per_engagement(bundle) == math.inf
    found = draw([law_of(bundle, known)], Uncertainty(), 50)
    assert np.isfinite(found.engagements * bundle.engagements.mean).all()


def test_what_the_rule_against_rivals_costs_is_solved_too():
    booked = RivalBooking("Rival Co", date(2026, 6, 20))
    facts = [replace(each, booked_by_rival=booked) if int(each.id) % 2 else each for each in pool()]
    found = ask(facts, Rules(influencers=(1, None)))
    (price,) = [price for price in found.robustness.rule_prices if price.rule == "rival"]
    assert price.objective > 0
    assert "rival" not in {each.rule for each in ask(pool(), Rules()).robustness.rule_prices}


def test_whom_the_brief_rules_out_is_not_kept_out_by_a_filter_alone():
    facts = [replace(each, credibility=share(0.69 if int(each.id) % 4 < 2 else 0.7)) for each in pool()]
    out = tuple(each.id for each in facts if int(each.id) % 4 == 0)
    found = ask(facts, Rules(influencers=(1, None), exclude=out), credibility_min=0.7)
    filtered = {each.forecast.facts.id for each in found.not_chosen if each.kept_out == "credibility"}
    assert filtered
    assert filtered.isdisjoint(out)

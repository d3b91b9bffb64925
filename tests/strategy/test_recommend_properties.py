"""What must hold of any recommendation: more freedom never hurts, and names, order and units change nothing.

Small pools are proved to the end, so that values compare exactly; a brief's own units of the objective change
with its rules, hence everything is valued in those of the freest one.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.facts import Price
from campaigns.strategy.objective import evaluate, objective
from campaigns.strategy.recommend import TimeLimits, recommend
from campaigns.strategy.records import Rules
from campaigns.strategy.robustness.assess import Depth
from tests.strategy.facts_factory import SEEN, make_brief, make_profile, seen, shares

UNHURRIED = TimeLimits(solve=5.0, frontier=0.05, other_goal=0.1)
SHALLOW = Depth(draws=50, resolves=2, scan=0, nodes=1)  # how sure an answer is has tests of its own
FEW = settings(deadline=None, max_examples=8)
SLACK = 0.0011  # the gap that the solver may leave


@st.composite
def pools(draw):
    """Three to eight measured profiles of both tiers and two platforms."""
    return [
        make_profile(
            id=f"p{index}",
            platform=draw(st.sampled_from(["instagram", "tiktok"])),
            followers=draw(st.sampled_from([20_000, 80_000, 300_000, 2_000_000])),
            engagements=seen(draw(st.integers(50, 50_000)), 30),
            reach=seen(draw(st.integers(1_000, 300_000)), 30),
            views=seen(draw(st.integers(1_000, 300_000)), 30),
            audience_countries=shares(ID=0.9),
            prices={kind: Price(draw(st.integers(5, 300)) * 100_000, SEEN, "gross") for kind in KINDS},
        )
        for index in range(draw(st.integers(3, 8)))
    ]


KINDS = ("instagram_post", "tiktok_video")
RULES = Rules(max_share_per_influencer=0.5, tier_share={"micro": (0.2, 0.9)}, influencers=(0, 4))


def solved(pool, rules=RULES, budget=40_000_000, weight=0.5, **brief):
    """The best shortlist itself, before the playbook breaks ties."""
    return recommend(
        pool,
        make_brief(size=2_000_000, **brief),
        rules,
        budget,
        awareness_weight=weight,
        time_limits=UNHURRIED,
        depth=SHALLOW,
    )


def value(found, units):
    """The best shortlist in the units of another problem; nothing chosen is worth nothing."""
    chosen = found.solution.chosen if found.solution else ()
    return evaluate(units.problem, chosen, units.solution.best_alone).objective if chosen else 0.0


@FEW
@given(pools(), st.integers(1, 60))
def test_more_budget_never_hurts(pool, more):
    little, much = solved(pool), solved(pool, budget=40_000_000 + more * 1_000_000)
    assert value(much, much) >= value(little, much) * (1 - SLACK)


@FEW
@given(
    pools(),
    st.sampled_from(
        [
            {"max_share_per_influencer": None},
            {"tier_share": {}},
            {"influencers": (0, None)},
            {"exclude": ()},
        ]
    ),
)
def test_dropping_a_rule_never_hurts(pool, without):
    bound = replace(RULES, exclude=("p0",))
    held, free = solved(pool, bound), solved(pool, replace(bound, **without))
    assert value(free, free) >= value(held, free) * (1 - SLACK)


@FEW
@given(pools(), st.randoms(use_true_random=False))
def test_the_order_of_the_profiles_changes_nothing(pool, random):
    mixed = random.sample(pool, len(pool))
    one, other = solved(pool), solved(mixed)
    assert other.status == one.status
    assert value(other, one) == pytest.approx(value(one, one), rel=SLACK)
    assert other.candidates == one.candidates


@FEW
@given(pools())
def test_a_duplicate_of_a_chosen_offer_adds_little(pool):
    """Its second self reaches the same kind of people: it adds less reach than the first."""
    rules = Rules()
    plain = solved(pool, rules, weight=1.0)
    star = max(plain.chosen, key=lambda each: each.added_reach).forecast.facts
    twice = solved([*pool, replace(star, id="twin", person="twin")], rules, budget=10**9, weight=1.0)
    added = {each.forecast.facts.id: each.added_reach for each in twice.chosen}
    alone = sum(next(e for e in twice.chosen if e.forecast.facts.id == "twin").forecast.on_target.values())
    assert added["twin"] == pytest.approx(added[star.id])
    assert added["twin"] < alone


@FEW
@given(pools(), st.sampled_from([2, 1_000]))
def test_the_unit_of_money_changes_nothing(pool, times):
    """Everything in a currency of which `times` make one: the same people, every amount times as much."""
    finer = [
        replace(
            profile,
            prices={kind: replace(p, amount=p.amount * times) for kind, p in profile.prices.items()},
        )
        for profile in pool
    ]
    one, other = solved(pool), solved(finer, budget=40_000_000 * times, rupiah_per_unit=1 / times)
    assert other.status == one.status
    assert value(other, one) == pytest.approx(value(one, one), rel=SLACK)
    if one.status == "ok":
        costs = {each.forecast.id: each.forecast.cost.total for each in other.chosen}
        same = [each for each in one.chosen if each.forecast.id in costs]
        assert all(costs[e.forecast.id] == times * e.forecast.cost.total for e in same)


def test_values_are_those_of_the_objective():
    """The yardstick of this file, checked once: weight x reach + rest x engagements in the units given."""
    found = solved([make_profile(prices={"instagram_post": Price(1_000_000, SEEN)})], Rules())
    best, totals = found.solution.best_alone, found.totals
    assert value(found, found) == pytest.approx(objective(0.5, totals.reach, totals.relevant, best))

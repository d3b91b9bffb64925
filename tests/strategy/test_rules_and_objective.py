"""What a shortlist yields and which rules it breaks, against hand-made figures and slow twins."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.strategy.measuring.synthetic import problem as synthetic
from campaigns.strategy.objective import evaluate, marginal_reach
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.records import BestAlone, Offer, Problem, Rules, Segment
from campaigns.strategy.selection import solve


def an_offer(
    name, *, person=None, tier="micro", platform="tiktok", niche="food", cost=10, reach=100.0, engagements=5.0
):
    return Offer(name, person or name, tier, platform, niche, cost, {"ID": reach}, engagements)


def a_problem(*offers, budget=100, weight=0.5, kappa=None, **rules):
    return Problem(budget, weight, {"ID": Segment(1_000, kappa)}, offers, Rules(**rules))


A, B, C = (
    an_offer("a", cost=30),
    an_offer("b", tier="macro", cost=70),
    an_offer("c", person="a", platform="youtube"),
)


@pytest.mark.parametrize(
    ("rules", "chosen", "broken"),
    [
        ({}, "ab", ()),
        ({}, "abc", ("budget", "one_offer_per_person")),
        ({"influencers": (2, 5)}, "a", ("influencers_min",)),
        ({"influencers": (0, 1)}, "ab", ("influencers_max",)),
        ({"tier_share": {"micro": (0.3, 1.0)}}, "ab", ()),
        ({"tier_share": {"micro": (0.31, 1.0)}}, "ab", ("tier_share:micro",)),
        ({"tier_share": {"macro": (0.0, 0.7)}}, "ab", ()),
        ({"tier_share": {"macro": (0.0, 0.69)}}, "ab", ("tier_share:macro",)),
        ({"platform_share": {"youtube": (0.25, 1.0)}}, "bc", ("platform_share:youtube",)),
        ({"niche_share": {"food": (0.0, 0.9)}}, "a", ("niche_share:food",)),
        ({"tier_spend_max": {"macro": 69}}, "b", ("tier_spend_max:macro",)),
        ({"max_share_per_influencer": 0.3}, "a", ()),
        ({"max_share_per_influencer": 0.29}, "a", ("max_share_per_influencer",)),
        ({"max_share_per_influencer": 0.29, "include": ("a",)}, "a", ()),
        ({"include": ("b",)}, "a", ("include:b",)),
        ({"include_people": ("b",)}, "a", ("include_person:b",)),
        ({"include_people": ("a",)}, "c", ()),
        ({"include_people": ("a",)}, "ac", ("one_offer_per_person",)),
        ({"max_share_per_influencer": 0.05, "include_people": ("a",)}, "c", ()),
        ({"max_share_per_influencer": 0.05, "include_people": ("a",)}, "cb", ("max_share_per_influencer",)),
        ({"exclude": ("a",)}, "a", ("exclude",)),
        ({"tier_share": {"micro": (0.5, 1.0)}, "include": ()}, "", ()),
        ({"influencers": (1, None)}, "", ("influencers_min",)),
    ],
)
def test_broken_rules_are_named(rules, chosen, broken):
    assert evaluate(a_problem(A, B, C, **rules), chosen, BestAlone(1, 1)).violated == broken


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.6, 0.7])
def test_a_share_met_exactly_is_kept(share):
    """Shares are decimals: 3 of 10 keeps 0.3, whatever the binary fraction."""
    part = round(share * 10)
    offers = (an_offer("a", cost=part), an_offer("b", tier="macro", cost=10 - part))
    for limits in ((share, 1.0), (0.0, share)):
        found = evaluate(a_problem(*offers, tier_share={"micro": limits}), "ab", BestAlone(1, 1))
        assert found.violated == ()


def test_reach_is_counted_once():
    problem = a_problem(an_offer("a", reach=200.0), an_offer("b", reach=500.0))
    found = evaluate(problem, "ab", BestAlone(1_000, 10))
    assert found.reach == pytest.approx(1_000 * (1 - 0.8 * 0.5))
    assert found.plain_sum == 700
    assert found.objective == pytest.approx(0.5 * 0.6 + 0.5 * 1.0)


@pytest.mark.parametrize("kappa", [None, 0.5, 1.5, 1e6])
@pytest.mark.parametrize("reach", [0.0, 1e-6, 300.0, 999.0])
def test_a_single_reach_is_reproduced(kappa, reach):
    problem = a_problem(an_offer("a", reach=reach), kappa=kappa)
    assert unique_reach(problem.segments, problem.offers) == pytest.approx(reach, rel=1e-9)


def test_overdispersed_audiences_overlap_more():
    reach = [unique_reach({"ID": Segment(1_000, k)}, (A, B, C)) for k in (0.3, 1.5, 50.0, None)]
    assert reach == sorted(reach)


def test_marginal_reach_is_the_difference():
    problem = synthetic("saturated", 40, 1)
    chosen = [offer.id for offer in problem.offers[:9]]
    whole = unique_reach(problem.segments, problem.offers[:9])
    for name, people in marginal_reach(problem, chosen).items():
        rest = [offer for offer in problem.offers[:9] if offer.id != name]
        assert people == pytest.approx(whole - unique_reach(problem.segments, rest), rel=1e-6)
    assert marginal_reach(problem, []) == {}


def test_an_unknown_offer_is_a_key_error():
    with pytest.raises(KeyError):
        evaluate(a_problem(A), ["z"], BestAlone(1, 1))


def test_no_offers_and_nothing_to_gain():
    empty = solve(a_problem())
    assert (empty.status, empty.chosen, empty.bound, empty.gap) == ("ok", (), 0.0, 0.0)
    useless = solve(a_problem(an_offer("a", reach=0.0, engagements=0.0)))
    assert (useless.status, useless.bound, useless.gap) == ("ok", 0.0, 0.0)


def test_an_offer_dearer_than_the_budget_is_left_alone():
    assert solve(a_problem(an_offer("a", cost=101), an_offer("b", cost=100))).chosen == ("b",)


@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_no_shortlist_beats_the_bound(seed, random):
    problem = _SMALL[seed]
    solution = _SOLVED[seed]
    names = random.sample([o.id for o in problem.offers], random.randint(0, len(problem.offers)))
    found = evaluate(problem, names, solution.best_alone)
    assert found.violated or found.objective <= solution.bound + 1e-9


@pytest.mark.parametrize("family", ["broad", "targeted", "saturated"])
def test_more_money_and_fewer_rules_never_hurt(family):
    """Compared in the same units: reach alone."""
    problem = replace(synthetic(family, 60, 4, weight=1.0), target_gap=0.0, time_limit_s=3.0)
    base = solve(problem)
    freed = solve(replace(problem, rules=replace(problem.rules, platform_share={}, niche_share={})))
    richer = solve(replace(problem, budget=problem.budget * 2, rules=Rules()))
    assert base.reach <= freed.best_alone.reach * (1 + 1e-9)
    assert base.best_alone.reach <= freed.best_alone.reach * (1 + 1e-6)
    assert freed.best_alone.reach <= richer.best_alone.reach * (1 + 1e-6)


def test_the_same_problem_gives_the_same_answer():
    problem = replace(synthetic("broad", 300, 5), time_limit_s=60.0)
    first, second = solve(problem), solve(problem)
    assert replace(first, seconds=0.0) == replace(second, seconds=0.0)
    assert math.isfinite(first.seconds)


_SMALL = [synthetic("broad", 10 + seed, seed) for seed in range(31)]
_SMALL = [replace(p, rules=Rules(max_share_per_influencer=0.5)) for p in _SMALL]
_SOLVED = [solve(p) for p in _SMALL]

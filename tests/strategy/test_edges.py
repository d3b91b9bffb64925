"""The edges of the optimiser: few offers, offers alike, budgets far apart, no time."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.measuring import synthetic
from campaigns.strategy.measuring.benchmark import best_by_force
from campaigns.strategy.records import Offer, Problem, Rules, Segment
from campaigns.strategy.selection import solve

SEEDS = st.integers(0, 2_000)


def an_offer(name, *, cost=10, reach=100.0, engagements=5.0, tier="micro"):
    return Offer(name, name, tier, "tiktok", "food", cost, {"ID": reach}, engagements)


def a_problem(*offers, budget=100, weight=0.5, population=1_000.0, **rules):
    return Problem(budget, weight, {"ID": Segment(population)}, offers, Rules(**rules), time_limit_s=20.0)


def solved(problem):
    """The solution, accepted by the checker."""
    solution = solve(problem)
    assert check(problem, json.loads(dump(solution_to_dict(solution)))) is None
    return solution


@pytest.mark.parametrize(
    ("problem", "chosen"),
    [
        (a_problem(), set()),
        (a_problem(an_offer("a")), {"a"}),
        (a_problem(an_offer("a", cost=101)), set()),
        (a_problem(an_offer("a", cost=101), an_offer("b", cost=102)), set()),
        (a_problem(an_offer("a", engagements=0.0), an_offer("b", engagements=0.0)), {"a", "b"}),
        (a_problem(an_offer("a", reach=0.0, engagements=0.0)), set()),
        (a_problem(an_offer("a", cost=1), an_offer("b", cost=1), budget=10**12), {"a", "b"}),
        (a_problem(an_offer("a", cost=60, reach=500.0), an_offer("b", cost=60, reach=400.0)), {"a"}),
    ],
)
def test_few_offers_are_solved_to_the_end(problem, chosen):
    solution = solved(problem)
    assert solution.status == "ok"
    assert solution.gap <= 1e-9
    assert set(solution.chosen) == chosen


def test_a_budget_short_by_one_in_a_million_million_is_kept_and_the_gap_stays_open():
    solution = solved(a_problem(an_offer("a", cost=10**12), an_offer("b", cost=1), budget=10**12))
    assert len(solution.chosen) == 1
    assert solution.gap > 0


def test_many_offers_alike():
    solution = solved(a_problem(*(an_offer(f"{i}") for i in range(300)), population=1e6))
    assert len(solution.chosen) == 10
    assert solution.gap <= 0.001


def test_a_saturated_segment():
    offers = (an_offer(f"{i}", reach=450.0, engagements=0.0) for i in range(60))
    solution = solved(a_problem(*offers, budget=600, weight=1.0))
    assert solution.reach <= 1_000
    assert solution.gap <= 0.001


def test_without_time_the_best_so_far_has_an_honest_gap():
    problem = synthetic.problem("broad", 300, 1)
    hasty, patient = (replace(problem, time_limit_s=limit) for limit in (1e-3, 20.0))
    first, last = solved(hasty), solved(patient)
    assert first.chosen
    assert first.objective >= last.objective * (1 - first.gap) * (1 - 1e-9) - 0.01
    assert last.gap <= 0.001


@pytest.mark.parametrize("share", [0.3, 0.55])
def test_an_offer_worth_much_of_the_budget_is_branched_on(share):
    problem = synthetic.with_big_offers(synthetic.problem("saturated", 300, 1, time_limit_s=20.0))
    dear = replace(problem.offers[-1], id="dear", person="dear", cost=int(problem.budget * share))
    assert solved(replace(problem, offers=(*problem.offers, dear))).gap <= 0.0015


def raw(solution, problem):
    """The objective in units that do not depend on the rules."""
    weight = problem.awareness_weight
    return weight * solution.reach / 1e4 + (1 - weight) * solution.engagements / 1e3


def one_metric(seed):
    """A small problem of reach alone or engagements alone, so that its units do not matter."""
    return replace(synthetic.small_problem(seed), awareness_weight=float(seed % 2))


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_a_larger_budget_never_hurts(seed):
    problem = replace(one_metric(seed), rules=Rules(exclude=one_metric(seed).rules.exclude))
    richer = replace(problem, budget=problem.budget * 3 // 2 + 1)
    assert raw(solve(richer), problem) >= raw(solve(problem), problem) - 1e-9


@settings(deadline=None, max_examples=15)
@given(SEEDS, st.sampled_from(["tier_share", "platform_share", "include", "exclude", "influencers"]))
def test_a_rule_less_never_hurts(seed, name):
    problem = one_metric(seed)
    freer = replace(problem, rules=replace(problem.rules, **{name: getattr(Rules(), name)}))
    before, after = solve(problem), solve(freer)
    if before.status == "ok":
        assert after.status == "ok"
        assert raw(after, problem) >= raw(before, problem) - 1e-9


@settings(deadline=None, max_examples=15)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_offers_and_the_unit_of_money_change_nothing(seed, rng):
    problem = synthetic.small_problem(seed)
    offers = [replace(offer, cost=offer.cost * 1_000) for offer in problem.offers]
    rng.shuffle(offers)
    caps = {tier: money * 1_000 for tier, money in problem.rules.tier_spend_max.items()}
    rules = replace(problem.rules, tier_spend_max=caps)
    other = replace(problem, offers=tuple(offers), budget=problem.budget * 1_000, rules=rules)
    first, second = solve(problem), solve(other)
    assert first.status == second.status
    if first.status == "ok":
        best = best_by_force(problem, second.best_alone)
        assert second.objective == pytest.approx(best[0], rel=1e-9, abs=1e-12)


@settings(deadline=None, max_examples=10)
@given(SEEDS)
def test_a_twin_of_a_chosen_offer_adds_at_most_what_it_reaches_alone(seed):
    problem = replace(one_metric(seed), rules=Rules())
    solution = solve(problem)
    if not solution.chosen:
        return
    first = next(offer for offer in problem.offers if offer.id == solution.chosen[0])
    twin = replace(first, id="twin", person="twin")
    more = raw(solve(replace(problem, offers=(*problem.offers, twin))), problem) - raw(solution, problem)
    alone = raw(replace(solution, reach=sum(first.reach.values()), engagements=first.engagements), problem)
    assert -1e-9 <= more <= alone + 1e-9


def test_work_stops_with_the_time_however_many_segments():
    """Hundreds of nested segments: without time the proof is coarse, quick to come by, and holds."""
    made = synthetic.problem("broad", 400, 1)
    segments = {f"s{i}": Segment(2e5, 1.5, 0.6) for i in range(200)}
    offers = tuple(
        replace(offer, reach={f"s{i % 200}": min(4e4, sum(offer.reach.values()))})
        for i, offer in enumerate(made.offers)
    )
    problem = replace(made, segments=segments, offers=offers, rules=Rules(influencers=(3, 40)))
    seconds, gaps = [], []
    for limit in (1e-3, 3.0):
        began = time.process_time()
        solution = solved(replace(problem, time_limit_s=limit, target_gap=1e-4))
        seconds.append(time.process_time() - began)
        gaps.append(solution.gap)
        assert solution.chosen
    assert seconds[0] < seconds[1] * 0.7
    assert gaps[0] >= gaps[1]

"""Selection where audiences overlap by niche: the optimum is found and proved, and the proof holds."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump
from campaigns.strategy.contract.problem import problem_from, problem_to_dict, solution_to_dict
from campaigns.strategy.measuring import synthetic
from campaigns.strategy.measuring.benchmark import best_by_force
from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import Segment
from campaigns.strategy.selection import solve
from campaigns.strategy.selection.frontier import frontier


def stated(solution):
    return json.loads(dump(solution_to_dict(solution)))


def small_nested_problem(seed):
    """Some segments nested, some flat; the offers in up to three niches, or in one alone."""
    rng = random.Random(seed)
    made = synthetic.small_problem(seed, 8)
    segments = {
        name: Segment(s.population, rng.uniform(0.5, 3), rng.uniform(0.1, 2)) if rng.random() < 0.8 else s
        for name, s in made.segments.items()
    }
    niches = rng.choice([["food"], ["food", "beauty", "travel"]])
    offers = tuple(replace(offer, niche=rng.choice(niches)) for offer in made.offers)
    return replace(made, segments=segments, offers=offers)


@pytest.mark.parametrize("seed", range(120))
def test_it_finds_and_proves_what_trying_everything_finds(seed):
    problem = small_nested_problem(seed)
    solution = solve(problem)
    best = best_by_force(problem, solution.best_alone)

    assert (solution.status == "ok") == (best is not None), solution.conflict
    assert check(problem_from(problem_to_dict(problem)), stated(solution)) is None
    if best is not None:
        objective, reach, engagements = best
        assert solution.objective == pytest.approx(objective, rel=1e-9, abs=1e-12)
        assert solution.bound >= objective - 1e-9
        assert solution.gap <= 1e-6
        assert solution.best_alone.reach >= reach * (1 - 1e-9)
        assert solution.best_alone.engagements >= engagements * (1 - 1e-9)


@settings(deadline=None, max_examples=6)
@given(
    seed=st.integers(0, 10_000),
    family=st.sampled_from(["broad", "saturated"]),
    weight=st.sampled_from([0.3, 0.85, 1.0]),
    kappas=st.sampled_from([(1.5, 0.6), (0.5, 0.1), (20.0, 3.0)]),
)
def test_the_checker_agrees_whatever_the_problem(seed, family, weight, kappas):
    made = synthetic.problem(family, 300, seed, weight=weight, time_limit_s=2.0)
    problem = synthetic.with_niches(made, *kappas)
    solution = solve(problem)
    assert solution.status == "ok"
    assert check(problem, stated(solution)) is None
    assert 0 <= solution.gap < 0.05


def test_a_frontier_stands_on_the_same_reach():
    problem = synthetic.with_niches(synthetic.problem("broad", 120, 1))
    best = solve(problem).best_alone
    for point in frontier(problem, 5, best_alone=best, time_limit_s=2.0):
        judged = evaluate(problem, point.chosen, best)
        assert point.reach == pytest.approx(judged.reach, rel=1e-9)
        assert point.objective == pytest.approx(judged.objective, rel=1e-9)
        assert point.objective <= point.bound

"""Cuts against trying every shortlist: none that keeps the rules is cut off; optima of the program are."""

from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest

from campaigns.strategy.measuring import synthetic
from campaigns.strategy.measuring.benchmark import best_by_force
from campaigns.strategy.records import BestAlone, Offer, Problem, Segment
from campaigns.strategy.selection.best import Best
from campaigns.strategy.selection.cuts import row_of, tightened, violated_cuts
from campaigns.strategy.selection.frontier import frontier
from campaigns.strategy.selection.instance import Goal, compile_problem
from campaigns.strategy.selection.master import solve_master
from campaigns.strategy.selection.tree import plant


def feasible_shortlists(instance):
    every = range(len(instance.offers))
    tried = chain.from_iterable(combinations(every, size) for size in range(len(every) + 1))
    lists = (np.array(chosen, dtype=np.int64) for chosen in tried)
    return [chosen for chosen in lists if instance.feasible(chosen)]


@pytest.mark.parametrize("seed", range(40))
def test_no_shortlist_that_keeps_the_rules_is_cut_off(seed):
    """At optima and at any other point; a row over some offers is the same as over all."""
    instance = compile_problem(synthetic.small_problem(seed))
    every = np.arange(len(instance.offers))
    rng = np.random.default_rng(seed)
    feasible, found = feasible_shortlists(instance), []
    for _ in range(8):
        take = rng.choice([0.0, 1.0, 0.5, rng.uniform()], len(every))
        found += violated_cuts(instance, every, take, rng.uniform(0, 1, len(instance.rows)))
    for cut in found:
        row, limit = row_of(cut, instance, every)
        assert row_of(cut, instance, every[::2])[0] == pytest.approx(row[::2])
        assert all(row[chosen].sum() <= limit + 1e-9 for chosen in feasible)


def test_a_cut_is_broken_by_what_it_was_made_for():
    """Two offers of 6 for a budget of 10: one and two thirds of them, until both together are cut off."""
    offers = tuple(Offer(n, n, "micro", "tiktok", "food", 6, {"all": 1.0}, 10.0) for n in ("a", "b"))
    instance = compile_problem(Problem(10, 0.0, {"all": Segment(1_000.0)}, offers))
    take = np.array([1.0, 2 / 3])
    cut = violated_cuts(instance, np.arange(2), take, np.ones(len(instance.rows)))[0]
    row, limit = row_of(cut, instance, np.arange(2))
    assert row @ take > limit + 1e-3
    assert row[0] <= limit + 1e-9 >= row[1]
    assert tightened(instance, (cut,)).limits.shape == (2, len(instance.rows) + 1)


@pytest.mark.parametrize(("family", "seed"), [(f, s) for f in synthetic.FAMILIES for s in range(2)])
def test_they_lower_the_bound_and_never_below_a_shortlist(family, seed):
    instance = compile_problem(synthetic.problem(family, 150, seed))
    goal = Goal(instance.model.population * 1e-6, instance.engagements)
    tree = plant(Best(instance, goal), solve_master(instance, goal), 0.0)
    before = tree.bound
    tree.tighten(np.inf)
    assert tree.best.value <= tree.bound <= before
    assert tree.instance.cuts
    assert tree.bound < before * (1 - 1e-4)


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_points_of_the_frontier_hold_against_trying_everything(seed):
    problem = replace(synthetic.small_problem(seed), target_gap=0.0)
    units = BestAlone(1e4, 1e3)
    for point in frontier(problem, (0.3, 0.7), best_alone=units):
        share = {"micro": point.micro_share_cap, "macro": 1 - point.micro_share_cap}
        caps = {tier: int(part * problem.budget) for tier, part in share.items()}
        capped = replace(problem, rules=replace(problem.rules, tier_share={}, tier_spend_max=caps))
        best = best_by_force(capped, units)
        assert best is not None
        assert point.objective == pytest.approx(best[0], rel=1e-9, abs=1e-12)
        assert point.bound >= best[0] - 1e-9

"""Our plan against the peers' on the same problems."""

from dataclasses import replace

import pytest

from campaigns.strategy.measuring import synthetic
from campaigns.strategy.measuring.monolith import monolith
from campaigns.strategy.measuring.rivals import rivals
from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import Rules
from campaigns.strategy.selection import solve


@pytest.mark.parametrize("family", synthetic.FAMILIES)
@pytest.mark.parametrize("size", [60, 300, 1_000])
def test_no_peer_is_better_by_more_than_a_tenth_of_a_percent(family, size):
    problem = synthetic.problem(family, size, 1, time_limit_s=20.0)
    budget_alone = replace(problem, rules=Rules())
    for given in (problem, budget_alone):
        solution = solve(given)
        for found in rivals(given, solution.best_alone).values():
            assert found is None or found <= solution.objective * 1.001


@pytest.mark.parametrize("family", synthetic.FAMILIES)
@pytest.mark.parametrize("size", [60, 300])
def test_the_whole_program_finds_nothing_beyond_our_bound(family, size):
    problem = synthetic.problem(family, size, 3, time_limit_s=20.0)
    solution = solve(problem)
    found = monolith(problem, solution.best_alone, 3.0)
    if found is None:
        assert size == 60
        assert solution.status == "infeasible"
        return
    assert found <= solution.bound * (1 + 1e-9)
    assert 0.5 * solution.objective < found <= solution.objective * 1.001


def test_with_a_budget_alone_every_peer_finds_a_shortlist():
    problem = replace(synthetic.problem("broad", 300, 1), rules=Rules())
    solution = solve(problem)
    found = rivals(problem, solution.best_alone)
    assert all(value is not None and value > 0 for value in found.values())
    assert found["celf"] > 0.9 * solution.objective
    assert evaluate(problem, solution.chosen, solution.best_alone).violated == ()


def test_peers_do_not_know_shares():
    problem = synthetic.problem("broad", 1_000, 1)
    assert None in rivals(problem, solve(problem).best_alone).values()

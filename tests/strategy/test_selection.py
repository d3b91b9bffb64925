import json

import pytest

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.measuring.benchmark import best_by_force
from campaigns.strategy.measuring.synthetic import small_problem
from campaigns.strategy.selection import solve


@pytest.mark.parametrize("seed", range(200))
def test_it_finds_and_proves_what_trying_everything_finds(seed):
    problem = small_problem(seed)
    solution = solve(problem)
    best = best_by_force(problem, solution.best_alone)

    assert (solution.status == "ok") == (best is not None), solution.conflict
    assert check(problem, json.loads(dump(solution_to_dict(solution)))) is None
    if best is not None:
        objective, reach, engagements = best
        assert solution.objective == pytest.approx(objective, rel=1e-9, abs=1e-12)
        assert solution.bound >= objective - 1e-9
        assert solution.gap <= 1e-6
        assert solution.best_alone.reach >= reach * (1 - 1e-9)
        assert solution.best_alone.engagements >= engagements * (1 - 1e-9)

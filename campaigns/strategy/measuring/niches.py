"""What niches inside a country cost the optimiser: the same problems solved flat and nested."""

import statistics

from campaigns.strategy.check import check
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.measuring import synthetic
from campaigns.strategy.records import Problem
from campaigns.strategy.selection import solve

SEEDS = 6
COUNTRIES = (1, 3)


def figures(size: int) -> dict[str, float]:
    """Gaps, seconds and refused proofs of one size by number of countries, flat beside nested."""
    found: dict[str, float] = {}
    for countries in COUNTRIES:
        made = [synthetic.by_country(size, seed, countries) for seed in range(SEEDS)]
        for kind, problems in {"flat": made, "nested": list(map(synthetic.with_niches, made))}.items():
            found |= {f"{kind}_c{countries}_{name}": value for name, value in _solved(problems).items()}
    return found


def _solved(problems: list[Problem]) -> dict[str, float]:
    pairs = [(problem, solve(problem)) for problem in problems]
    refused = [check(problem, solution_to_dict(solution)) is not None for problem, solution in pairs]
    gaps = [solution.gap for _, solution in pairs]
    return {
        "gap_max": max(gaps),
        "gap_median": statistics.median(gaps),
        "seconds_median": statistics.median(solution.seconds for _, solution in pairs),
        "refused": sum(refused),
    }

"""The core's figures, measured: gaps, seconds, memory, brute force, frontier, and the forecast where
`REAL_DATA_DIR` names a folder with real posts.

`python -m campaigns.strategy.measuring.benchmark` prints them. Everything is seeded; seconds and memory
depend on the machine, and so do the gaps of problems that are not closed within their time limit. Times are
of one process on one thread.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.measuring import backtest, comparisons, niches, reach, sureness, synthetic
from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import BestAlone, Problem, Solution
from campaigns.strategy.selection import solve
from campaigns.strategy.selection.solver import relative_gap

SEEDS = 20
SIZES = (1_000, 10_000, 100_000)
FEWER = 4  # seeds a family where one problem takes seconds
SMALL = 200
WHOLE_SHORT, WHOLE_LONG = 10.0, 60.0  # seconds for one whole program: of all sizes, of one size asked for
POSTS = "instagram_posts.csv"


def run(profiles: int | None = None) -> dict[str, Any]:
    """All figures as plain numbers by name; `profiles` replaces the sizes. Takes some
    minutes."""
    figures: dict[str, Any] = {}
    for size in (profiles,) if profiles else SIZES:
        measured = size_figures(size)
        if size < 50_000:
            measured |= niches.figures(size) | comparisons.peer_figures(size)
        if profiles or size == SIZES[0]:
            measured |= comparisons.monolith_figures(size, WHOLE_LONG if profiles else WHOLE_SHORT)
        figures |= {f"n{size}_{name}": value for name, value in measured.items()}
    figures |= brute_force_figures() | comparisons.frontier_figures(profiles or SIZES[1])
    return figures | reach.figures() | sureness.figures() | forecast_figures()


def forecast_figures() -> dict[str, float]:
    """The forecast held against real posts; nothing without them."""
    posts = Path(os.environ.get("REAL_DATA_DIR", "")) / POSTS
    return backtest.figures(posts) if posts.is_file() else {}


def size_figures(size: int, seeds: int | None = None) -> dict[str, float]:
    """Gaps and seconds over three families times so many seeds (by default twenty, four from 50,000 offers
    on), all rules on; the same where some offers are worth 26 to 60 % of the budget; the peak memory of one
    solve.
    """
    seeds = seeds or (SEEDS if size < 50_000 else FEWER)
    families = {family: _solved(family, size, seeds) for family in synthetic.FAMILIES}
    solved = [solution for solutions in families.values() for solution in solutions]
    some = (made for family in families for made in synthetic.problems(family, size, min(seeds, FEWER)))
    big = [solve(synthetic.with_big_offers(made)) for made in some]
    gaps, seconds = [s.gap for s in solved], [s.seconds for s in solved]
    return {
        "solved": len(solved),
        "gap_max": max(gaps),
        **{f"{family}_gap_max": max(s.gap for s in found) for family, found in families.items()},
        "gap_median": statistics.median(gaps),
        "certified_gap_max": max(relative_gap(s.certified_bound, s.objective) for s in solved),
        "big_offers_gap_max": max(s.gap for s in big),
        "big_offers_chosen": sum(any(name.startswith("big") for name in s.chosen) for s in big),
        "seconds_max": max(seconds),
        "seconds_median": statistics.median(seconds),
        "peak_memory_mb": peak_memory_mb(size),
    }


def _solved(family: synthetic.Family, size: int, seeds: int) -> list[Solution]:
    """The solutions of one family's problems that have any."""
    found = map(solve, synthetic.problems(family, size, seeds))
    return [solution for solution in found if solution.status == "ok"]


def peak_memory_mb(size: int) -> float:
    """Peak memory of a fresh process that builds and solves one problem of this size."""
    command = [sys.executable, "-m", "campaigns.strategy.measuring.benchmark", "memory", str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


def memory_of_one_solve(size: int) -> float:
    """Solve one problem here and return this process's peak memory in megabytes."""
    solve(synthetic.problem("targeted", size, 0))
    return _peak_mb()


def _peak_mb() -> float:
    """Peak memory of this process. Linux lets the older counter of `getrusage` begin at the parent's peak."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("ascii").split("VmHWM:")[1].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def brute_force_figures(count: int = SMALL) -> dict[str, int]:
    """How often trying every shortlist of a small problem agrees, breaks a bound, or the checker refuses."""
    tried = [_against_brute_force(synthetic.small_problem(seed)) for seed in range(count)]
    names = ("brute_force_agree", "brute_force_bounds_violated", "brute_force_check_refused")
    return {
        "brute_force_instances": count,
        **dict(zip(names, map(sum, zip(*tried, strict=True)), strict=True)),
    }


def _against_brute_force(problem: Problem) -> tuple[bool, bool, bool]:
    solution = solve(problem)
    best = best_by_force(problem, solution.best_alone)
    refused = check(problem, json.loads(dump(solution_to_dict(solution)))) is not None
    if best is None:
        return solution.status == "infeasible", False, refused
    return _agrees(solution, best[0]), solution.bound < best[0] - 1e-9, refused


def _agrees(solution: Solution, best: float) -> bool:
    return solution.status == "ok" and abs(solution.objective - best) <= 1e-9 * max(1.0, best)


def best_by_force(problem: Problem, best_alone: BestAlone) -> tuple[float, float, float] | None:
    """The largest objective, reach and engagements over all shortlists, tried one by one; None: there is
    none.
    """
    ids = [offer.id for offer in problem.offers]
    every = chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))
    tried = (evaluate(problem, chosen, best_alone) for chosen in every)
    kept = [(e.objective, e.reach, e.engagements) for e in tried if not e.violated]
    return (max(k[0] for k in kept), max(k[1] for k in kept), max(k[2] for k in kept)) if kept else None


def main(arguments: list[str]) -> int:
    """Print the figures, one a line; `memory N` prints the peak memory of one solve instead."""
    if arguments[:1] == ["memory"]:
        sys.stdout.write(f"{memory_of_one_solve(int(arguments[1]))}\n")
        return 0
    for name, value in run(int(arguments[0]) if arguments else None).items():
        sys.stdout.write(f"{name:32} {value:.6g}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The plan beside its peers and the whole program on the same problems, and the frontier beside its bound."""

import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from campaigns.strategy.measuring import synthetic
from campaigns.strategy.measuring.monolith import monolith
from campaigns.strategy.measuring.rivals import rivals
from campaigns.strategy.recommend import COMPARISON_GAP
from campaigns.strategy.records import Problem
from campaigns.strategy.selection import solve
from campaigns.strategy.selection.frontier import frontier

PEER_SEEDS = 4  # a family
WHOLE_SEEDS, FRONTIER_SEEDS = 3, 3
TOGETHER = 5.0  # seconds for a plan and its frontier

Losses = list[float | None]  # what a rival's shortlist lacks of ours, as a share; None: it has none


def peer_figures(size: int, seeds: int = PEER_SEEDS) -> dict[str, float]:
    """How far each peer's shortlist falls short of ours: median and least, and how many of those run break a
    rule.
    """
    short: dict[str, Losses] = {}
    for problem in _problems(size, seeds):
        solution = solve(problem)
        for name, found in rivals(problem, solution.best_alone).items():
            short.setdefault(name, []).append(_loss(found, solution.objective))
    return _named(short)


def monolith_figures(size: int, seconds: float, seeds: int = WHOLE_SEEDS) -> dict[str, float]:
    """The same of the whole program after so many seconds a problem, of which the plan needs one at most."""
    losses: Losses = []
    for problem in _problems(size, seeds):
        solution = solve(problem)
        losses.append(_loss(monolith(problem, solution.best_alone, seconds), solution.objective))
    return {**_named({"monolith": losses}), "monolith_seconds_limit": seconds}


def frontier_figures(size: int, seeds: int = FRONTIER_SEEDS) -> dict[str, float]:
    """Seconds of a plan with its frontier of 21 points, and the worst gap of any point, over so many problems
    a family.
    """
    found: dict[str, float] = {}
    for family in synthetic.FAMILIES:
        runs = [_with_frontier(size, family, seed) for seed in range(seeds)]
        found[f"frontier_{family}_seconds_max"] = max(seconds for seconds, _ in runs)
        found[f"frontier_{family}_gap_max"] = max(gap for _, gap in runs)
    for name in ("seconds_max", "gap_max"):
        found[f"frontier_{name}"] = max(found[f"frontier_{family}_{name}"] for family in synthetic.FAMILIES)
    return found


def _with_frontier(size: int, family: synthetic.Family, seed: int) -> tuple[float, float]:
    problem, began = synthetic.problem(family, size, seed), time.perf_counter()
    best_alone = solve(problem).best_alone
    left = TOGETHER - (time.perf_counter() - began)
    points = frontier(replace(problem, target_gap=COMPARISON_GAP), best_alone=best_alone, time_limit_s=left)
    return time.perf_counter() - began, max((point.gap for point in points), default=0.0)


def _problems(size: int, seeds: int) -> Iterator[Problem]:
    for family in synthetic.FAMILIES:
        yield from synthetic.problems(family, size, seeds)


def _loss(found: float | None, ours: float) -> float | None:
    return None if found is None else 1 - found / ours


def _named(losses: Mapping[str, Losses]) -> dict[str, float]:
    every = {name: _shortfall(found) for name, found in losses.items()}
    return {f"{name}_{figure}": value for name, found in every.items() for figure, value in found.items()}


def _shortfall(losses: Losses) -> dict[str, float]:
    kept = [loss for loss in losses if loss is not None]
    some = {"short_median": statistics.median(kept), "short_least": min(kept)} if kept else {}
    return some | {"infeasible": len(losses) - len(kept), "run": len(losses)}

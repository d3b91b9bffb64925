"""Everything that is said about how sure an answer is, in order."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.mix import Leaning
from campaigns.strategy.reach.band import Reached
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.robustness.again import NODES, Shortlist, solve_again
from campaigns.strategy.robustness.budgets import BudgetPoint, budget_points
from campaigns.strategy.robustness.contest import Booked
from campaigns.strategy.robustness.drawn import reached_by
from campaigns.strategy.robustness.draws import DRAWS, NO_OVERLAPS, Law, Uncertainty, law_of
from campaigns.strategy.robustness.flips import SCAN, Asked, Default, Flips, cheapest_macro, flips
from campaigns.strategy.robustness.prices import RulePrice, Terms, rule_prices
from campaigns.strategy.robustness.spreads import Ranges, ranges
from campaigns.strategy.robustness.sureness import RESOLVES, Sureness, sureness
from campaigns.strategy.rules import pick
from campaigns.strategy.totals import Totals

Progress = Callable[[int, str], None]
Tick = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is drawn and solved again: draws behind ranges and comparisons, draws solved again, looks in
    each direction for where the answer turns (0: none), and nodes of a solve without a rule or for another
    budget. Numbers of work, so that no clock decides."""

    draws: int = DRAWS
    resolves: int = RESOLVES
    scan: int = SCAN
    nodes: int = NODES


@dataclass(frozen=True, slots=True)
class Robustness:
    """How sure the answer is; `sureness.selected` is by profile here, whichever of its offers it was."""

    ranges: Ranges
    sureness: Sureness
    flips: Flips
    rule_prices: tuple[RulePrice, ...]
    budgets: tuple[BudgetPoint, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """An answer as it is shown: the recommended shortlist with its leaning and totals, the other shortlists
    that were found, the forecasts behind it, the problem without each rule by the rule's name, and the
    playbook's micro share for a weight, a budget and the cheapest macro offer. `counted` is its reach counted
    once with the range of the overlaps' error.
    """

    problem: Problem
    chosen: Shortlist
    others: Sequence[Shortlist]
    best_alone: BestAlone
    leaning: Leaning
    totals: Totals
    forecasts: Mapping[str, OfferForecast]
    freer: Mapping[str, Problem]
    default: Default
    benchmarks: Benchmarks
    counted: Reached


def assess(stated: Stated, depth: Depth, progress: Progress) -> Robustness:
    """Ranges, sureness, prices of the rules, neighbouring budgets and flips of an answer.

    The same answer and seed give the same; nothing depends on a clock. Cost: about 300 small solves.
    """
    progress(40, "sureness")
    laws = {name: law_of(each, stated.benchmarks) for name, each in stated.forecasts.items()}
    chance = _chance(stated, depth)
    booked = Booked(stated.problem, stated.chosen, stated.leaning, stated.best_alone, laws, stated.others)
    spread = _ranges(stated, [laws[name] for name in stated.chosen], chance)
    sure = sureness(booked, chance, resolves=depth.resolves, tick=_between(progress, 40, 65, "sureness"))
    return Robustness(
        spread,
        replace(sure, selected=_by_profile(sure.selected, stated.forecasts)),
        rule_prices=_prices(stated, depth, _between(progress, 65, 72, "rule prices")),
        budgets=_budgets(stated, depth, _between(progress, 72, 78, "budgets")),
        flips=_flips(stated, depth, _between(progress, 78, 95, "flips")),
    )


def _by_profile(shares: Mapping[str, float], forecasts: Mapping[str, OfferForecast]) -> Mapping[str, float]:
    """Shares of offers as shares of their profiles: nobody is chosen twice."""
    found: dict[str, float] = defaultdict(float)
    for name, share in shares.items():
        found[forecasts[name].facts.id] += share
    return found


def _between(progress: Progress, start: int, end: int, step: str) -> Tick:
    """Tells how far a step is, from one percentage to another."""
    return lambda share: progress(round(start + (end - start) * share), step)


def _chance(stated: Stated, depth: Depth) -> Uncertainty:
    shock = stated.benchmarks.value("campaign_shock")
    clip = stated.benchmarks.value("reach_share_clip")
    counted = stated.counted
    some = counted.people > 0
    overlap = (counted.low / counted.people, counted.high / counted.people) if some else NO_OVERLAPS
    return Uncertainty(shock, overlap, clip, stated.problem.seed, depth.draws)


def _ranges(stated: Stated, laws: Sequence[Law], chance: Uncertainty) -> Ranges:
    offers = pick(stated.problem, stated.chosen)
    reached = reached_by(stated.problem.segments, offers, chance.clip)
    relevant = np.array([offer.engagements for offer in offers])
    return ranges(reached, relevant, laws, stated.totals, chance)


def _prices(stated: Stated, depth: Depth, tick: Tick) -> tuple[RulePrice, ...]:
    """With all rules as much is searched as without one, or the search would pass for the rule."""
    problem, units, hints = stated.problem, stated.best_alone, [stated.chosen, *stated.others]
    best = solve_again(problem, units, hints, nodes=depth.nodes)
    if best is None:
        return ()
    terms = Terms(problem, best, units, _default(stated))
    return rule_prices(stated.freer, terms, hints=hints, nodes=depth.nodes, tick=tick)


def _default(stated: Stated) -> float:
    problem = stated.problem
    return stated.default(problem.awareness_weight, problem.budget, cheapest_macro(problem))


def _budgets(stated: Stated, depth: Depth, tick: Tick) -> tuple[BudgetPoint, ...]:
    def raw(ids: Shortlist) -> float:
        return sum(stated.forecasts[name].engagements.mean for name in ids)

    hints = [stated.chosen, *stated.others]
    return budget_points(stated.problem, stated.best_alone, raw, hints=hints, nodes=depth.nodes, tick=tick)


def _flips(stated: Stated, depth: Depth, tick: Tick) -> Flips:
    hints = [stated.chosen, *stated.others]
    asked = Asked(stated.problem, stated.leaning, stated.best_alone, stated.default, hints)
    return flips(asked, scan=depth.scan, tick=tick)

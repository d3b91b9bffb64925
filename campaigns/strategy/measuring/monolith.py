"""The whole question as one mixed-integer program: every offer a yes or no, every rule a row, the covered
share of every segment under its tangents. What HiGHS finds in its time is a rival of the tree's shortlist.
"""

import highspy
import numpy as np

from campaigns.strategy.objective import evaluate
from campaigns.strategy.reach.flat import exposure
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.selection.instance import Instance, compile_problem
from campaigns.strategy.selection.master import goal_scale
from campaigns.strategy.selection.program import Layout, Program, layout, load
from campaigns.strategy.selection.solver import goal_of
from campaigns.strategy.selection.tangents import Tangents

SHARES = np.linspace(0.0, 0.98, 50)  # where each segment is touched: off by less than 0.02 % of its people


def monolith(problem: Problem, best_alone: BestAlone, time_limit_s: float) -> float | None:
    """The objective of the best shortlist that HiGHS finds on one thread, None where it finds none that keeps
    the rules. Flat segments only. Cost: up to `time_limit_s`.
    """
    instance = compile_problem(problem)
    goal, offers = goal_of(instance, best_alone), np.flatnonzero(instance.usable)
    plan = layout(Program(instance, goal, goal_scale(instance, goal), offers, _tangents(instance)))
    solver = _whole(plan, len(offers), time_limit_s)
    solver.run()
    if not solver.getSolution().value_valid:
        return None
    take = np.array(solver.getSolution().col_value)[plan.first : plan.first + len(offers)]
    found = evaluate(problem, instance.names(offers[take > 0.5]), best_alone)
    return None if found.violated else found.objective


def _tangents(instance: Instance) -> Tangents:
    return Tangents(
        exposure(SHARES[None, :], instance.model.kappa[instance.model.flat_segments][:, None]), ()
    )


def _whole(plan: Layout, count: int, time_limit_s: float) -> highspy.Highs:
    """The program with whole offers and no row broken."""
    solver = load(plan)
    offers = np.arange(plan.first, plan.first + count, dtype=np.int32)
    broken = np.arange(plan.first + count, len(plan.cost), dtype=np.int32)
    solver.changeColsIntegrality(count, offers, np.full(count, highspy.HighsVarType.kInteger))
    solver.changeColsBounds(len(broken), broken, np.zeros(len(broken)), np.zeros(len(broken)))
    solver.setOptionValue("presolve", "on")
    solver.setOptionValue("time_limit", time_limit_s)
    return solver

"""Exchanges of two offers for two: what they find, and that they never harm."""

import numpy as np
import pytest

from campaigns.strategy.measuring import synthetic
from campaigns.strategy.records import Offer, Problem, Segment
from campaigns.strategy.selection.best import Best, steepness
from campaigns.strategy.selection.exchange import exchange
from campaigns.strategy.selection.instance import Goal, compile_problem
from campaigns.strategy.selection.master import solve_master
from campaigns.strategy.selection.search import field_of, improve


def field_and_proof(problem):
    instance = compile_problem(problem)
    goal = Goal(instance.model.population * 1e-6, instance.engagements)
    proof = solve_master(instance, goal).proof
    offers = np.flatnonzero(instance.usable)
    return field_of(instance, goal, offers, steepness(proof)), proof


def test_two_for_two_where_no_single_move_helps():
    costs, engagements = (5, 5, 3, 7), (50.0, 50.0, 29.0, 75.0)
    offers = tuple(
        Offer(f"o{i}", f"p{i}", "micro", "tiktok", "food", cost, {"all": 1.0}, engaged)
        for i, (cost, engaged) in enumerate(zip(costs, engagements, strict=True))
    )
    field, proof = field_and_proof(Problem(10, 0.5, {"all": Segment(1_000.0)}, offers))
    start = np.array([True, True, False, False])
    assert (improve(field, start) == start).all()
    assert exchange(field, start, proof).tolist() == [False, False, True, True]


@pytest.mark.parametrize("seed", range(6))
def test_it_never_harms_and_never_breaks_a_rule(seed):
    field, proof = field_and_proof(synthetic.problem(synthetic.FAMILIES[seed % 3], 80, seed))
    best = Best(field.instance, field.goal)
    best.climb(field.offers[np.argsort(-proof.reduced[field.offers])[:8]], proof)
    if best.chosen is None:
        return
    before, start = best.value, np.isin(field.offers, best.chosen)
    found = exchange(field, start, proof)
    assert field.instance.feasible(field.offers[found])
    assert field.instance.value(field.goal, field.offers[found]) >= before * (1 - 1e-12)

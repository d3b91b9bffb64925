from dataclasses import replace

import pytest

from campaigns.strategy.measuring.synthetic import problem as synthetic
from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import BestAlone, Rules
from campaigns.strategy.selection import solve
from campaigns.strategy.selection.frontier import frontier


@pytest.fixture(scope="module")
def problem():
    return synthetic("broad", 150, 2)


@pytest.fixture(scope="module")
def points(problem):
    return frontier(problem, 11)


def test_every_point_keeps_the_rules_and_its_caps(problem, points):
    free = replace(problem, rules=replace(problem.rules, tier_share={}))
    offers = {offer.id: offer for offer in problem.offers}
    for point in points:
        found = evaluate(free, point.chosen, BestAlone(1, 1))
        assert found.violated == ()
        assert (found.cost, found.reach) == (point.cost, pytest.approx(point.reach))
        micro = sum(offers[name].cost for name in point.chosen if offers[name].tier == "micro")
        assert micro <= point.micro_share_cap * problem.budget
        assert point.cost - micro <= (1 - point.micro_share_cap) * problem.budget + 1e-6
        assert point.micro_share == pytest.approx(micro / point.cost)


def test_points_are_proved_and_in_order(points):
    assert [p.micro_share_cap for p in points] == sorted(p.micro_share_cap for p in points)
    assert all(p.objective <= p.bound + 1e-12 for p in points)
    assert max(p.gap for p in points) < 0.02


def test_no_point_beats_the_unrestricted_best(problem, points):
    best = solve(replace(problem, rules=replace(problem.rules, tier_share={})))
    assert max(p.objective for p in points) <= best.bound * (1 + 1e-6)


def test_shares_that_cannot_be_are_left_out(problem):
    micro = next(offer.id for offer in problem.offers if offer.tier == "micro" and offer.cost > 0)
    points = frontier(replace(problem, rules=Rules(include=(micro,))), (0.0, 0.5))
    assert [p.micro_share_cap for p in points] == [0.5]


def test_units_may_be_given(problem):
    (point,) = frontier(problem, (0.5,), best_alone=BestAlone(1e6, 1e6))
    weight = problem.awareness_weight
    assert point.objective == pytest.approx((weight * point.reach + (1 - weight) * point.engagements) / 1e6)

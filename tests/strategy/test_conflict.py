"""An impossible set of rules names those that cannot hold together, none of them to spare, and proves it."""

import json
import math
from dataclasses import replace

import pytest

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.measuring.synthetic import problem as synthetic
from campaigns.strategy.measuring.synthetic import small_problem
from campaigns.strategy.records import Rules
from campaigns.strategy.selection import solve
from campaigns.strategy.selection.conflict import restrict, settle
from campaigns.strategy.selection.instance import compile_problem

POOL = synthetic("broad", 200, 0)
DEAREST = max(POOL.offers, key=lambda offer: offer.cost)
CHEAPEST = min(POOL.offers, key=lambda offer: offer.cost)


def two_of_one_person():
    seen = {}
    for offer in POOL.offers:
        if offer.person in seen:
            return seen[offer.person], offer.id
        seen[offer.person] = offer.id
    raise AssertionError("everyone has one offer")


PAIR = two_of_one_person()
ALONE = next(o for o in POOL.offers if sum(other.person == o.person for other in POOL.offers) == 1)


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        (Rules(influencers=(201, None)), {"influencers_min"}),
        (Rules(include=(DEAREST.id,)), {"budget", f"include:{DEAREST.id}"}),
        (Rules(include=(CHEAPEST.id,), exclude=(CHEAPEST.id,)), {"exclude", f"include:{CHEAPEST.id}"}),
        (Rules(include=PAIR), {f"include:{name}" for name in PAIR}),
        (
            Rules(include_people=(CHEAPEST.person,), influencers=(0, 0)),
            {"influencers_max", f"include_person:{CHEAPEST.person}"},
        ),
        (
            Rules(include_people=(ALONE.person,), exclude=(ALONE.id,)),
            {"exclude", f"include_person:{ALONE.person}"},
        ),
        (Rules(include=(CHEAPEST.id,), influencers=(0, 0)), {"influencers_max", f"include:{CHEAPEST.id}"}),
        (
            Rules(influencers=(1, None), tier_share={"micro": (0.6, 1), "macro": (0.6, 1)}),
            {"influencers_min", "tier_share:micro", "tier_share:macro"},
        ),
        (
            Rules(
                influencers=(1, None),
                platform_share={"instagram": (0, 0.2), "tiktok": (0, 0.3), "youtube": (0, 0.4)},
            ),
            {
                "influencers_min",
                "platform_share:instagram",
                "platform_share:tiktok",
                "platform_share:youtube",
            },
        ),
        (
            Rules(influencers=(1, None), max_share_per_influencer=0.0),
            {"influencers_min", "max_share_per_influencer"},
        ),
        (
            Rules(influencers=(1, None), tier_spend_max={"micro": 0, "macro": 0}),
            {"influencers_min", "tier_spend_max:micro", "tier_spend_max:macro"},
        ),
    ],
)
def test_the_rules_behind_it_are_named_and_proved(rules, named):
    problem = replace(POOL, rules=rules)
    solution = solve(problem)
    assert solution.status == "infeasible"
    assert set(solution.conflict) == named
    assert check(problem, json.loads(dump(solution_to_dict(solution)))) is None


def test_no_named_rule_can_be_spared():
    tried = 0
    for problem in map(small_problem, range(200, 260)):
        names, instance = solve(problem).conflict, compile_problem(problem)
        tried += bool(names)
        for name in names:
            rest = restrict(instance, [other for other in names if other != name])
            assert settle(rest, math.inf).chosen is not None
    assert tried > 5


def test_only_what_nobody_can_be_booked_for_is_a_conflict():
    """Booking nobody keeps shares of nothing."""
    rules = Rules(tier_share={"micro": (0.6, 1), "macro": (0.6, 1)})
    assert solve(replace(POOL, rules=rules)).chosen == ()

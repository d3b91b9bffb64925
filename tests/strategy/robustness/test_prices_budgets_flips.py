"""What rules and budgets cost and where the answer turns, against every shortlist tried."""

from dataclasses import replace

import pytest

from campaigns.strategy.records import Rules
from campaigns.strategy.robustness.again import solve_again
from campaigns.strategy.robustness.budgets import budget_points
from campaigns.strategy.robustness.flips import Asked, Axis, Turn, flips, own_units, turn
from campaigns.strategy.robustness.leanings import leaning_of, shown_leaning
from campaigns.strategy.robustness.prices import Terms, rule_prices, without_each
from tests.strategy.robustness.brute import best_by_force, tiny

EXACT = {"gap": 0.0, "nodes": 2_000}
RULES = Rules(
    influencers=(3, 4),
    max_share_per_influencer=0.4,
    tier_share={"micro": (0.5, 0.9)},
    platform_share={"instagram": (0.5, 1.0)},
    include=("o3",),
    exclude=("o2", "o5"),
)


def test_every_rule_in_force_is_lifted_once_and_by_its_name():
    names = [name for name, _ in without_each(RULES)]
    assert names == [
        "max_share_per_influencer",
        "influencers_min",
        "influencers_max",
        "tier_share:micro",
        "platform_share:instagram",
        "include:o3",
        "exclude",
    ]
    assert list(without_each(Rules(influencers=(1, None)))) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_price_of_a_rule_is_what_the_best_shortlist_without_it_gains(seed):
    problem = tiny(seed, rules=RULES, budget=150)
    units = own_units(problem)
    value, best = best_by_force(problem, units)
    freer = {name: replace(problem, rules=rules) for name, rules in without_each(RULES)}
    terms = Terms(problem, solve_again(problem, units, [best], nodes=0), units, 0.5)
    found = rule_prices(freer, terms, nodes=2_000)
    assert {price.rule for price in found} == set(freer)
    for price in found:
        gain = best_by_force(freer[price.rule], units)[0] / value - 1.0
        assert 0 <= price.objective <= gain + 1e-9
        assert price.objective >= gain - price.gap - 1e-9


def test_a_rule_that_the_better_shortlist_keeps_costs_nothing():
    """The search without the rule may find what the one with it missed; that is not the rule's price."""
    problem = tiny(rules=Rules(max_share_per_influencer=0.99))
    units = own_units(problem)
    poor = solve_again(replace(problem, offers=problem.offers[:3]), units)
    freer = {"max_share_per_influencer": replace(problem, rules=Rules())}
    (price,) = rule_prices(freer, Terms(problem, poor, units, 0.5), nodes=2_000)
    assert poor.objective < 0.99 * best_by_force(problem, units)[0]
    assert (price.objective, price.reach, price.relevant) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("seed", range(3))
def test_more_budget_is_never_worth_less_and_the_best_is_found(seed):
    problem = tiny(seed)
    units = own_units(problem)
    points = budget_points(problem, units, lambda ids: float(len(ids)), nodes=2_000)
    values = [point.objective for point in points]
    assert values == sorted(values)
    for point in points:
        value, _ = best_by_force(replace(problem, budget=point.budget), units)
        assert value * (1 - point.gap) - 1e-9 <= point.objective <= value + 1e-9
        assert point.cost <= point.budget
        assert point.people == point.engagements


def test_budgets_under_which_nothing_keeps_the_rules_are_left_out():
    problem = tiny(rules=Rules(include=("o0", "o2")), budget=115)
    points = budget_points(problem, own_units(problem), lambda ids: 0.0)
    assert [point.factor for point in points] == [1.0, 1.1, 1.2, 1.3, 1.5]


def test_a_hint_is_never_thrown_away_and_an_unknown_one_is_ignored():
    problem = tiny(1)
    units = own_units(problem)
    value, best = best_by_force(problem, units)
    found = solve_again(problem, units, [best, ("stranger",)], gap=1.0, nodes=0)
    assert found.objective == pytest.approx(value)


def leaning_by_force(problem, units):
    return leaning_of(problem, best_by_force(problem, units)[1])


@pytest.mark.parametrize("seed", range(4))
def test_the_leaning_shown_is_the_best_shortlists_unless_the_playbook_is_as_good(seed):
    problem = tiny(seed, rules=Rules())
    units = own_units(problem)
    best = solve_again(problem, units, **EXACT)
    plain = leaning_by_force(problem, units)
    share = {"micro-heavy": 0.9, "balanced": 0.5, "macro-heavy": 0.1}[plain]
    assert shown_leaning(problem, best, share, units) == plain


def test_a_turn_is_found_to_the_asked_precision():
    axis = Axis(lambda x: "micro-heavy" if x < 0.337 else "balanced", 0.2, 0.0, 1.0, 0.01)
    found = turn(axis, 1.0, "micro-heavy", 4)
    assert found.leaning == "balanced"
    assert 0.337 <= found.at <= 0.347
    assert turn(axis, 0.0, "micro-heavy", 4) is None
    assert turn(axis, 1.0, "micro-heavy", 0) is None


def test_on_the_edge_the_turn_is_at_the_present_value():
    axis = Axis(lambda x: "balanced", 0.2, 0.0, 1.0, 0.01)
    assert turn(axis, 1.0, "micro-heavy", 4) == Turn(0.2, "balanced")


def test_the_weight_turns_the_leaning_where_trying_everything_says_so():
    """Cheap engagements against cheap reach; the playbook always says what the best shortlist says."""
    problem = tiny(rules=Rules())
    units = own_units(problem)

    def at(weight):
        return leaning_by_force(replace(problem, awareness_weight=weight), units)

    def default(weight, budget, cheapest):
        return {"micro-heavy": 0.9, "balanced": 0.5, "macro-heavy": 0.1}[at(weight)]

    start = replace(problem, awareness_weight=0.0)
    found = flips(Asked(start, at(0.0), units, default), scan=10).weight
    assert found.lower is None
    assert found.higher is not None
    assert at(found.higher.at) == found.higher.leaning != at(0.0)
    assert at(found.higher.at - 0.02) == at(0.0)

"""The checker accepts what the solver states and refuses every forged claim."""

import copy
import json
from dataclasses import replace

import pytest

from campaigns.strategy.check import check
from campaigns.strategy.contract.json_text import dump
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.measuring.synthetic import problem as synthetic
from campaigns.strategy.measuring.synthetic import with_niches
from campaigns.strategy.records import Offer, Problem, Rules, Segment
from campaigns.strategy.selection import solve


@pytest.fixture(scope="module")
def problem():
    return synthetic("broad", 60, 3)


@pytest.fixture(scope="module")
def honest(problem):
    return json.loads(dump(solution_to_dict(solve(problem))))


@pytest.fixture
def claim(honest):
    return copy.deepcopy(honest)


def a_leaf(tree):
    return a_leaf(tree["with"]) if "with" in tree else tree


def leaves(tree):
    return [*leaves(tree["with"]), *leaves(tree["without"])] if "with" in tree else [tree]


def test_it_accepts_what_the_solver_states(problem, claim):
    assert claim["gap"] > 0
    assert check(problem, claim) is None


def test_it_accepts_a_weaker_bound(problem, claim):
    claim["bound"] = claim["certified_bound"] = claim["bound"] * 1.1
    claim["gap"] = 1 - claim["objective"] / claim["bound"]
    assert check(problem, claim) is None


@pytest.mark.parametrize(
    ("key", "factor"),
    [
        ("bound", 0.99),
        ("certified_bound", 0.99),
        ("objective", 1.001),
        ("objective", 0.999),
        ("reach", 1.001),
        ("engagements", 1.001),
        ("gap", 0.5),
        ("cost", 0.5),
    ],
)
def test_it_refuses_a_forged_number(problem, claim, key, factor):
    claim[key] *= factor
    assert key.split("_")[-1] in check(problem, claim)


@pytest.mark.parametrize(
    "key", ["bound", "certified_bound", "objective", "reach", "engagements", "gap", "cost"]
)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), "1", None, True, []])
def test_it_refuses_what_is_not_a_number(problem, claim, key, value):
    claim[key] = value
    assert check(problem, claim) is not None


@pytest.mark.parametrize(
    "key", ["status", "chosen", "cost", "reach", "engagements", "best_alone", "objective"]
)
def test_it_refuses_a_missing_fact(problem, claim, key):
    del claim[key]
    assert key in check(problem, claim)


@pytest.mark.parametrize("key", ["bound", "gap", "proof", "certified_bound", "certificate"])
def test_it_refuses_a_missing_proof(problem, claim, key):
    del claim[key]
    assert key in check(problem, claim)


@pytest.mark.parametrize("key", ["reach", "engagements"])
def test_it_refuses_lower_units(problem, claim, key):
    """A lower best-alone figure would make the objective look better."""
    claim["best_alone"][key] *= 0.99
    weight = problem.awareness_weight
    stated = claim["best_alone"]
    claim["objective"] = (
        weight * claim["reach"] / stated["reach"]
        + (1 - weight) * claim["engagements"] / stated["engagements"]
    )
    assert f"best_alone.{key}" in check(problem, claim)


def test_it_refuses_a_bound_below_the_objective(problem, claim):
    claim |= {"proof": "branch-and-bound", "bound": claim["objective"] * 0.99, "gap": 0.0}
    assert "bound" in check(problem, claim)


def test_a_bound_on_the_solvers_word_is_named_so(problem, claim):
    claim |= {"bound": claim["objective"], "gap": 0.0}
    assert "bound" in check(problem, claim)
    assert check(problem, claim | {"proof": "branch-and-bound"}) is None
    assert "proof" in check(problem, claim | {"proof": "trust me"})


def test_it_refuses_a_dropped_must(problem, claim):
    must = problem.rules.include[0]
    claim["chosen"].remove(must)
    assert f"include:{must}" in check(problem, claim)


def test_it_refuses_a_dropped_person(problem, claim):
    (person,) = problem.rules.include_people
    theirs = {offer.id for offer in problem.offers if offer.person == person}
    claim["chosen"] = [name for name in claim["chosen"] if name not in theirs]
    assert f"include_person:{person}" in check(problem, claim)


def test_a_bound_for_a_must_have_person_does_not_hold_without(problem):
    """Requiring a person who is not worth it lowers the bound: only where that rule is in force."""
    weak = min(problem.offers, key=lambda offer: offer.engagements / offer.cost)
    people = (*problem.rules.include_people, weak.person)
    required = replace(problem, rules=replace(problem.rules, include_people=people))
    honest = json.loads(dump(solution_to_dict(solve(required))))
    assert check(required, honest) is None
    assert f"include_person:{weak.person}" in check(problem, honest)


@pytest.mark.parametrize("extra", ["never", "nobody", None])
def test_it_refuses_a_shortlist_that_cannot_be(problem, claim, extra):
    name = {"never": problem.rules.exclude[0], "nobody": "nobody", None: claim["chosen"][0]}[extra]
    claim["chosen"].append(name)
    assert check(problem, claim) is not None


def test_it_refuses_an_overspent_budget(problem, claim):
    poorer = replace(problem, budget=claim["cost"] - 1)
    assert "budget" in check(poorer, claim)


@pytest.mark.parametrize("certificate", [{}, None, [], {"objective": {}}, "proved"])
def test_it_refuses_an_empty_certificate(problem, claim, certificate):
    assert check(problem, claim | {"certificate": certificate}) is not None


@pytest.mark.parametrize("part", ["segments", "rules"])
@pytest.mark.parametrize("change", [0.9, 1.1])
def test_it_refuses_altered_multipliers(problem, claim, part, change):
    for leaf in leaves(claim["certificate"]["objective"]):
        leaf[part] = {name: value * change for name, value in leaf[part].items()}
    assert "bound" in check(problem, claim)


@pytest.mark.parametrize("value", [-1e-6, float("nan"), float("inf"), 1e308, "1", None, True])
@pytest.mark.parametrize("part", ["segments", "rules"])
def test_it_refuses_impossible_multipliers(problem, claim, part, value):
    leaf = a_leaf(claim["certificate"]["objective"])
    leaf[part] = dict.fromkeys(leaf[part] or problem.segments, value)
    assert check(problem, claim) is not None


def test_it_refuses_a_multiplier_of_something_else(problem, claim):
    a_leaf(claim["certificate"]["objective"])["rules"]["wish"] = 1.0
    assert "wish" in check(problem, claim)


def test_it_refuses_a_tree_that_leaves_shortlists_out(problem, claim):
    tree = claim["certificate"]["objective"]
    claim["certificate"]["objective"] = {name: part for name, part in tree.items() if name != "without"}
    assert "without" in check(problem, claim)


def test_it_refuses_a_decision_taken_twice_the_same_way(problem, claim):
    """A branch on one decision must not stand in for the other."""
    tree = claim["certificate"]["objective"]
    leaf = min(leaves(tree), key=lambda leaf: sum(leaf["segments"].values()))
    claim["certificate"]["objective"] = leaf | {"counts": {}}
    assert "bound" in check(problem, claim)


def dear_pair():
    """Two offers of 60 and one of 40: two of three fit, one of those that cost at least 50."""
    costs = {"a": 60, "b": 60, "c": 40}
    offers = tuple(
        Offer(n, n, "micro", "instagram", "food", cost, {}, 1.0 * cost) for n, cost in costs.items()
    )
    return Problem(100, 0.0, {"ID": Segment(1000.0)}, offers)


def counted(at_most=1, cost_from=50, price=60.0, least=-60.0):
    """At most one of 60, and 40, make 100; of two of 60 the budget leaves 80 at these prices."""
    leaf = {"segments": {}, "rules": {}, "counts": {str(cost_from): price}}
    other = {"segments": {}, "rules": {"budget": 2.0}, "counts": {str(cost_from): least}}
    return {"cost_from": cost_from, "at_most": at_most, "with": leaf, "without": other}


def counted_claim(tree):
    bound = 100.0
    stated = dict.fromkeys(("bound", "certified_bound", "objective"), 1.0) | {
        "gap": 0.0,
        "proof": "certificate",
    }
    best = {"reach": 0.0, "engagements": bound}
    flat = {"segments": {"ID": 1000.0}, "rules": {}}
    scaled = json.loads(json.dumps(tree))
    for leaf in leaves(scaled):
        for part in ("rules", "counts"):
            leaf[part] = {name: p / bound if isinstance(p, float) else p for name, p in leaf[part].items()}
    certificate = {"reach": flat, "engagements": tree, "objective": scaled}
    chosen = {"status": "ok", "chosen": ["a", "c"], "cost": 100, "reach": 0.0, "engagements": bound}
    return chosen | stated | {"best_alone": best, "certificate": certificate}


def test_how_many_offers_cost_so_much_can_be_decided():
    assert check(dear_pair(), counted_claim(counted())) is None


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        (counted(at_most=0), "best_alone"),  # then one of 60 is in the other branch
        (counted(at_most=1.5), "whole"),
        (counted(at_most=True), "whole"),
        (counted(cost_from=50.0), "whole"),
        (counted(cost_from=70), "best_alone"),  # nobody costs so much
        (counted(price=-60.0), "best_alone"),
        (counted(price=float("nan")), "finite"),
        (counted(least=60.0), "does not have"),  # nothing says how many there may be
        (counted()["with"], "does not have"),  # nor was anything decided
        ({k: v for k, v in counted().items() if k != "without"}, "without"),
    ],
)
def test_it_refuses_forged_counts(forged, says):
    claim = counted_claim(counted()) | {"certificate": {}}
    flat = {"segments": {"ID": 1000.0}, "rules": {}}
    claim["certificate"] = {"reach": flat, "engagements": forged, "objective": forged}
    assert says in check(dear_pair(), claim)


@pytest.mark.parametrize("price", [1e16, 3.3e40, 8.2e133, 4.3e297])
@pytest.mark.parametrize("people", [60, 127, 128])
def test_it_refuses_what_hides_in_the_rounding_of_huge_multipliers(price, people):
    """Each of `people` is needed, so a price on that rule cancels, but for its rounding."""
    offers = tuple(Offer(f"{i}", f"{i}", "micro", "instagram", "food", 1, {}, 1.0) for i in range(people))
    segments = {"ID": Segment(1000.0)}
    problem = Problem(people, 0.0, segments, offers, Rules(influencers=(people, None)))
    claim = json.loads(dump(solution_to_dict(solve(problem))))
    assert check(problem, claim) is None
    for name in ("engagements", "objective"):
        claim["certificate"][name] = {"segments": {}, "rules": {"influencers_min": price}}
    claim["best_alone"]["engagements"] = people / 2
    claim |= dict.fromkeys(("objective", "bound", "certified_bound"), 2.0)
    assert "best_alone.engagements" in check(problem, claim)


@pytest.mark.parametrize("key", ["reach", "engagements"])
@pytest.mark.parametrize("unit", [1e15, 1e300])
def test_it_refuses_units_that_take_a_metric_out_of_the_objective(problem, claim, key, unit):
    weight = problem.awareness_weight
    best = claim["best_alone"]
    best[key] = unit
    claim["objective"] = (
        weight * claim["reach"] / best["reach"] + (1 - weight) * claim["engagements"] / (best["engagements"])
    )
    assert f"best_alone.{key}" in check(problem, claim)


def test_it_refuses_forged_infeasibility(problem, claim):
    certificate = {"infeasible": {"segments": {}, "rules": {"budget": 1.0}}}
    forged = {
        "status": "infeasible",
        "conflict": ["budget"],
        "proof": "certificate",
        "certificate": certificate,
    }
    assert check(problem, forged) is not None
    assert check(problem, forged | {"proof": "branch-and-bound"}) is not None


def test_it_refuses_a_conflict_that_names_a_cap_which_the_brief_does_not_have(problem):
    poor = replace(problem, budget=1, rules=Rules(influencers=(1, None)))
    claim = json.loads(dump(solution_to_dict(solve(poor))))
    assert check(poor, claim) is None
    cap = "max_share_per_influencer"
    assert check(
        poor, claim | {"conflict": [cap if name == "budget" else name for name in claim["conflict"]]}
    )


def test_it_verifies_a_conflict(problem):
    impossible = replace(
        problem, rules=Rules(tier_share={"micro": (0.7, 1), "macro": (0.4, 1)}, influencers=(1, None))
    )
    claim = json.loads(dump(solution_to_dict(solve(impossible))))
    assert set(claim["conflict"]) == {"tier_share:micro", "tier_share:macro", "influencers_min"}
    assert check(impossible, claim) is None
    assert check(impossible, claim | {"conflict": claim["conflict"][1:]}) is not None
    assert check(problem, claim) is not None


@pytest.fixture(scope="module")
def nested_problem():
    return with_niches(synthetic("broad", 60, 3))


@pytest.fixture(scope="module")
def honest_nested(nested_problem):
    return json.loads(dump(solution_to_dict(solve(nested_problem))))


@pytest.fixture
def nested_claim(honest_nested):
    return copy.deepcopy(honest_nested)


def test_it_accepts_points_where_a_segment_is_nested(nested_problem, nested_claim):
    entry = a_leaf(nested_claim["certificate"]["objective"])["segments"]["s0"]
    assert sum(weight for weight, _ in entry["points"]) == pytest.approx(1)
    assert check(nested_problem, nested_claim) is None
    for pair in entry["points"]:
        pair[0] *= 3
    assert check(nested_problem, nested_claim) is None


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        ({"points": []}, "no points"),
        ({"points": [[0, {}]]}, "no points"),
        ({"points": [[1e308, {}], [1e308, {}]]}, "no points"),
        ({"points": [[-1, {}], [2, {}]]}, "negative"),
        ({"points": [[float("nan"), {}]]}, "finite"),
        ({"points": [[True, {}]]}, "finite"),
        ({"points": [[1, {"beauty": -0.1}]]}, "negative"),
        ({"points": [[1, {"beauty": float("nan")}]]}, "finite"),
        ({"points": [[1, {"beauty": float("inf")}]]}, "finite"),
        ({"points": [[1, {"beauty": "1"}]]}, "finite"),
        ({"points": [[1, {"astrology": 1.0}]]}, "astrology"),
        ({"points": [[1]]}, "cannot be read"),
        ({"points": [1]}, "cannot be read"),
        ({"points": [[1, [0.5]]]}, "0.5"),
        ({"points": None}, "cannot be read"),
        ({}, "points"),
        (0.5, "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_it_refuses_points_that_prove_nothing(nested_problem, nested_claim, forged, says):
    a_leaf(nested_claim["certificate"]["objective"])["segments"]["s0"] = forged
    assert says in check(nested_problem, nested_claim)


@pytest.mark.parametrize("factor", [0.0, 0.5, 1.5, 1e6, 1e300])
def test_it_refuses_points_moved_elsewhere(nested_problem, nested_claim, factor):
    for leaf in leaves(nested_claim["certificate"]["objective"]):
        for entry in leaf["segments"].values():
            entry["points"] = [[w, {g: x * factor for g, x in at.items()}] for w, at in entry["points"]]
    assert "bound" in check(nested_problem, nested_claim)


def test_points_are_for_nested_segments_alone(problem, claim):
    a_leaf(claim["certificate"]["objective"])["segments"]["s0"] = {"points": [[1, {}]]}
    assert check(problem, claim) is not None

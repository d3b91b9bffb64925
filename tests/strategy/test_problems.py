"""Reading and validating problems: every kind of nonsense gives one line that names its place."""

import json

import pytest

from campaigns.strategy.contract.problem import problem_from, problem_to_dict, read_problem
from campaigns.strategy.measuring.synthetic import problem as synthetic
from campaigns.strategy.validation import ProblemError
from tests.strategy.test_command_line import changed

OFFER = ("offers", 0)


def test_a_problem_survives_json():
    problem = synthetic("targeted", 30, 1)
    assert read_problem(json.dumps(problem_to_dict(problem))) == problem


def test_whole_floats_are_whole_numbers():
    assert problem_from(changed("budget", 3e7)).budget == 30_000_000


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("budget",), 0, "budget"),
        (("budget",), -5, "budget"),
        (("budget",), 1.5, "whole number"),
        (("budget",), True, "budget"),
        (("budget",), "many", "budget"),
        (("budget",), 10**400, "budget"),
        (("budget",), float("nan"), "budget"),
        (("awareness_weight",), 1.1, "awareness_weight"),
        (("awareness_weight",), None, "awareness_weight"),
        (("segments",), [], "segments"),
        (("segments", "ID"), 5, "segment 'ID'"),
        (("segments", "ID", "population"), 0, "population"),
        (("segments", "ID", "population"), float("inf"), "population"),
        (("segments", "ID", "kappa"), 0, "kappa"),
        (("segments", "ID", "kappa_niche"), 0.6, "'ID' kappa: a number is needed"),
        (("segments", "ID"), {"population": 9, "kappa": 0.4, "kappa_niche": 0.6}, "'ID' kappa: 0.4 is not"),
        (("segments", "ID"), {"population": 9, "kappa": 1.5, "kappa_niche": 0}, "'ID' kappa_niche"),
        (("segments", "ID"), {"population": 9, "kappa": 1.5, "kappa_niche": "x"}, "'ID' kappa_niche"),
        (("offers",), {}, "offers"),
        (("offers",), [1], "offer"),
        ((*OFFER, "id"), "", "offer id"),
        ((*OFFER, "person"), None, "person"),
        ((*OFFER, "cost"), -1, "cost"),
        ((*OFFER, "cost"), 0.5, "cost"),
        ((*OFFER, "engagements"), -1, "engagements"),
        ((*OFFER, "engagements"), float("nan"), "engagements"),
        ((*OFFER, "engagements"), 10**400, "engagements"),
        ((*OFFER, "cost"), 10**400, "cost"),
        ((*OFFER, "reach"), {"XX": 5}, "unknown segment 'XX'"),
        ((*OFFER, "reach"), {"ID": -5}, "reach"),
        ((*OFFER, "reach"), {"ID": 10**400}, "reach"),
        ((*OFFER, "reach"), {"ID": 5_000_000}, "not below the population"),
        ((*OFFER, "reach"), {"ID": "5"}, "reach"),
        (("rules",), None, "rules"),
        (("rules", "influencers"), [5, 1], "influencers max"),
        (("rules", "influencers"), [-1, 1], "influencers min"),
        (("rules", "influencers"), [1], "two values"),
        (("rules", "max_share_per_influencer"), 1.5, "max_share_per_influencer"),
        (("rules", "tier_share"), {"micro": [0.9, 0.1]}, "tier_share 'micro' max"),
        (("rules", "tier_share"), {"micro": [0, 2]}, "tier_share 'micro' max"),
        (("rules", "platform_share"), {"x": 1}, "platform_share"),
        (("rules", "include"), ["nobody"], "unknown offer 'nobody'"),
        (("rules", "exclude"), ["nobody"], "unknown offer 'nobody'"),
        (("rules", "include_people"), ["nobody"], "include_people: unknown person 'nobody'"),
        (("rules", "include"), "a", "include"),
        (("rules", "include"), [["a"]], "include"),
        (("rules", "at_most"), 3, "unknown rule 'at_most'"),
        (("target_gap",), -0.1, "target_gap"),
        (("time_limit_s",), float("inf"), "time_limit_s"),
        (("seed",), 0.5, "seed"),
    ],
)
def test_it_names_the_place_of_the_fault(path, value, says):
    with pytest.raises(ProblemError, match=says) as raised:
        problem_from(changed(*path, value))
    assert "\n" not in str(raised.value)


def test_an_id_given_twice_is_refused():
    problem = changed("seed", 1)
    problem["offers"] *= 2
    with pytest.raises(ProblemError, match="occurs twice"):
        problem_from(problem)


@pytest.mark.parametrize("key", ["budget", "awareness_weight", "segments", "offers"])
def test_a_missing_part_is_named(key):
    problem = changed("seed", 1)
    del problem[key]
    with pytest.raises(ProblemError, match=f"{key} is missing"):
        problem_from(problem)

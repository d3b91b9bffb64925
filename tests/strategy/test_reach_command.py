"""`python -m campaigns.strategy reach`: what it answers, and what it refuses."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from campaigns.strategy.contract.reach import reach_from
from campaigns.strategy.validation import ProblemError

ROOT = Path(__file__).resolve().parents[2]
QUESTION = {
    "segments": {"ID": {"population": 100_000, "kappa": None}},
    "offers": [
        {"id": "a", "niche": "beauty", "reach": {"ID": 5_000}},
        {"id": "b", "niche": "beauty", "reach": {"ID": 3_000}},
        {"id": "c", "niche": "food", "reach": {"ID": 9_000}},
    ],
    "pairs": [{"a": "a", "b": "b", "overlap": 900}, {"a": "c", "b": "a", "overlap": 700}],
    "sets": [["a"], ["a", "b"], ["a", "b", "c"]],
}

OFFERS = QUESTION["offers"]


def asked(**changes):
    return reach_from(json.dumps({**QUESTION, **changes}))


def changed(*path_and_value):
    *path, last, value = path_and_value
    question = copy.deepcopy(QUESTION)
    place = question
    for step in path:
        place = place[step]
    place[last] = value
    return question


def run(text):
    command = [sys.executable, "-m", "campaigns.strategy", "reach"]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)


def test_it_answers_by_the_contract():
    done = run(json.dumps(QUESTION))
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["kappa"] > 0
    assert answer["kappa_niche"] > 0
    assert (answer["level"], answer["pairs"]) == ("pairs", 2)
    alone, tabled, some = answer["sets"]
    names = ("sum", "independent", "reach", "low", "high")
    assert [alone[name] for name in names] == pytest.approx([5_000] * 5)
    assert tabled["reach"] == pytest.approx(5_000 + 3_000 - 900, rel=1e-6)
    assert (tabled["level"], some["level"]) == ("table", "pairs")
    assert 9_000 < some["low"] < some["reach"] < some["high"] < some["sum"] == 17_000
    assert some["independent"] == pytest.approx(100_000 * (1 - 0.95 * 0.97 * 0.91))


def test_without_pairs_the_usual_kappas_and_fifteen_percent():
    answer = asked(pairs=[])
    assert (answer["kappa"], answer["kappa_niche"], answer["level"]) == (1.5, 0.6, "none")
    some = answer["sets"][2]
    assert some["low"] == pytest.approx(0.85 * some["reach"])
    assert some["high"] == pytest.approx(min(1.15 * some["reach"], 17_000))


def test_a_given_kappa_stays():
    answer = asked(segments={"ID": {"population": 100_000, "kappa": 1e9}})
    assert answer["kappa"] is None
    some = answer["sets"][2]
    assert some["reach"] == pytest.approx(some["independent"], rel=1e-6)


def test_a_pair_is_fitted_over_all_segments_that_it_touches():
    """Half the people in each of two equal segments are half the overlap in each."""
    halves = [
        {**offer, "reach": dict.fromkeys("xy", offer["reach"]["ID"] / 2)} for offer in QUESTION["offers"]
    ]
    two = asked(segments={s: {"population": 50_000} for s in "xy"}, offers=halves)
    one = asked()
    assert two["kappa"] == pytest.approx(one["kappa"])
    assert two["kappa_niche"] == pytest.approx(one["kappa_niche"])
    assert two["sets"][2] == pytest.approx(one["sets"][2])


def test_the_order_of_offers_and_pairs_changes_nothing():
    turned = [
        {"a": pair["b"], "b": pair["a"], "overlap": pair["overlap"]} for pair in QUESTION["pairs"][::-1]
    ]
    assert asked(pairs=turned, offers=OFFERS[::-1])["sets"][2] == pytest.approx(asked()["sets"][2])


def test_people_are_counted_in_any_unit():
    """A hundred times the population and every reach, and so the reach: apart from the noise of counting."""
    big = asked(
        segments={"ID": {"population": 1e7}},
        offers=[{**offer, "reach": {"ID": 100 * offer["reach"]["ID"]}} for offer in OFFERS],
        pairs=[{**pair, "overlap": 100 * pair["overlap"]} for pair in QUESTION["pairs"]],
    )
    assert big["sets"][2]["reach"] == pytest.approx(100 * asked()["sets"][2]["reach"], rel=0.002)


def test_nobody_in_both_is_an_answer():
    none = asked(pairs=[{"a": "a", "b": "b", "overlap": 0}])
    assert none["sets"][1]["reach"] == pytest.approx(8_000)
    assert none["kappa_niche"] > asked()["kappa_niche"]


def test_no_range_holds_more_people_than_there_are():
    offers = [{**offer, "reach": {"ID": 99_000}} for offer in OFFERS]
    assert {reached["high"] <= 100_000 for reached in asked(offers=offers, pairs=[])["sets"]} == {True}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (changed("pairs", 0, "b", "z"), "pairs 0 b: unknown offer 'z'"),
        (changed("pairs", 0, "b", "a"), "pairs 0: 'a' is paired with itself"),
        (changed("pairs", 0, "overlap", 3_001), "pairs 0 overlap: 3001 is more than the 3000"),
        (changed("pairs", 0, "overlap", -1), "pairs 0 overlap: -1 is not between"),
        (changed("pairs", 0, "overlap", "many"), "pairs 0 overlap: a number is needed"),
        (changed("pairs", 0, {"a": "a", "b": "b"}), "pairs 0: overlap is missing"),
        (changed("pairs", 1, {"a": "b", "b": "a", "overlap": 1}), "pairs 1: 'b' and 'a' occur twice"),
        (changed("sets", 0, ["z"]), "sets 0: unknown offer 'z'"),
        (changed("sets", 0, ["a", "a"]), "sets 0: 'a' occurs twice"),
        (changed("sets", 0, []), "sets 0: at least one offer is needed"),
        (changed("offers", 1, "id", "a"), "offer 'a': the id occurs twice"),
        (changed("offers", 0, "reach", {"ID": 100_000}), "is not below the population"),
        (changed("offers", 0, "reach", {"MY": 1}), "unknown segment 'MY'"),
        (changed("segments", "ID", {"population": 0}), "population: 0 is not between"),
        (changed("pairs", "none"), "pairs: a list is needed"),
        ([], "question: an object is needed"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(question, says):
    with pytest.raises(ProblemError) as refusal:
        reach_from(json.dumps(question))
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_nan_is_refused_with_status_two_and_no_answer():
    done = run(json.dumps(changed("pairs", 0, "overlap", float("nan"))))
    assert (done.returncode, done.stdout) == (2, "")
    assert "NaN" in done.stderr

"""`python -m campaigns.strategy`: exit statuses, one clear line, no half answers."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBLEM = {
    "budget": 30000000,
    "awareness_weight": 0.85,
    "segments": {"ID": {"population": 5000000, "kappa": None}},
    "offers": [
        {
            "id": "a",
            "person": "p1",
            "tier": "micro",
            "platform": "instagram",
            "niche": "beauty",
            "cost": 1500000,
            "reach": {"ID": 12000},
            "engagements": 800,
        }
    ],
    "rules": {
        "influencers": [1, 50],
        "max_share_per_influencer": 0.25,
        "tier_share": {"micro": [0.3, 1.0]},
        "platform_share": {},
        "include": [],
        "exclude": [],
    },
    "target_gap": 0.001,
    "time_limit_s": 1.0,
    "seed": 7,
}


def run(*arguments, text=""):
    command = [sys.executable, "-m", "campaigns.strategy", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)


def changed(*path_and_value):
    *path, last, value = path_and_value
    problem = copy.deepcopy(PROBLEM)
    place = problem
    for step in path:
        place = place[step]
    place[last] = value
    return problem


def test_it_solves_and_checks_the_example_of_the_contract(tmp_path):
    solved = run("solve", text=json.dumps(PROBLEM))
    assert (solved.returncode, solved.stderr) == (0, "")
    answer = json.loads(solved.stdout)
    assert answer["chosen"] == ["a"]
    assert answer["best_alone"] == {"reach": pytest.approx(12000), "engagements": 800}
    assert (answer["objective"], answer["bound"], answer["gap"]) == (pytest.approx(1), pytest.approx(1), 0)

    (tmp_path / "problem.json").write_text(json.dumps(PROBLEM))
    (tmp_path / "solution.json").write_text(solved.stdout)
    assert run("check", tmp_path / "problem.json", tmp_path / "solution.json").returncode == 0

    (tmp_path / "solution.json").write_text(json.dumps(answer | {"objective": 1.1}))
    refused = run("check", tmp_path / "problem.json", tmp_path / "solution.json")
    assert refused.returncode == 1
    assert "objective" in refused.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("[1, 2", "not JSON"),
        ("[]", "an object is needed"),
        ("\ud800", "not JSON"),
        ('{"budget": NaN}', "budget: NaN is not a number"),
        ('{"offers": [{"id": "a"}, {"cost": -Infinity}]}', "offers 1 cost: -Infinity is not a number"),
        ('{"a\\nb": NaN}', "a b: NaN"),
        ("NaN", "the value: NaN"),
        ('{"budget": 1, "budget": 2}', "twice"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_it_refuses_what_is_not_a_problem(text, says):
    with_bytes = subprocess.run(
        [sys.executable, "-m", "campaigns.strategy", "solve"],
        input=text.encode(errors="surrogatepass"),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (with_bytes.returncode, with_bytes.stdout) == (2, b"")
    assert says in with_bytes.stderr.decode()
    assert with_bytes.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["solve", "extra"], ["check"], ["check", "no.json", "no.json"]]
)
def test_it_says_how_it_is_used(arguments):
    answer = run(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1


def test_the_checker_does_not_load_the_solver():
    code = "import sys, campaigns.strategy.check as c; sys.exit('highspy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_it_solves_without_segments():
    """Engagements alone can be the goal."""
    offers = [{**offer, "reach": {}} for offer in PROBLEM["offers"]]
    ran = run("solve", text=json.dumps(PROBLEM | {"segments": {}, "offers": offers}))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["chosen"] == ["a"]

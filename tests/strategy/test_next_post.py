"""`python -m campaigns.strategy forecast`: the contract's keys, strict reading, nothing from the future."""

import copy
import json
import math

import pytest

from tests.strategy.test_command_line import run

QUESTION = {
    "platform": "instagram",
    "as_of": "2019-05-01",
    "accounts": [
        {
            "id": "a",
            "followers": 20_000,
            "niche": "beauty",
            "posts": [
                {"date": "2019-03-02", "likes": 900, "comments": 40, "sponsored": False},
                {"date": "2019-04-20", "likes": 1_100, "comments": 60, "sponsored": True},
            ],
        },
        {"id": "b", "followers": 300_000, "niche": "food", "posts": []},
    ],
    "totals": [["a", "b"], ["b"]],
}


def asked(**changes):
    done = run("forecast", text=json.dumps(QUESTION | changes))
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_it_answers_each_account_and_each_total():
    answer = asked()
    assert [account["id"] for account in answer["accounts"]] == ["a", "b"]
    for found in [*answer["accounts"], *answer["totals"]]:
        assert 0 < found["p10"] < found["p50"] < found["p90"]
        assert math.isfinite(found["mean"])
    means = [account["mean"] for account in answer["accounts"]]
    assert [total["mean"] for total in answer["totals"]] == pytest.approx([sum(means), means[1]])
    assert answer["totals"][1]["p90"] == pytest.approx(answer["accounts"][1]["p90"], rel=0.1)


def test_the_same_question_has_the_same_answer():
    assert asked() == asked()


def test_a_post_after_the_day_changes_nothing():
    accounts = copy.deepcopy(QUESTION["accounts"])
    accounts[0]["posts"].append({"date": "2019-05-02", "likes": 9_000_000, "comments": 0})
    assert asked(accounts=accounts) == asked()


def test_a_history_narrows_the_range():
    accounts = copy.deepcopy(QUESTION["accounts"])
    accounts[0]["posts"] = []
    known, unknown = asked()["accounts"][0], asked(accounts=accounts)["accounts"][0]
    assert known["p90"] / known["p10"] < unknown["p90"] / unknown["p10"]


def test_nobody_asked_about_is_no_error():
    assert asked(accounts=[], totals=[]) == {"accounts": [], "totals": []}


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        (("platform",), "myspace", "platform: 'myspace'"),
        (("as_of",), "1 May", "as_of: a date like"),
        (("accounts",), {}, "accounts: a list"),
        (("accounts", 0, "followers"), 0, "followers: 0 is not between 1"),
        (("accounts", 0, "followers"), "20k", "followers: a number"),
        (("accounts", 0, "id"), 7, "id: a text"),
        (("accounts", 1, "id"), "a", "'a': the id occurs twice"),
        (("accounts", 0, "posts", 0, "likes"), -1, "post 0 likes: -1"),
        (("accounts", 0, "posts", 0, "date"), None, "post 0 date"),
        (("accounts", 0, "posts", 0, "sponsored"), "no", "sponsored: true or false"),
        (("totals", 0), ["a", "z"], "totals 0: unknown account 'z'"),
        (("totals", 0), [], "totals 0: at least one"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(place, value, says):
    question = copy.deepcopy(QUESTION)
    *path, last = place
    target = question
    for step in path:
        target = target[step]
    target[last] = value
    done = run("forecast", text=json.dumps(question))
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1

"""Claims in the marketer's words: the pool's numbers, and what was published beside them."""

import pytest

from campaigns.reporting.claims import CLAIMS, NUMBERS, claim_in_words

COUNTED = {"probability": 0.64, "micro": 0.031, "macro": 0.019, "micro_accounts": 24, "macro_accounts": 13}
OF_GOALS = {"micro": 1_600_000.0, "macro": 2_100_000.0, "best": 2_300_000.0, "best_share": 0.3}
VALUES = COUNTED | OF_GOALS | {"measured": 0.4, "priced": 0.8}


def said(code, verdict="holds", values=VALUES, **more):
    return claim_in_words({"code": code, "verdict": verdict, "values": values, **more}, currency="IDR")


def test_micro_engage_more_with_probability_and_its_published_figure():
    published = [{"platform": "instagram", "value": 0.61, "source": "Real accounts", "url": ""}]
    found = said("micro_engage_more", values=COUNTED, published=published)
    assert "In your list, a micro account engages more" in found["numbers"]
    assert "probability 0.64" in found["numbers"]
    assert "3.1\u00a0% of the followers against 1.9\u00a0%" in found["numbers"]
    assert "24 micro and 13 macro accounts" in found["numbers"]
    (beside,) = found["published"]
    assert beside["words"] == "Published for Instagram: with probability 0.61."
    assert beside["sources"] == [{"name": "Real accounts", "url": ""}]


@pytest.mark.parametrize("code", CLAIMS)
def test_every_claim_is_a_sentence_with_all_its_numbers(code):
    found = said(code, values=VALUES)
    assert found["numbers"].endswith(".")
    assert "%(" not in found["numbers"]
    assert {source["url"][:16] for each in found["published"] for source in each["sources"]} <= {
        "https://doi.org/"
    }


@pytest.mark.parametrize("code", NUMBERS)
def test_where_nobody_measured_it_is_said_what_is_lacking(code):
    found = said(code, "no_data", {"micro_accounts": 3, "macro_accounts": 0})
    assert found["verdict"] == "No data"
    assert ("3 micro and 0 macro accounts" in found["numbers"]) == ("_best_" not in code)


def test_an_older_answer_shows_its_verdict():
    found = said("micro_engage_more", values={"probability": 0.7, "micro": 12, "macro": 9})
    assert (found["verdict"], found["numbers"]) == ("Holds", "")

"""Those who were nearly chosen in the marketer's words: the rule, the loss, and whose place it would be."""

import pytest

from campaigns.reporting.not_chosen import not_chosen_in_words

ASKED = {"max_share_per_influencer": 0.25, "tier_share": {"micro": [0.5, 1.0]}, "influencers_max": 20}


def said(*, moved=False, **line):
    given = {"cost": 30_000_000, "currency": "IDR", "reasons": [], "instead_of": ["Ayu"], "loss": 0.02}
    answer = {
        "currency": "IDR",
        "budget": 100_000_000,
        "asked": ASKED,
        "names": {},
        "proof": {"moved": moved},
        "not_chosen": [given | {"kept_out": "outcompeted"} | line],
    }
    (found,) = not_chosen_in_words(answer)
    return found["kept_out"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({}, "In place of Ayu, the result is 2.0 % less."),
        ({"loss": 0.0}, "In place of Ayu, about as good."),
        ({"instead_of": ["Ayu", "Budi", "Citra"]}, "In place of Ayu and 2 others, the result is 2.0 % less."),
        (
            {"kept_out": "max_share_per_influencer", "loss": -0.03},
            "Costs Rp 30 mn, more than one influencer may: 25 % of the budget. "
            "Without that, in place of Ayu, the result is 3.0 % more.",
        ),
        (
            {"kept_out": "exclude", "loss": -0.01, "instead_of": []},
            "You ruled this influencer out. Without that, the result is 1.0 % more.",
        ),
        (
            {"kept_out": "tier_share:micro", "loss": -0.01, "instead_of": []},
            "A rule keeps this influencer out: the share of Micro: 50 %–100 %. "
            "Without that, the result is 1.0 % more.",
        ),
        (
            {"kept_out": "influencers_max+exclude", "loss": 0.01, "instead_of": []},
            "Several rules keep this influencer out: the largest number of influencers: 20, "
            "the influencers you ruled out. Even without that, the result is 1.0 % less.",
        ),
        (
            {"loss": -0.004, "moved": True},
            "In place of Ayu, the result is 0.4 % more: given up to stay near the playbook's mix.",
        ),
        (
            {"loss": -0.001},
            "In place of Ayu, the result is 0.1 % more: within what the proof leaves open.",
        ),
    ],
)
def test_what_kept_somebody_out(line, words):
    assert said(**line) == words


def test_an_answer_from_before_shows_its_nearest_misses():
    miss = {"profile": 4, "influencer": 2, "name": "Ayu", "tier": "micro", "loss": 0.013}
    (found,) = not_chosen_in_words({"near_misses": [miss]})
    assert (found["name"], found["kept_out"]) == ("Ayu", "The result is 1.3\u00a0% less.")
    assert not_chosen_in_words({}) == []

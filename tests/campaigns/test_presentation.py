"""What the page makes of an answer's numbers: never better than they are."""

import pytest

from campaigns.reporting.headline import against_playbook, headline
from campaigns.reporting.names import source_in_words
from campaigns.reporting.presentation import most_better, rounded_up
from campaigns.reporting.reasons import reason_in_words, reasons_in_words
from campaigns.reporting.rights import said_once


@pytest.mark.parametrize(
    ("share", "shown"), [(0, 0), (1e-12, 0), (0.00001, 0.001), (0.001, 0.001), (0.0049, 0.005), (-1e-9, 0)]
)
def test_a_bound_is_rounded_up_to_a_tenth_of_a_percent(share, shown):
    assert rounded_up(share) == pytest.approx(shown)


@pytest.mark.parametrize("gap", [0, 0.0004, 0.002, 0.03])
@pytest.mark.parametrize("given_up", [0, 0.0031, 0.009])
def test_the_claim_is_the_sum_of_its_parts_and_never_too_small(gap, given_up):
    best = 0.9
    bound, objective = best / (1 - gap), best * (1 - given_up)
    claim = most_better({"gap": gap, "given_up": given_up, "bound": bound, "objective": objective})
    assert objective * (1 + claim) >= bound - 1e-12
    assert claim >= rounded_up(gap) + rounded_up(given_up) - 1e-12


def test_nothing_to_gain_is_proved_to_the_end():
    assert most_better({"gap": 0.0, "given_up": 0.0, "bound": 0.0, "objective": 0.0}) == 0


@pytest.mark.parametrize(
    ("leaning", "micro", "shown"),
    [
        ("micro-heavy", 0.716, "72\u00a0% of spend"),
        ("micro-heavy", 0.6, "60\u00a0% of spend"),
        ("balanced", 0.5964, "59.6\u00a0% of spend"),
        ("balanced", 0.5999, "59.99\u00a0% of spend"),
        ("balanced", 0.4021, "40.2\u00a0% of spend"),
        ("macro-heavy", 0.396, "40\u00a0% of spend"),
    ],
)
def test_the_sentence_never_gives_a_balanced_mix_the_share_of_a_heavy_one(leaning, micro, shown):
    mix = {"micro": {"share": micro, "people": 2}, "macro": {"share": 1 - micro, "people": 1}}
    assert shown in headline({"leaning": leaning, "mix": mix})


@pytest.mark.parametrize(("objective", "contradicts"), [(0.7, True), (0.9, False)])
def test_candidates_contradict_the_playbook_only_where_its_mix_is_worse(objective, contradicts):
    point = {"micro_share": 0.3, "reach": 900, "engagements": 90, "objective": objective}
    answer = {
        "leaning": "micro-heavy",
        "playbook": {"micro": 0.3, "leaning": "macro-heavy"},
        "frontier": [point],
        "proof": {"objective": 0.8},
        "totals": {"reach": 1_000, "relevant": 100},
    }
    assert (against_playbook(answer) is not None) is contradicts


def test_a_converted_price_says_what_was_asked_for():
    said = source_in_words("kol.xlsx, June, instagram_reel")
    assert said == "kol.xlsx, June, converted from the price of: Instagram reel"
    assert source_in_words("kol.xlsx, June") == "kol.xlsx, June"


@pytest.mark.parametrize(
    ("code", "percentile", "shown"),
    [
        ("high_engagement_rate", 0.996, "Engages the most of 57 micro Instagram candidates"),
        ("high_engagement_rate", 0.99, "Engages more than 99\u00a0% of 57 micro Instagram candidates"),
        ("low_engagement_rate", 0.0, "Engages the least of 57 micro Instagram candidates"),
        ("low_cost_per_engagement", 0.0, "Rp\u00a0900 an engagement: the cheapest of 57"),
        ("high_cost_per_relevant", 1.0, "Rp\u00a0900 a relevant engagement: the dearest of 57"),
    ],
)
def test_nobody_is_better_than_all_hundred_percent(code, percentile, shown):
    values = {"value": 900, "percentile": percentile, "peers": 57, "tier": "micro", "platform": "instagram"}
    assert reason_in_words({"code": code, "values": values}, currency="IDR").startswith(shown)


def test_an_alternative_by_the_same_influencer_is_called_another_offer():
    values = {"id": "3:1", "name": "Ayu", "loss": 0.02}
    line = {"name": "Ayu", "currency": "IDR"}
    line["reasons"] = [{"kind": "instead", "code": "alternative", "values": values}]
    assert reasons_in_words(line, "instead") == [
        "Instead: another offer of Ayu, for 2.0\u00a0% less of the result"
    ]
    assert reasons_in_words(line | {"name": "Bima"}, "instead")[0].startswith("Instead: Ayu, for")


ESTIMATED = {"kind": "against", "code": "rights_estimated", "values": {"days": 90, "fee": 1_000_000}}
FEW = {"kind": "against", "code": "few_posts", "values": {"posts": 3}}


def lines(*reasons):
    return [
        {"currency": "IDR", "reasons": each, "for": ["Fits"], "against": reasons_in_words(line, "against")}
        for each in reasons
        if (line := {"currency": "IDR", "reasons": each})
    ]


def test_what_most_lines_would_repeat_is_said_once_and_the_others_say_where_they_differ():
    told, sentences = said_once(lines([ESTIMATED, FEW], [ESTIMATED], [FEW]))
    few = "Measured on 3 posts only"
    assert [line["against"] for line in told] == [[few], [], [few]]
    assert [line["for"] for line in told] == [
        ["Fits"],
        ["Fits"],
        ["Usage rights are quoted or included", "Fits"],
    ]
    (sentence,) = sentences
    assert sentence.startswith("Usage rights for 90 days are estimated on 2 of 3 lines")


@pytest.mark.parametrize("reasons", [[[ESTIMATED]], [[ESTIMATED], [FEW]], [[FEW], []]])
def test_what_is_so_on_few_lines_stays_with_them(reasons):
    before = lines(*reasons)
    assert said_once(before) == (before, [])

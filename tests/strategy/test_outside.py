"""Who was nearly chosen, against a twin that tries every deal; and each rule that can keep somebody out."""

from itertools import combinations

import pytest

from campaigns.strategy.objective import evaluate
from campaigns.strategy.reasons.outside import OUTCOMPETED, best_outsiders
from campaigns.strategy.records import BestAlone, Offer, Problem, Rules, Segment
from tests.strategy.test_explain import BEST, offers_of, pool, problem_of

SEGMENTS = {"ID": Segment(1_000_000.0, 1.5)}
UNITS = BestAlone(100_000.0, 10_000.0)


def offer(id, cost, gain, *, tier="micro", person="", platform="instagram"):
    """One that brings `gain` thousands of people and hundreds of engagements."""
    person = person or f"person of {id}"
    return Offer(id, person, tier, platform, "beauty", cost, {"ID": 1_000.0 * gain}, 100.0 * gain)


def outsiders(offers, chosen, *, budget=100, segments=SEGMENTS, **rules):
    problem = Problem(budget, 0.5, segments, tuple(offers), Rules(**rules))
    found = best_outsiders(problem, chosen, UNITS, {each.id: each.id for each in offers})
    return {each.enters: each for each in found}


def test_nobody_outside_is_nobody_missed():
    assert outsiders([offer("a", 10, 5)], ["a"]) == {}


def test_an_outcompeted_offer_names_whom_it_would_replace_and_the_loss():
    offers = [offer("a", 50, 9), offer("b", 50, 8), offer("c", 50, 5)]
    found = outsiders(offers, ["a", "b"])["c"]
    assert (found.kept_out, found.leaves) == (OUTCOMPETED, ("b",))
    problem = Problem(100, 0.5, SEGMENTS, tuple(offers))
    before, after = (evaluate(problem, ids, UNITS).objective for ids in (["a", "b"], ["a", "c"]))
    assert found.loss == pytest.approx(1 - after / before)


def test_a_dear_offer_takes_the_place_of_several():
    offers = [offer("a", 30, 5), offer("b", 30, 4), offer("c", 40, 6), offer("big", 70, 9)]
    found = outsiders(offers, ["a", "b", "c"])["big"]
    assert (found.kept_out, set(found.leaves)) == (OUTCOMPETED, {"b", "c"})


@pytest.mark.parametrize(
    ("star", "rules", "rule"),
    [
        (offer("star", 10, 20), {"exclude": ("star",)}, "exclude"),
        (offer("star", 30, 20), {"max_share_per_influencer": 0.2}, "max_share_per_influencer"),
        (offer("star", 10, 20, tier="macro"), {"tier_share": {"micro": (1.0, 1.0)}}, "tier_share:micro"),
        (offer("star", 10, 20, tier="macro"), {"tier_share": {"macro": (0.0, 0.05)}}, "tier_share:macro"),
        (
            offer("star", 10, 20, platform="tiktok"),
            {"platform_share": {"tiktok": (0.0, 0.05)}},
            "platform_share:tiktok",
        ),
        (offer("star", 10, 20), {"influencers": (0, 2), "include": ("a", "b")}, "influencers_max"),
        (offer("star", 10, 20, person="person of a"), {"include": ("a",)}, "one_offer_per_person"),
        (offer("star", 101, 20), {}, "budget"),
    ],
)
def test_the_one_rule_without_which_it_would_be_in_is_named(star, rules, rule):
    found = outsiders([offer("a", 10, 3), offer("b", 10, 3), star], ["a", "b"], **rules)["star"]
    assert found.kept_out == rule
    assert found.loss < 0


def test_two_rules_at_once_are_both_named():
    star = offer("star", 60, 20)
    offers = [offer("a", 10, 3), star]
    found = outsiders(offers, ["a"], exclude=("star",), max_share_per_influencer=0.5)["star"]
    assert set(found.kept_out.split("+")) == {"exclude", "max_share_per_influencer"}


def test_a_rule_that_shuts_out_what_is_worse_anyway_is_not_blamed():
    offers = [offer("a", 50, 9), offer("b", 50, 8), offer("c", 50, 1, tier="macro")]
    found = outsiders(offers, ["a", "b"], tier_share={"macro": (0.0, 0.5)})["c"]
    assert found.kept_out == OUTCOMPETED


def test_one_offer_a_profile_and_a_person():
    offers = [offer("a", 50, 9), *(offer(f"x{i}", 50, i, person="same") for i in range(1, 5))]
    assert list(outsiders(offers, ["a"], budget=50)) == ["x4"]


def test_rules_take_half_the_places_where_there_are_others():
    out = [offer(f"out{i}", 10, 30) for i in range(20)]
    offers = [offer("a", 100, 9), *out, *(offer(f"in{i}", 100, 5) for i in range(20))]
    found = outsiders(offers, ["a"], exclude=tuple(each.id for each in out))
    kept = [each.kept_out for each in found.values()]
    assert (kept.count("exclude"), kept.count(OUTCOMPETED)) == (5, 5)
    assert all(each.loss < 0 for each in found.values() if each.kept_out == "exclude")


@pytest.mark.parametrize("seed", range(5))
def test_what_is_stated_agrees_with_trying_every_deal(seed):
    """The twin: every set of chosen offers leaves for every offer outside, all rules checked."""
    offers = offers_of(pool(14, seed))
    problem = problem_of(offers, influencers=(2, 4), max_share_per_influencer=0.5)
    ids = [each.id for each in offers]
    shortlists = (set_ for size in (2, 3) for set_ in combinations(ids, size))
    chosen = max(
        (set_ for set_ in shortlists if not evaluate(problem, set_, BEST).violated),
        key=lambda set_: evaluate(problem, set_, BEST).objective,
    )
    total = evaluate(problem, chosen, BEST).objective
    found = best_outsiders(problem, chosen, BEST, {name: name for name in ids})
    assert found
    for each in found:
        made = evaluate(problem, [*(set(chosen) - set(each.leaves)), each.enters], BEST)
        assert each.loss == pytest.approx(1 - made.objective / total)
        stated = () if each.kept_out == OUTCOMPETED else tuple(each.kept_out.split("+"))
        assert made.violated == stated
        if each.kept_out == OUTCOMPETED:
            options = (
                evaluate(problem, [*stay, each.enters], BEST)
                for many in range(len(chosen) + 1)
                for stay in combinations(chosen, many)
            )
            best = max(option.objective for option in options if not option.violated)
            assert each.loss == pytest.approx(1 - best / total, abs=0.02)

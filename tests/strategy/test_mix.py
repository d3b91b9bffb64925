from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.fill import filled
from campaigns.strategy.forecasting.forecast import forecast_offers
from campaigns.strategy.mix import break_tie, leaning, mix_of
from campaigns.strategy.objective import evaluate
from campaigns.strategy.playbook import default_split, playbook_mix
from campaigns.strategy.records import BestAlone, FrontierPoint, Offer, Problem, Rules, Segment, Solution
from campaigns.strategy.rules import pick, violated
from tests.strategy.facts_factory import make_brief, make_profile, price

B = default_benchmarks()
SEGMENTS = {"ID": Segment(1_000_000, 1.5)}


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, "macro-heavy"),
        (0.4, "macro-heavy"),
        (0.401, "balanced"),
        (0.599, "balanced"),
        (0.6, "micro-heavy"),
        (1.0, "micro-heavy"),
        (3 / 5, "micro-heavy"),
        (1 - 3 / 5, "macro-heavy"),
    ],
)
def test_a_tier_is_heavy_from_sixty_percent(share, expected):
    assert leaning(share) == expected


def test_a_mix_adds_up_by_tier():
    pool = [
        make_profile(id="a", person="x", followers=20_000, prices={"instagram_post": price(1_000_000)}),
        make_profile(id="b", person="y", followers=30_000, prices={"instagram_post": price(2_000_000)}),
        make_profile(id="c", person="z", followers=900_000, prices={"instagram_post": price(5_500_000)}),
    ]
    offers = forecast_offers(pool, make_brief(size=1_000_000)).offers
    mix = mix_of(offers, SEGMENTS)
    assert (mix["micro"].cost, mix["micro"].people, mix["micro"].share) == (4_000_000, 2, 0.4)
    assert (mix["macro"].cost, mix["macro"].people, mix["macro"].share) == (6_000_000, 1, 0.6)
    assert mix["macro"].reach == pytest.approx(offers[2].on_target["ID"])
    assert mix["micro"].reach < offers[0].on_target["ID"] + offers[1].on_target["ID"]
    assert mix["micro"].engagements == pytest.approx(sum(offer.engagements.mean for offer in offers[:2]))


def test_an_empty_mix_has_no_shares():
    mix = mix_of([], SEGMENTS)
    assert {tier: (part.cost, part.share, part.people) for tier, part in mix.items()} == {
        "micro": (0, 0.0, 0),
        "macro": (0, 0.0, 0),
    }


@pytest.mark.parametrize(
    ("weight", "micro", "low", "high"),
    [
        (0.85, 0.30, 0.20, 0.50),
        (0.5, 0.5, 0.35, 0.65),
        (0.15, 0.7, 0.6, 0.85),
        (1.0, 0.3, 0.2, 0.5),
        (0.0, 0.7, 0.6, 0.85),
    ],
)
def test_the_playbook_has_a_default_and_a_range_for_each_goal(weight, micro, low, high):
    found = default_split(weight, B)
    assert (found.micro, found.low, found.high) == (micro, low, high)
    assert found.provenance.kind == "assumed"


def test_the_slider_moves_the_default_between_the_goals():
    assert default_split(0.675, B).micro == pytest.approx(0.4)
    shares = [default_split(step / 20, B).micro for step in range(21)]
    assert shares == sorted(shares, reverse=True)


def test_the_playbook_splits_the_budget_to_the_rupiah():
    found = playbook_mix(0.85, 500_000_001, make_brief(), B)
    assert sum(tier.cost for tier in found.tiers.values()) == 500_000_001
    assert found.tiers["micro"].cost == 150_000_000
    assert found.tiers["micro"].people == 150_000_000 // found.tiers["micro"].typical_cost
    assert not found.macro_too_dear


def test_a_macro_share_below_one_macro_fee_goes_to_micro():
    found = playbook_mix(0.85, 10_000_000, make_brief(), B, cheapest_macro=8_000_000)
    assert found.macro_too_dear
    assert (found.micro, found.tiers["micro"].cost, found.tiers["macro"].cost) == (1.0, 10_000_000, 0)
    assert not playbook_mix(0.85, 10_000_000, make_brief(), B, cheapest_macro=7_000_000).macro_too_dear


def test_without_candidates_the_fee_benchmark_says_what_a_macro_costs():
    found = playbook_mix(0.85, 5_000_000, make_brief(platforms=("instagram",)), B)
    assert found.macro_too_dear
    assert found.smallest_macro == pytest.approx(
        500_000 + 2e6 * (100_001 / 31_600) ** 0.88 * 1.6487, rel=1e-3
    )


def test_without_an_exchange_rate_the_playbook_splits_the_money_alone():
    found = playbook_mix(0.85, 10_000, make_brief(rupiah_per_unit=None), B)
    assert (found.tiers["micro"].cost, found.tiers["micro"].people, found.macro_too_dear) == (3_000, 0, False)


def problem(**rules):
    """Two offers of each tier at the same price; engagements decide."""
    values = {"m1": ("micro", 100), "m2": ("micro", 99.5), "M1": ("macro", 100.2), "M2": ("macro", 90)}
    offers = [
        Offer(name, name, tier, "instagram", "x", 10, {}, value) for name, (tier, value) in values.items()
    ]
    return Problem(20, 0.0, SEGMENTS, tuple(offers), Rules(**rules))


def point(problem, *chosen):
    return FrontierPoint(0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 20, chosen)


def solved(bound=1.0, chosen=("M1", "m1"), value=200.2):
    return Solution("ok", chosen, 20, 0.0, value, BestAlone(0.0, 200.2), value / 200.2, bound)


@pytest.mark.parametrize(
    ("default", "expected"),
    [(0.8, ("m1", "m2")), (0.6, ("M1", "m1")), (0.3, ("M1", "m1")), (0.9, ("m1", "m2"))],
)
def test_of_equally_good_mixes_the_one_nearest_the_playbook_is_recommended(default, expected):
    case = problem()
    tie = break_tie(case, solved(), [point(case, "m1", "m2"), point(case, "M1", "M2")], default)
    assert tie.chosen == expected
    assert tie.equally_good == (0.5, 1.0)


def test_what_is_given_up_is_stated_and_adds_to_the_gap():
    case = problem()
    tie = break_tie(case, solved(bound=1.002), [point(case, "m1", "m2")], 0.9)
    assert tie.moved
    assert tie.given_up == pytest.approx(1 - 199.5 / 200.2)
    assert tie.gap == pytest.approx(1 - 1 / 1.002)
    assert tie.shortfall == pytest.approx(tie.gap + tie.given_up)
    assert 1 - tie.objective / 1.002 <= tie.shortfall


def test_a_mix_beyond_the_tolerance_is_not_recommended():
    case = problem()
    assert break_tie(case, solved(), [point(case, "M1", "M2")], 0.0).chosen == ("M1", "m1")


def test_the_proofs_own_gap_widens_the_tolerance():
    case = problem()
    assert break_tie(case, solved(bound=1.05), [point(case, "M1", "M2")], 0.0).chosen == ("M1", "M2")


def test_a_point_that_breaks_a_rule_is_no_alternative():
    case = problem(tier_share={"micro": (0.0, 0.6)})
    assert break_tie(case, solved(), [point(case, "m1", "m2")], 1.0).chosen == ("M1", "m1")


def test_a_better_point_becomes_the_best():
    case = problem()
    tie = break_tie(case, solved(chosen=("m1", "m2"), value=199.5), [point(case, "M1", "m1")], 1.0)
    assert tie.chosen == ("m1", "m2")
    assert tie.given_up > 0
    assert tie.gap == pytest.approx(0.0)


def test_whoever_still_fits_is_added_to_the_mix_that_is_taken():
    case = problem()
    tie = break_tie(case, solved(bound=1.002), [point(case, "m1")], 0.9)
    assert tie.chosen == ("M1", "m1")  # half the money alone is no equal of the best
    roomy = replace(case, budget=30)
    best = BestAlone(0.0, 299.7)
    first = Solution("ok", ("M1", "m1", "m2"), 30, 0.0, 299.7, best, 1.0, 1.0)
    assert filled(roomy, ("m2",), best) == ("m2", "M1", "m1")
    assert break_tie(roomy, first, [point(roomy, "m1", "m2")], 1.0).chosen == ("M1", "m1", "m2")


@given(st.data())
def test_filling_keeps_the_rules_and_never_loses(data):
    case, chosen = data.draw(shortlists())
    best = BestAlone(1.0, 400.0)
    before, after = evaluate(case, chosen, best), evaluate(case, filled(case, chosen, best), best)
    assert after.violated == ()
    assert after.objective >= before.objective
    room = case.budget - after.cost
    inside = set(filled(case, chosen, best))
    rest = [o for o in case.offers if o.id not in inside and o.cost <= room and o.engagements > 1]
    assert all(violated(case, [*pick(case, inside), offer]) for offer in rest)


@st.composite
def shortlists(draw):
    """A problem of six offers under a cap of micro spend, and a shortlist that keeps its rules."""
    sizes = st.tuples(st.sampled_from(["micro", "macro"]), st.integers(1, 20), st.integers(2, 60))
    offers = tuple(
        Offer(str(i), str(i % 5), tier, "instagram", "x", cost, {}, float(value))
        for i, (tier, cost, value) in enumerate(draw(st.lists(sizes, min_size=6, max_size=6)))
    )
    case = Problem(draw(st.integers(1, 60)), 0.0, SEGMENTS, offers, Rules(tier_share={"micro": (0, 0.7)}))
    chosen: list[str] = []
    for offer in offers:
        if draw(st.booleans()) and not violated(case, pick(case, [*chosen, offer.id])):
            chosen.append(offer.id)
    return case, chosen

"""The whole core on small pools: the answer follows the candidates, and says what it rests on."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from campaigns.strategy.check import check
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.forecasting.audience import UnknownPopulation
from campaigns.strategy.objective import evaluate
from campaigns.strategy.recommend import TimeLimits, recommend
from campaigns.strategy.records import Rules
from campaigns.strategy.robustness.assess import Depth
from tests.strategy.facts_factory import make_brief, make_profile, price, seen, shares

QUICK = TimeLimits(solve=0.3, frontier=0.1, other_goal=0.1)
SURENESS_STEPS = ["sureness", "rule prices", "budgets", "flips"]
SHALLOW = Depth(resolves=2, scan=0, nodes=2)
BUDGET = 100_000_000
HANDLING = 500_000


def tier_pool(tier, *, followers, count, cost, yields, spread=0.4):
    """Measured profiles of one tier. `yields`: reach and engagements of a post per million rupiah, all-in;
    results and prices lie evenly within `spread` around that, in an order of their own each.
    """

    def around(value, stride, index):
        return value * (1 - spread / 2 + spread * (index * stride % count) / count)

    reach, engagements = ((cost + HANDLING) / 1e6 * per_million for per_million in yields)
    return [
        make_profile(
            id=f"{tier}{index}",
            followers=followers + index,
            reach=seen(around(reach, 7, index), 300),
            engagements=seen(around(engagements, 11, index), 300),
            audience_countries=shares(ID=0.9),
            prices={"instagram_post": price(round(around(cost, 13, index)))},
        )
        for index in range(count)
    ]


def pool(*, micro, macro, **spread):
    return [
        *tier_pool("micro", followers=30_000, count=60, cost=2_000_000, yields=micro, **spread),
        *tier_pool("macro", followers=600_000, count=20, cost=12_000_000, yields=macro, **spread),
    ]


# Macro buys reach for less and micro engagements for less, as the founding text says; and the other way
# round.
AS_FOUNDED = pool(micro=(3_000, 600), macro=(9_000, 200))
CONTRARY = pool(micro=(9_000, 150), macro=(3_000, 900))
POOLS = {"as founded": AS_FOUNDED, "contrary": CONTRARY}


@cache
def answer(pool, goal="awareness"):
    """The plain question about a pool, computed once for all tests that only read the answer."""
    return ask(POOLS[pool], goal)


def ask(facts, goal="awareness", *, rules=None, brief=None, budget=BUDGET, **options):
    return recommend(
        facts,
        brief or make_brief(size=20_000_000),
        rules or Rules(influencers=(1, None), max_share_per_influencer=0.25),
        budget,
        goal=goal,
        time_limits=QUICK,
        depth=SHALLOW,
        seed=7,
        **options,
    )


@pytest.mark.parametrize(
    ("pool", "goal", "leaning"),
    [
        ("as founded", "awareness", "macro-heavy"),
        ("as founded", "engagement", "micro-heavy"),
        ("contrary", "awareness", "micro-heavy"),
        ("contrary", "engagement", "macro-heavy"),
    ],
)
def test_the_leaning_follows_the_candidates(pool, goal, leaning):
    assert answer(pool, goal).leaning == leaning


def test_candidates_that_contradict_the_playbook_are_shown_with_their_numbers():
    found = answer("contrary")
    claims = {claim.code: claim for claim in found.why}
    assert claims["micro_engage_more"].verdict == "does_not_hold"
    assert claims["macro_reach_is_cheaper"].verdict == "does_not_hold"
    assert claims["macro_reach_is_cheaper"].values["micro"] < claims["macro_reach_is_cheaper"].values["macro"]
    assert found.playbook.micro < 0.5 < found.mix["micro"].share


@pytest.mark.parametrize("pool", POOLS)
@pytest.mark.parametrize("goal", ["awareness", "balanced", "engagement"])
def test_the_parts_add_up(pool, goal):
    found = answer(pool, goal)
    assert sum(part.cost for part in found.mix.values()) == found.totals.cost <= BUDGET
    assert sum(part.share for part in found.mix.values()) == pytest.approx(1.0)
    assert sum(part.people for part in found.mix.values()) == found.totals.people == len(found.chosen)
    assert sum(part.engagements for part in found.mix.values()) == pytest.approx(found.totals.engagements)
    assert found.totals.reach <= found.totals.independent <= found.totals.plain_sum
    assert sum(chosen.forecast.cost.total for chosen in found.chosen) == found.totals.cost
    assert found.totals.cpe == pytest.approx(found.totals.cost / found.totals.engagements)


@pytest.mark.parametrize("facts", [AS_FOUNDED, CONTRARY])
@pytest.mark.parametrize("goal", ["awareness", "engagement"])
def test_the_recommended_shortlist_keeps_the_rules_and_its_promise(facts, goal):
    rules = Rules(
        influencers=(5, 30),
        max_share_per_influencer=0.25,
        tier_share={"micro": (0.3, 0.9)},
        include=("micro3",),
        exclude=("macro1", "a stranger"),
    )
    found = ask(facts, goal, rules=rules)
    judged = evaluate(found.problem, found.tie_break.chosen, found.solution.best_alone)
    assert judged.violated == ()
    assert judged.objective >= found.solution.bound * (1 - found.tie_break.shortfall) - 1e-9
    assert found.tie_break.given_up <= found.tie_break.gap + 0.01 + 1e-9
    assert [chosen.forecast.id for chosen in found.chosen if chosen.is_must] == ["micro3"]


def test_an_independent_checker_accepts_the_proof():
    found = answer("as founded", "balanced")
    assert check(found.problem, solution_to_dict(found.solution)) is None


@pytest.mark.parametrize(("goal", "default"), [("awareness", 0.3), ("balanced", 0.5), ("engagement", 0.7)])
def test_equally_good_mixes_go_to_the_playbook_and_say_what_that_gave_up(goal, default):
    """Both tiers yield the same for the money, so every mix is about as good as any other."""
    found = ask(pool(micro=(5_000, 400), macro=(5_000, 400), spread=0.0), goal)
    low, high = found.tie_break.equally_good
    assert high - low > 0.3
    assert abs(found.mix["micro"].share - default) <= 0.1
    assert found.tie_break.given_up <= found.tie_break.gap + 0.01


def test_every_chosen_offer_has_reasons_both_ways_and_an_alternative():
    found = answer("as founded", "balanced")
    for chosen in found.chosen:
        kinds = {reason.kind for reason in chosen.reasons}
        assert {"against", "instead"} <= kinds
    assert len(found.not_chosen) == 10
    ids = {chosen.forecast.id for chosen in found.chosen}
    assert not ids & {each.forecast.id for each in found.not_chosen}


def test_added_reach_is_what_is_lost_without_the_offer():
    found = answer("as founded")
    ids = [chosen.forecast.id for chosen in found.chosen]
    for chosen in found.chosen:
        rest = [name for name in ids if name != chosen.forecast.id]
        without = evaluate(found.problem, rest, found.solution.best_alone).reach
        assert chosen.added_reach == pytest.approx(found.totals.reach - without, rel=1e-6)


def test_the_frontier_spans_the_mixes_and_the_other_goal_is_solved():
    found = answer("as founded")
    assert found.frontier[0].micro_share == 0.0
    assert found.frontier[-1].micro_share == 1.0
    assert found.other_goal.micro_share > found.mix["micro"].share
    assert found.other_goal.reach_difference < 0 < found.other_goal.relevant_difference


def test_the_slider_overrides_the_goals_weight():
    assert ask(AS_FOUNDED, awareness_weight=0.0).leaning == "micro-heavy"
    assert ask(AS_FOUNDED, awareness_weight=1.0).leaning == "macro-heavy"


def test_what_was_measured_and_what_was_not_is_counted():
    guessed = [replace(profile, engagements=None, prices={}) for profile in AS_FOUNDED]
    measured, estimated = answer("as founded"), ask(guessed)
    assert set(measured.evidence["engagements"]) == {"measured"}
    assert set(estimated.evidence["engagements"]) == {"estimated"}
    assert set(estimated.evidence["fee"]) == {"estimated"}
    assert Counter(measured.evidence["age"]).total() == len(measured.chosen)


def test_without_candidates_the_playbook_answers_and_says_so():
    found = ask([make_profile(followers=500)], "engagement")
    assert (found.status, found.playbook_reason, found.leaning) == (
        "playbook",
        "no_candidates",
        "micro-heavy",
    )
    assert found.left_out == {"size": 1}
    assert found.playbook.tiers["micro"].cost == 70_000_000
    assert ask([], "awareness").leaning == "macro-heavy"


def test_a_small_budget_without_candidates_goes_to_micro():
    found = ask([], "awareness", budget=5_000_000)
    assert found.playbook.macro_too_dear
    assert found.leaning == "micro-heavy"


def test_a_pool_that_nobody_can_afford_falls_back_to_the_playbook():
    found = ask(AS_FOUNDED, budget=1_000_000, rules=Rules())
    assert (found.status, found.playbook_reason) == ("playbook", "nothing_fits")


def test_rules_that_cannot_hold_together_are_named():
    found = ask(AS_FOUNDED, budget=3_000_000, rules=Rules(influencers=(10, None)))
    assert found.status == "infeasible"
    assert "influencers_min" in found.conflict
    assert found.chosen == ()


def test_a_must_have_that_cannot_be_priced_is_named():
    stranger = make_profile(id="s", followers=None)
    found = ask([*AS_FOUNDED, stranger], rules=Rules(include=("s", "gone")))
    assert (found.status, found.conflict) == ("infeasible", ("include:gone", "include:s"))


def test_an_audience_of_unknown_size_is_asked_for():
    with pytest.raises(UnknownPopulation):
        ask(AS_FOUNDED, brief=make_brief(countries=("MY",), size=None))


def test_a_profile_without_any_niche_can_be_chosen():
    found = ask([make_profile(prices={"instagram_post": price(1_000_000)})], rules=Rules())
    assert found.totals.people == 1


def test_progress_rises_through_named_steps():
    steps = []
    ask(AS_FOUNDED, progress=lambda percent, step: steps.append((percent, step)))
    assert [percent for percent, _ in steps] == sorted(percent for percent, _ in steps)
    answering = ["forecast", "shortlist", "frontier", "other goal", "reasons"]
    assert list(dict.fromkeys(step for _, step in steps)) == [*answering, *SURENESS_STEPS]


def test_the_same_question_gets_the_same_answer():
    first, second = answer("as founded", "balanced"), ask(AS_FOUNDED, "balanced")
    assert first.tie_break.chosen == second.tie_break.chosen
    assert first.robustness == second.robustness

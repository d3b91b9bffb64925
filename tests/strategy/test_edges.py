"""The recommendation at its honest edges: what it says where there is little, nothing or nonsense to say."""

import math
from dataclasses import replace

import pytest

from campaigns.strategy.facts import RivalBooking
from campaigns.strategy.recommend import TimeLimits, recommend
from campaigns.strategy.records import Rules
from campaigns.strategy.validation import ProblemError
from tests.strategy.facts_factory import DAY, make_brief, make_profile, price, rate, seen, share, shares
from tests.strategy.test_recommend import AS_FOUNDED, ask

ONE = make_profile(prices={"instagram_post": price(1_000_000)}, engagements=seen(500, 20))
BARE = [replace(profile, prices={}) for profile in AS_FOUNDED]


def brief(**fields):
    return make_brief(**{"size": 20_000_000} | fields)


def test_one_candidate_is_the_answer_with_nobody_to_compare():
    found = ask([ONE])
    assert (found.status, found.totals.people, found.leaning) == ("ok", 1, "micro-heavy")
    assert (found.tie_break.gap, found.not_chosen) == (0.0, ())
    assert {claim.verdict for claim in found.why} == {"no_data"}
    codes = {reason.code for reason in found.chosen[0].reasons}
    assert {"cost_per_engagement_without_peers", "no_alternative"} <= codes


def test_without_any_price_fees_are_estimated_and_say_so():
    found = ask(BARE)
    assert found.status == "ok"
    assert set(found.evidence["fee"]) == {"estimated"}
    assert all("price_estimated" in {r.code for r in each.reasons} for each in found.chosen)
    claims = {claim.code: claim.verdict for claim in found.why}
    assert claims["macro_reach_is_cheaper"] == claims["micro_engagement_is_cheaper"] == "no_data"


def test_known_prices_only_without_any_price_is_the_playbook():
    found = ask(BARE, brief=brief(known_prices_only=True))
    assert (found.status, found.playbook_reason) == ("playbook", "no_candidates")
    assert found.left_out == {"price": len(BARE)}


@pytest.mark.parametrize("goal", ["awareness", "engagement"])
def test_zero_engagements_everywhere_are_missing_values(goal):
    """As in the lists: the benchmark stands in, marked as such."""
    found = ask([replace(each, engagements=seen(0, 30)) for each in AS_FOUNDED], goal)
    assert found.status == "ok"
    assert set(found.evidence["engagements"]) == {"estimated"}
    assert {c.code: c.verdict for c in found.why}["micro_engage_more"] == "no_data"


def test_engagements_that_count_for_nothing_leave_reach_to_decide():
    elsewhere = [replace(each, niches={"comedy": 1.0}) for each in AS_FOUNDED]
    musts = Rules(influencers=(1, None), include=tuple(each.id for each in elsewhere[:3]))
    found = ask(elsewhere[:3], "engagement", brief=brief(niches=("beauty",)), rules=musts)
    assert (found.totals.relevant, found.solution.best_alone.engagements) == (0.0, 0.0)
    assert found.totals.reach > 0
    assert all("nothing_relevant" in {r.code for r in each.reasons} for each in found.chosen)


def test_who_reaches_nobody_and_engages_nobody_is_no_answer():
    empty = [replace(each, credibility=share(0.0)) for each in AS_FOUNDED]
    found = ask(empty)
    assert (found.status, found.playbook_reason, found.chosen) == ("playbook", "nothing_reached", ())


def test_a_segment_smaller_than_one_offer_is_saturated_and_says_so():
    found = ask(AS_FOUNDED, brief=make_brief(size=1_000))
    assert found.totals.reach < 1_000
    assert all(each.forecast.on_target["ID"] <= 300 + 1e-6 for each in found.chosen)
    assert all("reach_cut_to_audience" in {r.code for r in each.reasons} for each in found.chosen)


def test_a_budget_below_the_cheapest_offer():
    assert ask(AS_FOUNDED, budget=1_000, rules=Rules()).playbook_reason == "nothing_fits"
    found = ask(AS_FOUNDED, budget=1_000)
    assert (found.status, set(found.conflict)) == ("infeasible", {"influencers_min", "budget"})


@pytest.mark.parametrize("budget", [10**12, 10**15])
def test_a_budget_beyond_all_offers_takes_everybody_and_leaves_the_rest(budget):
    found = ask(AS_FOUNDED, budget=budget)
    assert found.totals.people == len(AS_FOUNDED)
    assert found.totals.cost < 10**9 < found.totals.budget == budget
    assert found.tie_break.gap == 0.0


def test_identical_offers_are_told_apart_by_their_names_alone():
    same = [replace(ONE, id=f"{i:02}", person=str(i), reach=seen(20_000, 10)) for i in range(40)]
    found = ask(same, budget=15_000_000)
    assert found.totals.people == 10
    assert len({each.added_reach for each in found.chosen}) == 1
    assert {each.kept_out for each in found.not_chosen} == {"outcompeted"}
    assert all(abs(each.loss) < 1e-9 for each in found.not_chosen)
    assert all(swap.values["loss"] == pytest.approx(0) for swap in _alternatives(found))


def _alternatives(found):
    return [r for each in found.chosen for r in each.reasons if r.code == "alternative"]


def test_without_time_the_best_plan_so_far_comes_with_its_own_gap():
    found = recommend(
        AS_FOUNDED,
        brief(),
        Rules(influencers=(1, None), max_share_per_influencer=0.25),
        100_000_000,
        time_limits=TimeLimits(0.0, 0.0, 0.0),
    )
    assert found.status == "ok"
    assert found.solution.gap > found.problem.target_gap
    top = found.tie_break.objective / (1 - found.tie_break.given_up)
    assert top == pytest.approx(found.solution.bound * (1 - found.tie_break.gap))


STAR = {"id": "star", "person": "star", "reach": seen(400_000, 300), "engagements": seen(40_000, 300)}
RIVAL = RivalBooking("A rival", DAY)


@pytest.mark.parametrize(
    ("fields", "asked", "code"),
    [
        ({"credibility": share(0.5)}, {"credibility_min": 0.6}, "credibility"),
        ({"credibility": share(0.9), "prices": {}}, {"known_prices_only": True}, "price"),
        ({"credibility": share(0.9), "booked_by_rival": RIVAL}, {}, "rival"),
        ({"credibility": share(0.5), "booked_by_rival": RIVAL}, {"credibility_min": 0.6}, None),
    ],
)
def test_who_fails_one_filter_of_the_brief_is_shown_with_it(fields, asked, code):
    trusted = [replace(each, credibility=share(0.9)) for each in AS_FOUNDED]
    found = ask([*trusted, replace(ONE, **STAR | fields)], brief=brief(**asked))
    kept_out = {each.forecast.facts.id: each for each in found.not_chosen}
    assert "star" not in {each.forecast.facts.id for each in found.chosen}
    assert (kept_out["star"].kept_out if code else kept_out.get("star")) == code
    assert code is None or kept_out["star"].loss < 0
    assert found.candidates == len(AS_FOUNDED)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"engagements": seen(math.nan, 3)}, "'a' engagements: nan"),
        ({"engagements": seen(500, -3)}, "'a' engagements posts: -3"),
        ({"reach": seen(math.inf, 3)}, "'a' reach: inf"),
        ({"views": seen(-1, 3)}, "'a' views: -1"),
        ({"engagement_rate": rate(math.nan)}, "'a' engagement_rate: nan"),
        ({"followers": -5}, "'a' followers: -5"),
        ({"credibility": share(1.2)}, "'a' credibility: 1.2"),
        ({"audience_countries": shares(ID=math.nan)}, "'a' audience country ID: nan"),
        ({"niches": {"beauty": -1.0}}, "'a' niche beauty: -1.0"),
        ({"prices": {"instagram_post": price(-5)}}, "'a' price of instagram_post: -5"),
    ],
)
def test_numbers_that_are_none_are_refused_with_profile_and_field(fields, says):
    with pytest.raises(ProblemError, match=f"profile {says} is not between"):
        ask([*AS_FOUNDED, replace(ONE, **fields)])


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"budget": 0}, "budget: 0"),
        ({"budget": -1}, "budget: -1"),
        ({"budget": 10**16}, "budget: 10000000000000000"),
        ({"awareness_weight": math.nan}, "awareness_weight: nan"),
        ({"awareness_weight": -0.1}, "awareness_weight: -0.1"),
        ({"brief": make_brief(size=0)}, "audience size: 0"),
        ({"brief": make_brief(rupiah_per_unit=math.nan)}, "rupiah_per_unit: nan"),
        ({"brief": make_brief(credibility_min=math.nan)}, "credibility_min: nan"),
    ],
)
def test_a_question_with_impossible_numbers_is_refused_with_its_field(question, says):
    for facts in ([], AS_FOUNDED):
        with pytest.raises(ProblemError, match=f"{says} is not between"):
            ask(facts, **question)

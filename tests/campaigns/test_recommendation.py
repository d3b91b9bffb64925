"""The recommendation page: from the question to the shortlist, its proof, its changes and its refusals."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Pin, Recommendation, RecommendationState, Role
from campaigns.planning import work
from influencers.models import Benchmark, Profile
from tests import factories
from tests.campaigns import pools

pytestmark = pytest.mark.django_db


@pytest.fixture
def niche():
    return factories.niche(slug="skincare")


def brief(brand, niche, **fields):
    defaults = {"budget": 100_000_000, "audience_size": 3_000_000, "share_cap": 0.5}
    return factories.campaign(brand=brand, niches=[niche], **(defaults | fields))


def address(name, campaign, *args):
    return reverse(f"campaigns:{name}", args=[campaign.pk, *args])


def computed(client, campaign, **data):
    """The page after asking for the recommendation."""
    response = client.post(address("compute", campaign), data, follow=True)
    assert response.status_code == 200
    return response


def main_of(page):
    return page.text.split("<main")[1].split("</main>")[0]


def answer_of(campaign):
    return campaign.recommendations.newest().answer


def test_without_a_recommendation_the_page_invites_to_ask_for_one(client, planner, brand, niche):
    page = client.get(address("recommendation", brief(brand, niche)))
    assert "No recommendation yet" in page.text
    assert "Compute the recommendation" in page.text


WEIGHTS = {"awareness": 0.85, "engagement": 0.15}


@pytest.mark.parametrize(
    ("pool", "goal", "leaning", "contradicts"),
    [
        (pools.as_the_playbook_says, "awareness", "Macro-heavy", False),
        (pools.as_the_playbook_says, "engagement", "Micro-heavy", False),
        (pools.against_the_playbook, "awareness", "Micro-heavy", True),
        (pools.against_the_playbook, "engagement", "Macro-heavy", True),
    ],
)
def test_the_data_decide_the_leaning(client, planner, brand, niche, pool, goal, leaning, contradicts):
    pool(niche)
    campaign = brief(brand, niche, goal=goal, awareness_weight=WEIGHTS[goal])
    page = computed(client, campaign)
    assert f"{leaning}:" in page.text
    assert ("These candidates contradict the playbook" in page.text) is contradicts


def test_the_page_says_the_answer_the_proof_and_what_it_does_not_prove(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    page, answer = computed(client, campaign), answer_of(campaign)
    assert "better under these rules" in page.text
    assert "that the forecast is right" in page.text
    assert "recomputed it and agrees" in page.text
    assert answer["proof"]["fault"] is None
    assert answer["totals"]["cost"] <= campaign.budget
    assert answer["totals"]["reach"] < answer["totals"]["plain_sum"]
    for line in answer["lines"]:
        assert any(reason["kind"] == "against" for reason in line["reasons"])


def test_locking_and_excluding_change_the_shortlist(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    chosen = {line["profile"] for line in answer_of(campaign)["lines"]}
    left = Profile.objects.exclude(pk__in=chosen).first()
    dropped = min(chosen)
    client.post(address("pin", campaign), {"profile": left.pk, "change": "include"})
    client.post(address("pin", campaign), {"profile": dropped, "change": "exclude"})
    now = {line["profile"] for line in answer_of(campaign)["lines"]}
    assert left.pk in now
    assert dropped not in now
    client.post(address("pin", campaign), {"profile": dropped, "change": "none"})
    assert list(Pin.objects.values_list("profile", "kind")) == [(left.pk, "include")]


def test_the_slider_moves_the_weight_and_computes_again(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    page = computed(client, campaign, engagement_weight="90")
    campaign.refresh_from_db()
    assert campaign.awareness_weight == pytest.approx(0.1)
    assert "weight of engagement 90\u00a0%" in page.text
    assert "Micro-heavy:" in page.text


@pytest.mark.parametrize("weight", ["-1", "101", "much", "9" * 400])
def test_a_weight_that_is_none_changes_nothing(client, planner, brand, niche, weight):
    campaign = brief(brand, niche)
    page = computed(client, campaign, engagement_weight=weight)
    assert "whole number from 0 to 100" in page.text
    assert not Recommendation.objects.exists()
    assert Campaign.objects.get().awareness_weight == campaign.awareness_weight


@pytest.mark.parametrize("profile", ["0", "x", "", "99999999999999999999999"])
def test_an_unknown_influencer_cannot_be_locked(client, planner, brand, niche, profile):
    campaign = brief(brand, niche)
    page = client.post(address("pin", campaign), {"profile": profile, "change": "include"}, follow=True)
    assert "no longer in the catalogue" in page.text
    assert not Pin.objects.exists()


def test_without_candidates_the_playbook_answers_and_says_so(client, planner, brand, niche):
    page = computed(client, brief(brand, niche))
    assert "The playbook&#x27;s split" in page.text or "The playbook's split" in page.text
    assert "There are no candidates to choose from" in page.text


def test_rules_that_cannot_hold_together_are_named(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    page = computed(client, brief(brand, niche, people_min=22))
    assert "No shortlist can keep all these rules" in page.text
    assert "the least number of influencers" in page.text
    assert "the budget" in page.text


def test_two_profiles_of_one_person_cannot_both_be_must_haves(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign, person = brief(brand, niche), factories.influencer(name="Rahma")
    for platform in ("instagram", "tiktok"):
        row = factories.profile(influencer=person, platform=platform, followers=20_000, price=1_000_000)
        Pin.objects.create(campaign=campaign, profile=row, kind="include")
    page = computed(client, campaign)
    for rule in ("must have Rahma (Instagram)", "must have Rahma (TikTok)", "one offer per person"):
        assert f"<li>{rule}</li>" in page.text


def test_an_audience_that_nobody_counted_is_asked_for(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    page = computed(client, brief(brand, niche, countries=["MY"], audience_size=None))
    assert "How many people are in your audience?" in page.text


def test_a_benchmark_that_an_administrator_deleted_is_named(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    Benchmark.objects.filter(metric="authentic_share").delete()
    page = computed(client, brief(brand, niche))
    assert "A benchmark is missing." in page.text
    assert "authentic_share" in page.text


def test_a_changed_brief_makes_the_answer_outdated(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    assert "has changed since" not in client.get(address("recommendation", campaign)).text
    Campaign.objects.update(budget=90_000_000)
    assert "has changed since" in client.get(address("recommendation", campaign)).text


def test_a_double_click_asks_once_and_shows_progress(client, planner, brand, niche, monkeypatch):
    monkeypatch.setattr(work.background, "submit", lambda job, pk: None)
    campaign = brief(brand, niche)
    computed(client, campaign)
    page = computed(client, campaign)
    assert Recommendation.objects.get().state == RecommendationState.QUEUED
    assert "Working on the recommendation" in page.text
    assert "hx-trigger" in page.text
    assert "Waiting for its turn" in client.get(address("progress", campaign)).text


def test_work_that_a_dead_process_left_is_taken_up_again(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    left = Recommendation.objects.create(
        campaign=campaign,
        state=RecommendationState.RUNNING,
        touched_at=timezone.now() - timedelta(minutes=5),
    )
    client.get(address("progress", campaign))
    left.refresh_from_db()
    assert left.state == RecommendationState.DONE
    assert client.get(address("progress", campaign)).headers["HX-Refresh"] == "true"


def test_what_ends_while_the_page_is_made_is_what_it_shows(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    long_ago = timezone.now() - timedelta(minutes=5)
    campaign.recommendations.create(state=RecommendationState.RUNNING, touched_at=long_ago)
    page = client.get(address("recommendation", campaign))
    assert "Macro-heavy:" in page.text
    assert "No recommendation yet" not in page.text


def test_work_that_is_alive_is_left_alone(client, planner, brand, niche):
    campaign = brief(brand, niche)
    Recommendation.objects.create(campaign=campaign, state=RecommendationState.RUNNING)
    client.get(address("progress", campaign))
    assert Recommendation.objects.get().state == RecommendationState.RUNNING


@pytest.mark.parametrize("late", [RecommendationState.DONE, RecommendationState.FAILED])
def test_who_was_given_up_for_dead_changes_no_answer(brand, niche, late):
    answered = brief(brand, niche).recommendations.create(state=RecommendationState.DONE, answer={"a": 1})
    work._finish(answered.pk, state=late, answer={"a": 2})
    work._Progress(answered.pk)(50, "frontier")
    answered.refresh_from_db()
    assert (answered.state, answered.answer) == (RecommendationState.DONE, {"a": 1})
    assert answered.progress == 0


def test_only_who_is_locked_in_looks_so(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    page = computed(client, campaign)
    first, second = answer_of(campaign)["lines"][:2]
    Pin.objects.create(campaign=campaign, profile_id=first["profile"], kind="include")
    Pin.objects.create(campaign=campaign, profile_id=second["profile"], kind="exclude")
    page = client.get(address("recommendation", campaign))
    locked = [line["profile"] for line in page.context["page"]["groups"][0]["lines"] if line["pinned"]]
    locked += [line["profile"] for line in page.context["page"]["groups"][1]["lines"] if line["pinned"]]
    assert locked == [first["profile"]]


def test_the_playbook_beside_the_mix_is_the_one_that_it_was_held_against(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    # A macro costs 40 million: the playbook's 70 % of 50 million buys none.
    campaign = brief(brand, niche, budget=50_000_000, share_cap=None)
    page = computed(client, campaign)
    assert answer_of(campaign)["playbook"]["macro_too_dear"]
    assert [tier["playbook"] for tier in page.context["page"]["tiers"]] == [1.0, 0.0]
    assert "would not buy even the cheapest macro influencer" in page.text


def test_rules_that_cannot_hold_are_named_with_what_was_asked(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche, budget=20_000_000, people_min=20)
    page = computed(client, campaign)
    assert "the least number of influencers: 20" in page.text
    assert "the budget: Rp\xa020\xa0mn" in page.text


def test_without_candidates_the_next_step_is_the_brief_that_left_them_out(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche, credibility_min=0.99)
    page = computed(client, campaign)
    assert "0 candidates out of 24 profiles" in page.text
    assert main_of(page).count("btn-primary") == 1
    assert f'href="{address("edit", campaign)}"' in page.text


def test_the_longlist_is_what_the_brief_chooses_from(client, planner, brand, niche):
    campaign = brief(brand, niche, platforms=["tiktok"])
    page = client.get(address("recommendation", campaign))
    assert "/influencers/?niche=skincare&amp;platform=tiktok" in page.text


def test_the_steps_lead_to_the_newest_plan(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    steps = client.get(address("recommendation", campaign)).text
    assert address("plan", campaign, 1) not in steps
    newest = campaign.recommendations.newest()
    client.post(address("plan-save", campaign), {"recommendation": newest.pk, "note": ""})
    assert f'href="{address("plan", campaign, 1)}"' in client.get(address("recommendation", campaign)).text


def test_a_failure_is_told_and_can_be_tried_again(client, planner, brand, niche):
    campaign = brief(brand, niche)
    Recommendation.objects.create(campaign=campaign, state=RecommendationState.FAILED)
    page = client.get(address("recommendation", campaign))
    assert "The computation failed" in page.text
    assert "Compute the recommendation" in page.text


def test_the_page_takes_a_constant_number_of_queries(
    client, planner, brand, niche, django_assert_max_num_queries
):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    with django_assert_max_num_queries(16):
        client.get(address("recommendation", campaign))


def test_a_viewer_reads_and_finds_nothing_to_change(client, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    work.ask(campaign=campaign)
    client.force_login(factories.member(brand=brand, role=Role.VIEWER))
    page = client.get(address("recommendation", campaign))
    assert "better under these rules" in page.text
    assert "Compute again" not in page.text
    assert "aria-pressed" not in page.text.split("<main")[1]


def lines_of(page):
    return {line["profile"]: line for group in page.context["page"]["groups"] for line in group["lines"]}


def test_a_change_leads_back_to_its_place_and_says_who_came_and_went(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    assert computed(client, campaign).context["changes"] is None
    dropped = answer_of(campaign)["lines"][-1]
    sent = client.post(address("pin", campaign), {"profile": dropped["profile"], "change": "exclude"})
    assert sent.url == f"{address('recommendation', campaign)}#line-{dropped['profile']}"
    page = client.get(sent.url)
    assert [line["profile"] for line in page.context["changes"].left] == [dropped["profile"]]
    assert page.text.count(f'id="line-{dropped["profile"]}"') == 1
    assert f"Allow {dropped['name']} again" in page.text
    sent = client.post(address("pin", campaign), {"profile": dropped["profile"], "change": "none"})
    assert sent.url.endswith("#h-list")


def test_while_it_is_computed_again_the_answer_stays_and_says_what_is_to_come(
    client, planner, brand, niche, monkeypatch
):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    kept, dropped = answer_of(campaign)["lines"][:2]
    monkeypatch.setattr(work.background, "submit", lambda job, pk: None)
    client.post(address("pin", campaign), {"profile": kept["profile"], "change": "include"})
    client.post(address("pin", campaign), {"profile": dropped["profile"], "change": "exclude"})
    page = client.get(address("recommendation", campaign))
    assert "Computing again with your change" in page.text
    assert "has changed since" not in page.text
    lines = lines_of(page)
    assert lines[kept["profile"]]["pending"] == "lock"
    assert lines[dropped["profile"]]["pending"] == "exclude"
    assert page.text.count("disabled") >= 2 * len(lines)


def test_a_locked_influencer_that_was_freed_is_to_be_unlocked(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    left = Profile.objects.first()
    Pin.objects.create(campaign=campaign, profile=left, kind="include")
    assert not lines_of(computed(client, campaign))[left.pk]["pending"]
    Pin.objects.all().delete()
    assert lines_of(client.get(address("recommendation", campaign)))[left.pk]["pending"] == "unlock"


@pytest.mark.parametrize(
    ("order", "figure"),
    [
        ("people", lambda line: -line["adds"]),
        ("engagements", lambda line: -line["engagements"]["mean"]),
        ("per-engagement", lambda line: line["per_engagement"]),
        ("nonsense", lambda line: -line["cost"]["amount"]),
    ],
)
def test_the_shortlist_can_be_read_in_another_order(client, planner, brand, niche, order, figure):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    page = client.get(address("recommendation", campaign), {"order": order})
    for group in page.context["page"]["groups"]:
        figures = [figure(line) for line in group["lines"]]
        assert figures == sorted(figures)


def test_a_change_keeps_the_order_in_which_the_shortlist_was_read(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    campaign = brief(brand, niche)
    computed(client, campaign)
    page = client.get(address("recommendation", campaign), {"order": "people"})
    assert page.text.count(f'action="{address("compute", campaign)}?order=people"') == 1
    line = page.context["page"]["groups"][0]["lines"][0]
    change = f"{address('pin', campaign)}?order=people"
    assert f'action="{change}"' in page.text
    sent = client.post(change, {"profile": line["profile"], "change": "include"})
    assert sent.url == f"{address('recommendation', campaign)}?order=people#line-{line['profile']}"


def test_the_invitation_says_from_how_many_it_would_choose(client, planner, brand, niche):
    pools.as_the_playbook_says(niche)
    page = client.get(address("recommendation", brief(brand, niche)))
    assert page.context["pool"] == 24
    assert main_of(page).count("btn-primary") == 1

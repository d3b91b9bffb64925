"""The first page: what waits for whom."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.models import Recommendation as Row
from campaigns.models import RecommendationState, Role
from campaigns.planning.work import fingerprint
from campaigns.standing import Step, standings
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/").content.decode()


def answer(*costs):
    """As much of an answer as a standing shows, of (tier, cost)."""
    spend = sum(cost for tier, cost in costs)
    micro = sum(cost for tier, cost in costs if tier == "micro")
    return {
        "mix": {"micro": {"share": micro / spend}, "macro": {"share": 1 - micro / spend}},
        "playbook": {"micro": 0.3},
        "totals": {"cost": spend, "people": len(costs), "reach": 1_000},
        "pictures": {
            "wide": [{"x": 1, "y": 1, "r": 1, "tier": tier, "cost": cost, "ids": []} for tier, cost in costs]
        },
    }


def plan(*, campaign, version=1, lines=()):
    return campaign.plans.create(version=version, answer=answer(*lines) if lines else {})


def standing_of(campaign):
    return standings(type(campaign).objects.with_standing().filter(pk=campaign.pk))[0]


def test_three_steps_begin_the_work(client, planner):
    html = page(client)
    assert "Bring your list" in html
    assert 'href="/imports/"' in html
    assert 'href="/campaigns/new/"' in html


def test_who_belongs_to_no_brand_is_told_so(client):
    client.force_login(make.user())
    assert "You belong to no brand yet" in page(client)
    client.force_login(make.user(is_staff=True))
    assert 'href="/admin/"' in page(client)


def test_a_viewer_without_campaigns_is_offered_no_step_that_is_closed_to_them(client, brand):
    client.force_login(make.member(brand=brand, role=Role.VIEWER))
    html = page(client)
    assert "No campaign yet" in html
    assert 'href="/campaigns/new/"' not in html


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (None, Step.ASK),
        (RecommendationState.QUEUED, Step.COMPUTING),
        (RecommendationState.RUNNING, Step.COMPUTING),
        (RecommendationState.DONE, Step.SAVE),
        (RecommendationState.FAILED, Step.FAILED),
    ],
)
def test_a_campaign_stands_where_its_newest_recommendation_stands(brand, state, step):
    campaign = make.campaign(brand=brand)
    if state:
        Row.objects.create(campaign=campaign, state=RecommendationState.DONE, fingerprint="")
        Row.objects.create(campaign=campaign, state=state, fingerprint="")
    assert standing_of(campaign).step == step


def test_a_plan_ends_the_waiting_until_the_brief_changes(brand):
    campaign = make.campaign(brand=brand)
    asked = fingerprint(campaign)
    Row.objects.create(campaign=campaign, state=RecommendationState.DONE, fingerprint=asked)
    plan(campaign=campaign)
    assert standing_of(campaign).step == Step.PLANNED
    campaign.name = "Another name"
    campaign.save()
    assert standing_of(campaign).step == Step.PLANNED
    campaign.budget += 1
    campaign.save()
    assert standing_of(campaign).step == Step.OUTDATED


def test_the_newest_plan_gives_spend_people_and_mix(brand):
    campaign = make.campaign(brand=brand)
    plan(campaign=campaign, version=1, lines=[("macro", 90)])
    plan(campaign=campaign, version=2, lines=[("micro", 20), ("micro", 10), ("macro", 70)])
    found = standing_of(campaign).outcome
    assert (found.is_plan, found.spend, found.people, found.micro) == (True, 100, 3, 0.3)


def test_without_a_plan_the_newest_recommendation_gives_them(brand):
    campaign = make.campaign(brand=brand)
    for costs in ([("macro", 90)], [("micro", 60), ("macro", 40)]):
        Row.objects.create(campaign=campaign, state=RecommendationState.DONE, answer=answer(*costs))
    Row.objects.create(campaign=campaign, state=RecommendationState.FAILED)
    found = standing_of(campaign).outcome
    assert (found.is_plan, found.spend, found.people, found.micro) == (False, 100, 2, 0.6)


def test_an_answer_without_a_shortlist_has_no_outcome(brand):
    campaign = make.campaign(brand=brand)
    Row.objects.create(campaign=campaign, state=RecommendationState.DONE, answer={"status": "playbook"})
    assert standing_of(campaign).outcome is None


def test_the_list_can_be_narrowed_to_a_brand_and_a_step(client, planner, brand):
    other = make.brand()
    other.members.add(planner, through_defaults={"role": Role.PLANNER})
    ours, theirs = make.campaign(brand=brand, name="Ours"), make.campaign(brand=other, name="Theirs")
    plan(campaign=theirs)

    def names(**query):
        return [row.campaign for row in client.get("/campaigns/", query).context["standings"]]

    assert names(brand=brand.pk) == [ours]
    assert names(step="planned") == [theirs]
    assert names(brand=brand.pk, step="planned") == []
    assert set(names(brand="0", step="nonsense")) == {ours, theirs}


def test_the_newest_plans_are_at_hand(client, planner, brand):
    campaign = make.campaign(brand=brand, name="Serum launch")
    for version in range(1, 8):
        plan(campaign=campaign, version=version)
    plan(campaign=make.campaign(name="Theirs"))
    plans = client.get("/").context["plans"]
    assert [each.version for each in plans] == [7, 6, 5, 4, 3]


def test_planners_are_asked_for_what_is_missing_and_viewers_are_not(client, planner, brand):
    make.campaign(brand=brand, name="Serum launch")
    assert "1 campaign needs you" in page(client)
    client.force_login(make.member(brand=brand, role=Role.VIEWER))
    html = page(client)
    assert "Where your campaigns stand" in html
    assert "Serum launch" in html


def test_campaigns_that_ended_wait_for_nobody(client, planner, brand):
    yesterday = timezone.localdate() - timedelta(days=1)
    make.campaign(brand=brand, starts_on=date(2026, 1, 1), ends_on=yesterday)
    assert "Nothing needs you now" in page(client)


def test_campaigns_of_other_brands_are_neither_shown_nor_counted(client, planner, brand):
    make.campaign(brand=brand, name="Ours")
    make.campaign(name="Theirs")
    for html in (page(client), client.get("/campaigns/").content.decode()):
        assert "Ours" in html
        assert "Theirs" not in html
    assert "1 campaign</a>" in page(client)


def test_the_page_takes_a_constant_number_of_queries(client, planner, brand, django_assert_max_num_queries):
    for _number in range(4):
        plan(campaign=make.campaign(brand=brand), lines=[("micro", 5)])
    with django_assert_max_num_queries(14):
        page(client)

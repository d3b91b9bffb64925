"""Bookings by rivals: a brand's own notes, and the rule that leaves out who was booked lately."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from campaigns.models import PinKind, Rival, RivalBooking, Role
from campaigns.planning.candidates import candidates
from campaigns.planning.work import fingerprint
from campaigns.reporting.brief import brief_in_words
from campaigns.rivals import record_booking
from tests import factories as make
from tests.campaigns import pools
from tests.campaigns.test_brief import NEW, errors_of, sent

pytestmark = pytest.mark.django_db

START = date(2026, 12, 1)
RECORD = "/rivals/bookings/"


def minded(campaign, profile):
    (facts,) = [facts for facts in candidates(campaign) if facts.id == str(profile.pk)]
    return facts.booked_by_rival


@pytest.mark.parametrize(
    ("booked_on", "weeks", "minds"),
    [
        (START - timedelta(weeks=8), 8, True),
        (START - timedelta(weeks=8, days=1), 8, False),
        (START + timedelta(days=10), 8, True),
        (START + timedelta(days=60), 8, False),
        (START - timedelta(days=1), None, False),
    ],
)
def test_the_briefs_weeks_say_which_booking_counts(brand, booked_on, weeks, minds):
    profile = make.profile(followers=50_000)
    make.rival_booking(brand=brand, influencer=profile.influencer, rival="Nimbus", booked_on=booked_on)
    campaign = make.campaign(brand=brand, starts_on=START, ends_on=date(2026, 12, 31), rival_weeks=weeks)
    found = minded(campaign, profile)
    assert bool(found) == minds
    if minds:
        assert (found.rival, found.booked_on) == ("Nimbus", booked_on)


def test_weeks_before_the_calendar_begins_are_no_fault(brand):
    profile = make.profile(followers=50_000)
    make.rival_booking(brand=brand, influencer=profile.influencer, booked_on=date(1, 1, 2))
    campaign = make.campaign(brand=brand, starts_on=date(1, 1, 3), ends_on=date(1, 2, 1), rival_weeks=104)
    assert minded(campaign, profile)


def test_a_rivals_booking_counts_for_every_profile_of_the_person_and_for_its_brand_alone(brand):
    person = make.influencer()
    both = [
        make.profile(influencer=person, followers=50_000, platform=name) for name in ("instagram", "tiktok")
    ]
    make.rival_booking(brand=brand, influencer=person, booked_on=START)
    assert all(minded(make.campaign(brand=brand, starts_on=START, rival_weeks=4), each) for each in both)
    assert not any(minded(make.campaign(starts_on=START, rival_weeks=4), each) for each in both)


def test_the_rule_costs_one_query(brand, django_assert_num_queries):
    for _ in range(4):
        make.rival_booking(brand=brand, influencer=make.profile(followers=5_000).influencer)
    campaign = make.campaign(brand=brand, rival_weeks=104)
    with django_assert_num_queries(12):
        assert all(facts.booked_by_rival for facts in candidates(campaign))


def test_who_was_booked_is_left_out_and_a_must_have_says_it(client, planner, brand):
    niche = make.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    left, must = (make.profile(followers=40_000, niches=[niche], price=100_000) for _ in range(2))
    for profile in (left, must):
        make.rival_booking(brand=brand, influencer=profile.influencer, rival="Nimbus", booked_on=START)
    campaign = make.campaign(
        brand=brand, niches=[niche], starts_on=START, audience_size=3_000_000, rival_weeks=6
    )
    campaign.pins.create(profile=must, kind=PinKind.INCLUDE)
    page = client.post(reverse("campaigns:compute", args=[campaign.pk]), follow=True).text
    answer = campaign.recommendations.newest().answer
    assert answer["left_out"]["rival"] == 1
    assert left.pk not in {line["profile"] for line in answer["lines"]}
    assert "Booked by your rival Nimbus, seen on" in page
    assert "booked by a rival lately" in page


def test_a_brief_asks_for_rights_and_keeps_away_from_rivals(client, planner, brand):
    client.post(NEW, sent(brand, usage_rights_days="30", exclusivity_days="", rival_weeks="6"))
    campaign = brand.campaigns.get()
    assert (campaign.usage_rights_days, campaign.exclusivity_days, campaign.rival_weeks) == (30, 0, 6)
    words = dict(brief_in_words(campaign))["Rules"]
    assert "Usage rights for 30 days" in words
    assert "Nobody whom a rival booked in the 6 weeks before the start or later" in words


@pytest.mark.parametrize(
    "wrong", [{"usage_rights_days": "-1"}, {"exclusivity_days": "9999"}, {"rival_weeks": "0"}]
)
def test_terms_beyond_reason_are_refused(client, planner, brand, wrong):
    assert set(wrong) == set(errors_of(client.post(NEW, sent(brand, **wrong))))


def test_terms_change_the_question(brand):
    campaign = make.campaign(brand=brand)
    found = {fingerprint(campaign)}
    for field in ("usage_rights_days", "exclusivity_days", "rival_weeks"):
        setattr(campaign, field, 30)
        found.add(fingerprint(campaign))
    campaign.starts_on += timedelta(days=1)
    assert len(found | {fingerprint(campaign)}) == 5


def booking(brand, influencer, /, **changes):
    return {
        "brand": brand.pk,
        "influencer": influencer.pk,
        "rival": "Nimbus",
        "booked_on": "2026-11-01",
        **changes,
    }


def test_a_planner_notes_a_booking_on_the_page_of_the_influencer(client, planner, brand):
    person = make.profile(followers=5_000).influencer
    page = client.post(RECORD, booking(brand, person, category="Sunscreen", source="Story"), follow=True)
    assert page.redirect_chain[0][0] == person.get_absolute_url()
    row = RivalBooking.objects.get()
    assert (str(row.rival), row.rival.category, row.booked_on) == ("Nimbus", "Sunscreen", date(2026, 11, 1))
    assert row.recorded_by == planner
    assert "Nimbus" in page.text
    page = client.post(f"{RECORD}{row.pk}/remove/", follow=True)
    assert not RivalBooking.objects.exists()
    assert "No booking by a rival is noted." in page.text


def test_the_page_of_a_note_says_whom_it_is_about(client, planner, brand):
    person = make.profile(followers=50_000).influencer
    client.force_login(planner)
    assert person.name in client.get(f"{RECORD}?influencer={person.pk}").content.decode()
    for nobody in ("0", "x", ""):
        assert "not in the catalogue" in client.get(f"{RECORD}?influencer={nobody}").content.decode()


def test_the_same_note_twice_is_one_and_names_do_not_mind_their_case(brand):
    planner, person = make.member(brand=brand), make.influencer()
    for name in ("Nimbus", "NIMBUS"):
        record_booking(brand=brand, influencer=person, rival=name, booked_on=START, user=planner)
    assert (Rival.objects.count(), RivalBooking.objects.count()) == (1, 1)


def test_what_is_missing_is_asked_for(client, planner, brand):
    person = make.influencer()
    for wrong in ({"rival": ""}, {"booked_on": "soon"}, {"brand": make.brand().pk}, {"influencer": 10**17}):
        assert set(wrong) == set(errors_of(client.post(RECORD, booking(brand, person, **wrong))))


def test_notes_stay_behind_the_wall_of_their_brand(client, brand):
    profile = make.profile(followers=5_000)
    make.rival_booking(brand=brand, influencer=profile.influencer, rival="Nimbus")
    for person, sees, removes in (
        (make.member(brand=brand, role=Role.VIEWER), True, False),
        (make.member(brand=make.brand()), False, False),
        (make.member(brand=brand), True, True),
    ):
        client.force_login(person)
        page = client.get(profile.influencer.get_absolute_url()).text
        assert ("Nimbus" in page, "/remove/" in page) == (sees, removes)

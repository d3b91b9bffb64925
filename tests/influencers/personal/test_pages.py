"""The page of personal data: what is held, as a file, and gone; contacts for planners alone."""

import csv
import json

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Membership, Role
from influencers.models import Influencer
from tests import factories as make
from tests.influencers.personal.conftest import FORMER, HANDLE, NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client, known):
    client.force_login(known.staff)
    return client


def test_the_page_says_what_goes_and_what_stays(chief, known):
    page = chief.get(reverse("influencers:personal", args=[known.person.pk]))
    assert dict(page.context["goes"])["Measurements"] == 1
    assert dict(page.context["goes"])["Saved lists"] == 1
    assert page.context["stays"] == [("Plan lines", 1)]
    assert page.context["documents"] == 4  # the recommendation, the plan and two reports
    assert f"Ask {HANDLE} first" in {mention.held for mention in page.context["texts"]}
    assert Influencer.objects.filter(name=NAME).exists()


def test_the_name_has_to_be_typed(chief, known):
    address = reverse("influencers:personal", args=[known.person.pk])
    assert chief.post(address, {"typed": "Rarasati"}).status_code == 200
    assert Influencer.objects.filter(name=NAME).exists()
    response = chief.post(address, {"typed": f" {NAME} "}, follow=True)
    assert response.redirect_chain == [("/influencers/", 302)]
    assert not Influencer.objects.filter(name=NAME).exists()
    assert chief.get(address).status_code == 404


def test_everything_is_handed_out_as_json_and_csv(chief, known):
    held = json.loads(chief.get(file_of(known, "json")).content)
    measurement = held["rows"]["influencers.Measurement (profile)"][0]
    assert (measurement["followers"], measurement["source"]["obtained_on"]) == (5_000, "2026-06-01")
    assert held["rows"]["influencers.Contact (influencer)"][0]["value"] == "rara@surat.example"
    assert held["rows"]["campaigns.PlanLine (profile)"][0]["cost"] == 1_500_000
    assert FORMER in {mention["held"] for mention in held["mentioned_in"] if isinstance(mention["held"], str)}
    answers = [each["held"] for each in held["mentioned_in"] if each["field"] == "answer"]
    assert [[part["name"] for part in parts if isinstance(part, dict)] for parts in answers] == [[NAME]] * 2
    text = chief.get(file_of(known, "csv")).content.decode("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    assert ["influencers.Influencer", "1", "name", NAME] in lines
    assert chief.get(file_of(known, "xml")).status_code == 404


def file_of(known, name):
    return reverse("influencers:personal-file", args=[known.person.pk, name])


def test_what_is_handed_out_tells_nothing_of_others(chief, known):
    held = chief.get(file_of(known, "json")).content.decode()
    assert '"name": "Rarasati"' not in held


@pytest.mark.parametrize("role", Role.values)
def test_contacts_are_for_planners(client, known, role):
    client.force_login(make.member(brand=make.brand(), role=role))
    page = client.get(reverse("influencers:detail", args=[known.person.pk])).content.decode()
    assert ("rara@surat.example" in page) == (role == Role.PLANNER)


def test_contacts_stand_on_no_other_page_and_in_no_file(known):
    """Every page of theirs as those who must not see contacts are served it."""
    campaign = known.ours.plan_lines.get().plan.campaign
    pages = [
        reverse("influencers:list"),
        reverse("campaigns:detail", args=[campaign.pk]),
        reverse("lists:detail", args=[campaign.brand.saved_lists.get().pk]),
        f"/influencers/{known.person.pk}/",
    ]
    for role in (Role.VIEWER, Role.APPROVER):
        client = Client()
        user = make.user()
        Membership.objects.create(brand=campaign.brand, user=user, role=role)
        client.force_login(user)
        for page in pages:
            response = client.get(page)
            assert response.status_code == 200, page
            assert b"surat.example" not in response.content

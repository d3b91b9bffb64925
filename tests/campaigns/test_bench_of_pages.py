"""The list page's measurement: the catalogue it makes, what it asks for, what it answers."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from campaigns.demo import multiply
from campaigns.measuring import list_page
from influencers import search
from influencers.models import CatalogueChange, Influencer, Profile, ProfileNiche, Rate
from influencers.search import Filters, PageState
from tests import factories

pytestmark = pytest.mark.django_db


def a_few():
    beauty = factories.niche(slug="beauty")
    return [
        factories.profile(followers=followers, niches=[beauty], price=100_000)
        for followers in (5_000, 200_000, None)
    ]


def test_copies_are_whole_and_new_rows_go_on_after_them():
    made = a_few()
    assert multiply.up_to(10) == 3
    assert (Profile.objects.count(), Influencer.objects.count()) == (12, 12)
    assert (ProfileNiche.objects.count(), Rate.objects.count()) == (12, 12)
    assert CatalogueChange.objects.latest("pk").profile_ids is None
    twins = Profile.objects.filter(handle__startswith=f"{made[0].handle}.")
    assert [3_500 <= twin.followers <= 6_500 for twin in twins] == [True] * 3
    assert Profile.objects.filter(followers=None).count() == 4
    assert factories.profile().pk > max(row.pk for row in twins)
    assert multiply.up_to(10) == 0


def test_filter_sets_are_the_same_for_the_same_seed():
    niches = ["beauty", "food", "gaming"]
    first, again = (list(list_page.filter_sets(7, niches)) for _ in "ab")
    assert first == again
    assert len(set(first)) > 250
    assert 50 < sum(bool(each.q) for each in first) < 150


def test_it_measures_the_quick_copy(settings, monkeypatch):
    monkeypatch.setattr(list_page.filter_sets, "__defaults__", (2,))
    settings.DEBUG = True
    a_few()
    factories.source(kind="synthetic")
    factories.member(brand=factories.brand(), username="planner")
    out = StringIO()
    call_command("bench", "--catalogue", "9", "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert (figures["profiles"], figures["filter_sets"]) == (9, 2)
    assert figures["list_p95_ms"] >= figures["list_p50_ms"] > figures["bare_p50_ms"] * 0.1 > 0
    assert search.search(Filters()).state == PageState.CURRENT


def test_it_copies_nobodys_real_catalogue(settings):
    settings.DEBUG = True
    factories.profile()
    with pytest.raises(CommandError, match="demo data"):
        call_command("bench", "--catalogue", "9")
    assert Profile.objects.count() == 1

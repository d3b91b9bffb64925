"""The glossary, "How this is computed" and the tour: what they show, for one constant price."""

import re

import pytest
from django.urls import reverse

from guide.terms import TERMS
from influencers.models import Benchmark
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(make.user())
    return client


def shown(reader, page):
    return reader.get(reverse(f"guide:{page}")).content.decode()


def test_the_glossary_has_a_place_for_every_word(reader):
    page = shown(reader, "glossary")
    assert not [slug for slug in TERMS if f'id="{slug}"' not in page]


def test_no_place_of_the_glossary_is_there_twice(reader):
    places = re.findall(r' id="([\w-]+)"', shown(reader, "glossary"))
    assert sorted(places) == sorted(set(places))


def test_assumptions_are_those_that_the_installation_has(reader):
    Benchmark.objects.filter(metric="kappa_within_niche").update(value=2.25, source="An audit of ours")
    page = shown(reader, "how")
    assert "2.25" in page
    assert "An audit of ours" in page


def test_a_benchmark_that_is_gone_is_said_to_be_missing(reader):
    Benchmark.objects.filter(metric="handling_cost").delete()
    assert "no benchmark is there" in shown(reader, "how")


def test_the_tour_leads_to_nobody(reader):
    page = shown(reader, "tour")
    assert "Shortlist of" in page
    assert not re.findall(r'href="(/influencers/\d+[^"]*|/campaigns/\d+[^"]*)"', page)


def test_the_tour_says_that_its_people_are_invented(reader):
    assert "Synthetic example" in shown(reader, "tour")


def test_who_may_not_import_is_not_asked_to(client):
    client.force_login(make.member(brand=make.brand(), role="viewer"))
    assert "Bring your own list" not in shown(client, "tour")


@pytest.mark.parametrize(("page", "queries"), [("glossary", 3), ("how", 6), ("tour", 8)])
def test_the_number_of_queries_is_constant(reader, django_assert_num_queries, page, queries):
    shown(reader, page)
    with django_assert_num_queries(queries):
        shown(reader, page)

"""Any list of the administration as a file: complete, safe to open, in bounded memory."""

import csv
import io

import pytest
from django.contrib import admin
from django.utils import translation

from influencers.models import Influencer, Profile
from tests import factories
from tests.admin_pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(factories.user(username="chief", is_staff=True, is_superuser=True))
    return client


def rows_of(response):
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def export(client, model, query=""):
    return client.get(address(model, "export") + query)


def test_the_file_has_the_columns_of_the_list_with_bare_figures(staff):
    maya = factories.influencer(name="Maya")
    factories.profile(influencer=maya, handle="mayarasa", followers=150_000, price=7_500_000)
    (row,) = rows_of(export(staff, Profile))
    assert (row["Account"], row["Platform"], row["Tier"]) == ("'@mayarasa Maya", "Instagram", "Macro")
    assert (row["Followers"], row["List price"], row["Credibility"]) == ("150000", "7500000", "")
    assert row["Measured on"] == "2026-06-01"


def test_the_file_follows_filter_search_and_order(staff):
    for name, country in (("Ana", "ID"), ("Anabel", "ID"), ("Anton", "MY"), ("Budi", "ID")):
        factories.profile(influencer=factories.influencer(name=name, country=country))
    found = rows_of(export(staff, Influencer, "?q=ana&country=ID&o=-1"))
    assert [row["Name"] for row in found] == ["Anabel", "Ana"]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+62", "-1", "@cmd", "\t=1", "＝1"])
def test_no_cell_runs_as_a_formula(staff, name):
    factories.influencer(name=name)
    (row,) = rows_of(export(staff, Influencer))
    assert row["Name"] == f"'{name}"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Ana;=1+1;", "Ana;'=1+1;"), ("Ana; -1", "Ana; '-1"), ("Ana; Budi = 1", "Ana; Budi = 1")],
)
def test_no_cell_becomes_a_formula_where_semicolons_part_cells(staff, name, kept):
    factories.influencer(name=name)
    (row,) = rows_of(export(staff, Influencer))
    assert row["Name"] == kept


def test_a_long_list_is_read_in_pieces(staff, django_assert_max_num_queries):
    Influencer.objects.bulk_create(Influencer(name=f"Contoh {number}") for number in range(2_500))
    with django_assert_max_num_queries(12):
        response = export(staff, Influencer)
        assert len(next(iter(response.streaming_content))) < 1_000
        assert sum(1 for _line in response.streaming_content) == 2_500


def test_every_list_of_ours_can_be_exported(staff):
    ours = [model for model in admin.site._registry if model._meta.app_label in ("influencers", "campaigns")]
    assert len(ours) > 15
    for model in ours:
        assert rows_of(export(staff, model)) is not None, model


def test_the_file_is_in_the_language_of_whoever_asked(staff):
    factories.influencer(name="Maya", country="ID")
    response = staff.get(address(Influencer, "export"), headers={"accept-language": "id"})
    with translation.override("en"):
        (row,) = rows_of(response)
    assert (row["Nama"], row["Aktif"]) == ("Maya", "ya")


def test_a_filter_that_means_nothing_leads_back_to_the_list(staff):
    response = export(staff, Influencer, "?is_active__exact=perhaps")
    assert response.status_code == 302


def test_who_may_not_see_the_list_gets_no_file(client):
    client.force_login(factories.user(is_staff=True))
    assert export(client, Influencer).status_code == 403

"""Lists as long as the catalogue: sorted by index alone, searched through a bounded number of profiles."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from influencers.admin import large
from influencers.models import AudienceShare, Influencer, Measurement, Package, Profile, ProfileNiche, Rate
from tests import factories
from tests.admin_pages import address

pytestmark = pytest.mark.django_db
LONG = [Influencer, Profile, Measurement, Rate, Package, AudienceShare, ProfileNiche]


@pytest.fixture
def staff(client):
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    return client


def rows(client, model, query=""):
    return list(client.get(address(model, "changelist") + query).context["cl"].result_list)


@pytest.mark.parametrize("model", LONG)
def test_no_address_asks_for_an_order_without_index(staff, model):
    """And no list reads a column's values, or its first and last day, to offer them."""
    page = admin.site._registry[model]
    for column in range(1, len(page.list_display) + 1):
        with CaptureQueriesContext(connection) as queries:
            staff.get(address(model, "changelist") + f"?o={column}")
        said = " ".join(query["sql"] for query in queries if model._meta.db_table in query["sql"])
        ordered = said.rpartition("ORDER BY ")[2].partition(" LIMIT")[0]
        assert any(word in ordered for word in ('"id"', "col")), ordered
        assert "DISTINCT" not in said
        assert "MIN(" not in said


def test_facts_are_found_by_whom_they_are_about(staff):
    ours = factories.profile(influencer=factories.influencer(name="Maya Rasa"), handle="dapur", followers=10)
    factories.profile(handle="other", followers=10)
    for words in ("maya", "DAPUR", "Maya  Rasa"):
        assert [row.profile for row in rows(staff, Measurement, f"?q={words}")] == [ours]
    assert rows(staff, Measurement, "?q=nobody") == []


def test_who_is_deactivated_is_found_by_the_whole_handle_or_name(staff):
    hidden = factories.profile(
        influencer=factories.influencer(name="Gone", is_active=False), handle="gone.by"
    )
    assert rows(staff, Profile, "?q=@Gone.By") == [hidden]
    assert rows(staff, Influencer, "?q=Gone") == [hidden.influencer]
    assert rows(staff, Profile, "?q=gone.b") == []


def test_a_search_takes_a_bounded_number_of_profiles(staff, monkeypatch):
    monkeypatch.setattr(large, "FOUND_AT_MOST", 2)
    for followers in (1_000, 3_000, 2_000):
        factories.profile(handle=f"maya{followers}", followers=followers)
    assert [row.followers for row in rows(staff, Profile, "?q=maya")] == [3_000, 2_000]


def test_filters_by_platform_tier_and_kind_of_source(staff):
    tube = factories.profile(platform="youtube", followers=200_000)
    factories.measurement(profile=tube, source=factories.source(kind="hand"), measured_on="2026-07-01")
    factories.profile(followers=5_000)
    assert rows(staff, Profile, "?tier=macro") == [tube]
    assert {row.profile for row in rows(staff, Measurement, "?platform=youtube")} == {tube}
    assert [row.source.kind for row in rows(staff, Measurement, "?source_kind=hand")] == ["hand"]
    assert rows(staff, Measurement, "?source_kind=published") == []


def test_prices_in_rupiah_and_in_other_currencies(staff):
    row = factories.profile()
    factories.rate(profile=row, currency="IDR")
    dollars = factories.rate(profile=row, currency="USD", quoted_on="2026-07-01")
    assert rows(staff, Rate, "?paid_in=other") == [dollars]
    assert len(rows(staff, Rate, "?paid_in=idr")) == 1

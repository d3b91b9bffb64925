"""Suspects, and the pages on which two become one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Role
from influencers.merging import suspects
from influencers.models import Influencer, Merge
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(client):
    client.force_login(make.member(brand=make.brand(), role=Role.PLANNER))
    return client


def told(found):
    return [(suspect.kind, suspect.kept.pk, suspect.gone.pk, suspect.reason) for suspect in found]


def test_same_names_are_suspects_unless_they_live_in_two_countries():
    first = make.profile(influencer=make.influencer(name="Maya Rasa"), niches=[make.niche(slug="food")])
    second = make.profile(
        influencer=make.influencer(name="MAYA RASA", country=""), niches=[make.niche(slug="food")]
    )
    make.influencer(name="Maya Rasa", country="MY")
    found = told(suspects.of(first.influencer))
    assert found == [("people", first.influencer_id, second.influencer_id, suspects.SAME_NICHE)]


def test_same_handle_on_two_platforms_and_a_title_beside_its_handle():
    row = make.profile(handle="mayarasa", title="Dapur Maya")
    tube = make.profile(handle="MayaRasa", platform="youtube")
    title = make.profile(handle="", title="Dapur Maya")
    assert told(suspects.of(row.influencer)) == [
        ("accounts", row.pk, title.pk, suspects.SAME_TITLE),
        ("people", row.influencer_id, tube.influencer_id, suspects.SAME_HANDLE),
    ]


def test_looking_for_suspects_costs_the_same_with_many_rows():
    def cost():
        with CaptureQueriesContext(connection) as queries:
            suspects.newest()
        return len(queries)

    make.profile(influencer=make.influencer(name="A"))
    make.profile(influencer=make.influencer(name="a"))
    few = cost()
    for _ in range(10):
        make.profile(influencer=make.influencer(name="A"))
    assert cost() == few <= 9


def test_a_planner_merges_and_undoes(planner):
    kept, gone = make.influencer(name="Maya", city="Bogor"), make.influencer(name="maya", city="Depok")
    page = planner.get(reverse("influencers:merge")).content.decode()
    pair = {"kind": "people", "kept": kept.pk, "gone": gone.pk}
    assert f"kept={kept.pk}&amp;gone={gone.pk}" in page
    preview = planner.get(reverse("influencers:merge-pair"), pair)
    assert [choice.label for choice in preview.context["choices"] if choice.differs] == ["Name", "City"]
    response = planner.post(reverse("influencers:merge-pair"), {**pair, "city": "gone", "name": "kept"})
    assert response.url == kept.get_absolute_url()
    assert Influencer.objects.get().city == "Depok"
    planner.post(reverse("influencers:merge-undo", args=[Merge.objects.get().pk]))
    assert {(row.name, row.city) for row in Influencer.objects.all()} == {
        ("Maya", "Bogor"),
        ("maya", "Depok"),
    }


def test_what_other_brands_keep_is_not_counted_for_planners(planner):
    kept, gone = make.profile(followers=10), make.profile(followers=10)
    make.saved_list(profiles=[gone])
    pair = {"kind": "accounts", "kept": kept.pk, "gone": gone.pk}
    assert dict(planner.get(reverse("influencers:merge-pair"), pair).context["moving"]) == {"Measurements": 1}
    planner.force_login(make.user(is_staff=True, is_superuser=True))
    assert "Saved lists" in dict(planner.get(reverse("influencers:merge-pair"), pair).context["moving"])


@pytest.mark.parametrize("change", [{"kept": "x"}, {"gone": "999999"}, {"kind": "pets"}, {"gone": ""}])
def test_nonsense_leads_back_to_the_list(planner, change):
    pair = {"kind": "people", "kept": make.influencer().pk, "gone": make.influencer().pk, **change}
    assert planner.get(reverse("influencers:merge-pair"), pair).url == reverse("influencers:merge")


def test_the_administration_leads_two_selected_rows_here(client):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    rows = [make.influencer(), make.influencer()]
    action = {"action": "merge_two", "_selected_action": [row.pk for row in rows]}
    response = client.post(reverse("admin:influencers_influencer_changelist"), action)
    assert response.url.endswith(f"?kind=people&kept={rows[0].pk}&gone={rows[1].pk}")

"""Bulk actions of the catalogue: they ask first, do all or nothing, and leave a trace."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from influencers import curation
from influencers.admin import actions
from influencers.models import Import, Influencer, Profile, ProfileNiche
from influencers.search import Filters, search
from tests import factories
from tests.admin_pages import address

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.fixture
def staff(client):
    client.force_login(factories.user(username="chief", is_staff=True, is_superuser=True))
    return client


def imported(**fields):
    values = {"file_name": "list.csv", "as_of": DAY, "status": "done", "doubts": 2, **fields}
    return Import.objects.create(source=factories.source(), finished_at=timezone.now(), **values)


def a_row(model):
    """A row that the action changes."""
    if model is Profile:
        return factories.profile(niches=[factories.niche(slug="marbles")])
    return imported() if model is Import else factories.influencer()


def ask(client, model, action, rows, **fields):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **fields}
    return client.post(address(model, "changelist"), data)


def niche_form(**fields):
    niche = factories.niche(slug="kites", name="Kites")
    return {"niche": niche.pk, "weight": "12,5 %", "mode": "add", **fields}


def weights(profile):
    return dict(profile.niche_weights.values_list("niche__slug", "weight"))


ACTIONS = [
    (Profile, "assign_niche", niche_form, "1 profile has the niche “Kites”."),
    (Influencer, "deactivate", dict, "1 influencer deactivated."),
    (Import, "mark_reviewed", dict, "1 import reviewed."),
]


@pytest.mark.parametrize(("model", "action", "form", "message"), ACTIONS)
def test_an_action_asks_first_then_acts_says_so_and_is_kept_in_the_history(
    staff, model, action, form, message
):
    row, other = a_row(model), a_row(model)
    untouched = model.objects.values().get(pk=row.pk)
    page = ask(staff, model, action, [row])
    assert page.status_code == 200
    assert "1 row changes" in page.content.decode()
    assert model.objects.values().get(pk=row.pk) == untouched
    done = ask(staff, model, action, [row], confirmed="yes", **form())
    assert done.status_code == 302
    assert message in staff.get(done.url).content.decode()
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.change_message, entry.user.username) == (str(row.pk), message, "chief")
    assert entry.object_id != str(other.pk)


@pytest.mark.parametrize(("mode", "left"), [("add", {"marbles", "kites"}), ("replace", {"kites"})])
def test_a_niche_is_added_to_the_others_or_replaces_them(staff, mode, left):
    row = a_row(Profile)
    ProfileNiche.objects.create(profile=row, niche=factories.niche(slug="kites", name="Kites"), weight=1)
    ask(staff, Profile, "assign_niche", [row], confirmed="yes", **niche_form(mode=mode))
    assert set(weights(row)) == left
    assert weights(row)["kites"] == 0.125


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"niche": ""}, "This field is required"),
        ({"niche": "999999"}, "Select a valid choice"),
        ({"weight": "0"}, "more than 0"),
        ({"weight": "120"}, "between 0 and 100"),
        ({"mode": "forget"}, "Select a valid choice"),
    ],
)
def test_a_niche_that_cannot_be_assigned_is_refused_at_its_field(staff, fields, message):
    row = a_row(Profile)
    page = ask(staff, Profile, "assign_niche", [row], confirmed="yes", **niche_form(**fields))
    assert message in page.content.decode()
    assert set(weights(row)) == {"marbles"}
    assert not LogEntry.objects.exists()


def test_an_action_that_fails_midway_leaves_nothing_behind(staff, monkeypatch):
    row = a_row(Profile)
    monkeypatch.setattr(LogEntry.objects.__class__, "log_actions", lambda *_args, **_named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ask(staff, Profile, "assign_niche", [row], confirmed="yes", **niche_form(mode="replace"))
    assert set(weights(row)) == {"marbles"}


def test_more_rows_than_one_change_may_hold_are_refused(staff, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ROWS", 1)
    rows = [factories.influencer(), factories.influencer()]
    done = ask(staff, Influencer, "deactivate", rows, confirmed="yes")
    assert "too many at once" in staff.get(done.url).content.decode()
    assert Influencer.objects.active().count() == 2


def test_the_whole_filtered_list_can_be_meant(staff):
    here, there = factories.influencer(country="ID"), factories.influencer(country="MY")
    data = {"action": "deactivate", "_selected_action": [here.pk], "select_across": "1", "confirmed": "yes"}
    staff.post(f"{address(Influencer, 'changelist')}?country=ID", data)
    assert Influencer.objects.active().get() == there


def test_the_inactive_are_not_found_until_they_are_active_again(staff):
    row = factories.profile(followers=5_000)
    ask(staff, Influencer, "deactivate", [row.influencer], confirmed="yes")
    assert search(Filters()).total == 0
    ask(staff, Influencer, "reactivate", [row.influencer], confirmed="yes")
    assert search(Filters()).ids == (row.pk,)


def test_only_finished_imports_with_open_doubts_are_signed_off(staff):
    chief, earlier = factories.user(), timezone.now()
    clean, known = imported(doubts=0), imported(reviewed_at=earlier)
    waiting = Import.objects.create(file_name="new.csv", as_of=DAY, doubts=1)
    rows = [clean, known, waiting, imported()]
    assert curation.mark_reviewed(import_ids=[row.pk for row in rows], by=chief) == 1
    assert list(Import.objects.filter(reviewed_by=chief)) == [rows[-1]]


@pytest.mark.parametrize(("model", "action", "form", "message"), ACTIONS)
def test_who_may_only_look_cannot_act(client, model, action, form, message):
    guest = factories.user(is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename=f"view_{model._meta.model_name}"))
    client.force_login(guest)
    row = a_row(model)
    before = model.objects.values().get(pk=row.pk)
    ask(client, model, action, [row], confirmed="yes", **form())
    assert model.objects.values().get(pk=row.pk) == before
    assert not LogEntry.objects.exists()


def test_who_may_change_profiles_but_no_niches_of_theirs_assigns_none(client):
    clerk, row = factories.user(is_staff=True), a_row(Profile)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["view_profile", "change_profile"]))
    client.force_login(clerk)
    before = weights(row)
    ask(client, Profile, "assign_niche", [row], confirmed="yes", **niche_form(mode="replace"))
    assert weights(row) == before

"""The front page of the administration: what needs care, who sees it, what it costs."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from accounts import care as sign_in_care
from accounts.models import FailedSignIn
from campaigns.care import in_use
from campaigns.models import Pin, Recommendation
from config.admin import GROUPS
from influencers import care
from influencers.models import (
    AudienceOverlap,
    AudienceShare,
    Benchmark,
    ExchangeRate,
    Import,
    Profile,
    Rate,
    TaxRate,
)
from tests import factories
from tests.admin_pages import address, messages_of

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def staff(client):
    Benchmark.objects.update(as_of=timezone.localdate())
    client.force_login(factories.user(username="chief", is_staff=True, is_superuser=True))
    return client


def needs(client):
    """{name: (figure, address)} of the front page."""
    page = client.get(reverse("admin:index"))
    assert page.status_code == 200
    return {need.name: (need.figure, need.url) for need in page.context["needs"]}


def a_fine_profile(**fields):
    values = {"followers": 5_000, "price": 1_000_000, "measured_on": timezone.localdate(), **fields}
    row = factories.profile(niches=[factories.niche()], **values)
    Profile.objects.filter(pk=row.pk).update(credibility=0.8)
    return row


def failed(username="ana", address="10.0.0.1", times=settings.AXES_FAILURE_LIMIT, browser="Firefox"):
    return FailedSignIn.objects.create(
        username=username, ip_address=address, failures_since_start=times, user_agent=browser
    )


def an_import(**fields):
    Import.objects.create(file_name="list.csv", as_of=LONG_AGO, **fields)


def in_doubt():
    an_import(status="done", doubts=3, source=factories.source(), finished_at=timezone.now())


def old_in_use():
    factories.saved_list(profiles=[a_fine_profile(measured_on=LONG_AGO)])


def without_niche():
    a_fine_profile().niche_weights.all().delete()


CARE = {
    "Profiles in use that were not measured for six months": old_in_use,
    "Profiles not measured for six months": lambda: a_fine_profile(measured_on=LONG_AGO),
    "Imports with doubts that nobody has looked through": in_doubt,
    "Imports that wait for a confirmation": an_import,
    "Profiles without a niche, among the 5,000 largest": without_niche,
    "Profiles without a price": lambda: a_fine_profile(price=None),
    "Profiles without a credibility figure": lambda: Profile.objects.filter(pk=a_fine_profile().pk).update(
        credibility=None
    ),
    "Benchmarks older than a year": lambda: Benchmark.objects.filter(metric="handling_cost").update(
        as_of=LONG_AGO
    ),
    "Currencies without an exchange rate of the last three months": lambda: factories.rate(
        profile=a_fine_profile(), currency="USD", deliverable="instagram_story"
    ),
    "Accounts locked out after failed sign-ins": failed,
    "Recommendations that failed": lambda: Recommendation.objects.create(
        campaign=factories.campaign(), fingerprint="x", state="failed"
    ),
}


def test_where_all_is_well_the_page_says_so(staff):
    a_fine_profile()
    assert not needs(staff)
    assert "Nothing needs care" in staff.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("name", CARE)
def test_what_needs_care_is_counted_and_leads_to_its_rows(staff, name):
    a_fine_profile()
    CARE[name]()
    figure, url = needs(staff)[name]
    assert figure == "1"
    rows = staff.get(url).context["cl"].result_list
    assert len(rows) == (0 if "Currencies" in name else 1)


def test_a_count_stops_where_nobody_counts_on(monkeypatch):
    monkeypatch.setattr(care, "CAP", 2)
    for _number in range(4):
        factories.influencer()
    assert care.counted(factories.influencer().__class__.objects.all()) == 3


def test_the_front_page_costs_the_same_with_many_rows(staff, django_assert_max_num_queries):
    for prepare in CARE.values():
        prepare()
    with django_assert_max_num_queries(26):
        needs(staff)


def test_profiles_are_in_use_by_lists_and_by_campaigns_that_have_not_ended():
    listed, pinned, before, nobody = (factories.profile(followers=2_000) for _each in range(4))
    factories.saved_list(profiles=[listed])
    today = timezone.localdate()
    running = factories.campaign(starts_on=today, ends_on=today)
    ended = factories.campaign(starts_on=LONG_AGO, ends_on=today - timedelta(days=1))
    Pin.objects.create(campaign=running, profile=pinned, kind="include")
    Pin.objects.create(campaign=ended, profile=before, kind="include")
    assert set(Profile.objects.filter(in_use())) == {listed, pinned}
    assert nobody not in Profile.objects.filter(in_use())


def test_an_exchange_rate_of_today_is_enough():
    Rate.objects.all().delete()
    factories.rate(profile=factories.profile(), currency="USD")
    today = timezone.localdate()
    assert care.currencies_without_rate(today) == ["USD"]
    ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=today, source="A bank")
    assert care.currencies_without_rate(today) == []


def test_a_failure_made_good_needs_no_care(staff):
    campaign = factories.campaign()
    for state in ("failed", "done"):
        Recommendation.objects.create(campaign=campaign, fingerprint="x", state=state)
    assert "Recommendations that failed" not in needs(staff)


def test_only_failures_that_nothing_made_good_are_counted_and_listed(staff):
    mended, broken = factories.campaign(), factories.campaign()
    for campaign, state in ((mended, "failed"), (mended, "done"), (broken, "failed")):
        Recommendation.objects.create(campaign=campaign, fingerprint="x", state=state)
    figure, url = needs(staff)["Recommendations that failed"]
    assert figure == "1"
    assert [row.campaign for row in staff.get(url).context["cl"].result_list] == [broken]


def test_failures_of_one_name_and_address_count_together():
    halves = [failed(times=3, browser="Firefox"), failed(times=2, browser="Chrome")]
    failed(username="budi", times=4)
    assert set(sign_in_care.locked()) == set(halves)


def test_an_account_is_unlocked_after_a_question(staff):
    locked, other = failed(), failed(username="budi", times=1)
    data = {"action": "unlock", "_selected_action": [locked.pk]}
    url = address(FailedSignIn, "changelist")
    asked = staff.post(f"{url}?locked=yes", data).content.decode()
    assert "ana · 10.0.0.1" in asked
    assert f'href="{url}?locked=yes">Cancel' in asked
    assert sign_in_care.locked().exists()
    staff.post(url, {**data, "confirmed": "yes"})
    assert list(FailedSignIn.objects.all()) == [other]


def test_everybody_sees_what_they_may_look_after(client):
    guest = factories.user(is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_import"))
    client.force_login(guest)
    an_import()
    a_fine_profile(price=None)
    assert set(needs(client)) == {"Imports that wait for a confirmation"}


@pytest.mark.parametrize("sees_the_work", [False, True])
def test_what_brands_use_is_told_to_those_who_may_read_it(client, sees_the_work):
    clerk = factories.user(is_staff=True)
    known = ["view_profile", *(["view_savedlist", "view_pin", "view_planline"] if sees_the_work else [])]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=known))
    client.force_login(clerk)
    old_in_use()
    a_fine_profile()
    found = client.get(address(Profile, "changelist"), {"use": "yes"}).context["cl"].queryset
    assert found.count() == (1 if sees_the_work else 2)
    assert ("Profiles in use that were not measured for six months" in needs(client)) == sees_the_work


def test_changes_are_told_to_those_who_may_see_what_was_changed(client):
    chief, guest = factories.user(is_staff=True, is_superuser=True), factories.user(is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_influencer"))
    for row in (factories.campaign(name="Secret launch"), factories.influencer(name="Ana")):
        LogEntry.objects.log_actions(chief.pk, [row], CHANGE)
    for person, told in ((chief, ["Ana", "Secret launch"]), (guest, ["Ana"])):
        client.force_login(person)
        page = client.get(reverse("admin:index"))
        assert [entry.object_repr for entry in page.context["recent"]] == told


FORGED_KEYS = ["abc", "1e3", "\0", "9" * 30, "-1"]


@pytest.mark.parametrize("model", [Profile, FailedSignIn, Group, get_user_model()])
def test_what_no_page_would_send_is_refused_in_words(staff, model):
    url = address(model, "changelist")
    for key in FORGED_KEYS:
        data = {"action": "delete_selected", "_selected_action": [key], "confirmed": "yes"}
        assert staff.post(url, data).status_code == 400
    assert staff.get(url, {"q": "a " * 1_500}).status_code == 200


@pytest.mark.parametrize("key", FORGED_KEYS)
def test_a_form_with_a_forged_choice_is_shown_again(staff, key):
    response = staff.post(address(AudienceOverlap, "add"), {"first": key, "second": "", "people": "5"})
    assert response.status_code == 200
    assert "first" in response.context["adminform"].form.errors


def test_json_nested_too_deep_is_refused_in_words(staff):
    response = staff.post(address(TaxRate, "add"), {"kind": "pph21_steps", "brackets": "[" * 100_000})
    assert "brackets" in response.context["adminform"].form.errors


@pytest.mark.parametrize("page", ["changelist", "export"])
@pytest.mark.parametrize("said", [{"measured_on__year": "99999"}, {"tier__exact": "\0"}])
def test_what_no_database_can_hold_is_no_filter(staff, page, said):
    assert staff.get(address(Profile, page), said).status_code == 302


def test_a_choice_is_searched_by_what_can_be_stored(staff):
    field = {"app_label": "influencers", "model_name": "profile", "field_name": "influencer"}
    assert staff.get(reverse("admin:autocomplete"), {**field, "term": "\0"}).status_code == 200


def test_every_model_stands_in_a_group():
    grouped = {label for _name, labels in GROUPS for label in labels}
    assert grouped == {model._meta.label for model in admin.site._registry}


@pytest.mark.parametrize(("person", "status"), [(None, 302), ({}, 403), ({"is_staff": True}, 200)])
def test_there_is_one_sign_in_page(client, person, status):
    if person is not None:
        client.force_login(factories.user(**person))
    response = client.get(reverse("admin:index"), follow=person is not None)
    assert response.status_code == status
    if person is None:
        assert client.get(response.url).url == f"{reverse('login')}?next=%2Fadmin%2F"


def test_shares_of_an_audience_come_to_a_whole_at_most(staff):
    row, source = factories.profile(audience={("age", "18-24"): 0.7}), factories.source()
    kept = row.audience_shares.get()
    form = {
        "profile": row.pk,
        "dimension": "age",
        "value": "25-34",
        "share": "40 %",
        "source": kept.source_id,
    }
    refused = staff.post(address(AudienceShare, "add"), form)
    assert "come to 110" in messages_of(refused)
    assert staff.post(address(AudienceShare, "add"), {**form, "source": source.pk}).status_code == 302
    assert staff.post(address(AudienceShare, "add"), {**form, "share": "30,5"}).status_code == 302

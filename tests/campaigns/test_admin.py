"""The administration of brands: members, briefs that keep their rules, records that stay as they were."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from campaigns.models import Brand, Campaign, Membership, Pin, Plan, PlanLine, Recommendation, SavedList
from tests import admin_pages, factories
from tests.admin_pages import address, messages_of

pytestmark = pytest.mark.django_db
User = get_user_model()
READ_ONLY = {Plan, PlanLine, Recommendation}


@pytest.fixture
def staff(client):
    client.force_login(factories.user(username="chief", is_staff=True, is_superuser=True))
    return client


def plan(campaign, version):
    return Plan.objects.create(campaign=campaign, version=version, answer={}, created_by=factories.user())


def line(plan, profile, position):
    return PlanLine.objects.create(
        plan=plan, profile=profile, position=position, tier="micro", cost=1, reach=1, engagements=1
    )


def grow(number):
    """So many more rows of every model; the first brand, campaign, plan and user gain as many parts."""
    first = Campaign.objects.order_by("pk").first() or factories.campaign(created_by=factories.user())
    first_plan = Plan.objects.order_by("pk").first() or plan(first, 1)
    chief = User.objects.order_by("pk")[0]
    for index in range(number):
        Group.objects.create(name=f"Group {Group.objects.count()} {index}")
        row, profile = factories.campaign(created_by=factories.user()), factories.profile(followers=2_000)
        factories.member(brand=first.brand)
        Membership.objects.create(brand=row.brand, user=chief, role="viewer")
        factories.saved_list(brand=row.brand, profiles=[profile])
        for brand in (first.brand, row.brand):
            factories.rival_booking(brand=brand, influencer=profile.influencer, rival=f"Rival {row.pk}")
            factories.note(brand=brand, influencer=profile.influencer)
            factories.tag(brand=brand, influencers=[profile.influencer])
            factories.block(brand=brand, influencer=profile.influencer)
            factories.saved_search(brand=brand)
        factories.rival_booking(brand=first.brand, influencer=profile.influencer)
        for campaign in (first, row):
            Pin.objects.create(campaign=campaign, profile=profile, kind="include")
        Recommendation.objects.create(campaign=row, fingerprint="x")
        for each in (first_plan, plan(row, 1)):
            line(each, profile, each.lines.count() + 1)


def test_every_model_of_the_work_has_its_pages():
    assert not set(apps.get_app_config("campaigns").get_models()) - set(admin.site._registry)


@pytest.mark.parametrize("app", ["campaigns", "auth"])
def test_pages_cost_the_same_with_many_rows(staff, app):
    grow(3)
    few = admin_pages.costs(staff, app)
    grow(27)
    assert admin_pages.costs(staff, app) == few
    assert not admin_pages.too_dear(few)


def test_records_and_briefs_are_not_written_here(staff):
    for model in admin_pages.registered("campaigns"):
        assert admin_pages.may_add(staff, model) == (model not in READ_ONLY | {Campaign}), model
    saved = plan(factories.campaign(), 1)
    assert staff.post(address(Plan, "change", saved.pk), {"version": "2"}).status_code == 403
    assert staff.post(address(Plan, "delete", saved.pk), {"post": "yes"}).status_code == 403


def memberships(*rows):
    fields = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0}
    for index, row in enumerate(rows):
        fields |= {f"{index}-{name}": value for name, value in row.items()}
    rivals = {"rivals-TOTAL_FORMS": 0, "rivals-INITIAL_FORMS": 0, "rivals-MIN_NUM_FORMS": 0}
    return {f"memberships-{name}": value for name, value in fields.items()} | rivals


def test_a_brand_gets_its_members(staff):
    ana, budi = factories.user(), factories.user()
    rows = memberships({"user": ana.pk, "role": "planner"}, {"user": budi.pk, "role": "viewer"})
    assert staff.post(address(Brand, "add"), {"name": "Kopi Senja", **rows}).status_code == 302
    assert set(Membership.objects.values_list("user", "role")) == {(ana.pk, "planner"), (budi.pk, "viewer")}


def test_a_user_shows_and_takes_brands_and_a_language(staff):
    brand, ana = factories.brand(name="Kopi Senja"), factories.user(username="ana")
    url = address(User, "change", ana.pk)
    form = {
        "username": "ana",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00",
        **memberships({"brand": brand.pk, "role": "approver"}),
        "preference-TOTAL_FORMS": 1,
        "preference-INITIAL_FORMS": 0,
        "preference-0-language": "id",
    }
    assert staff.post(url, form).status_code == 302
    assert ana.memberships.get().role == "approver"
    assert ana.preference.language == "id"
    assert "Kopi Senja" in staff.get(url).content.decode()


def test_members_that_break_a_rule_are_refused(staff):
    ana = factories.user()
    twice = memberships({"user": ana.pk, "role": "planner"}, {"user": ana.pk, "role": "viewer"})
    assert "duplicate" in messages_of(staff.post(address(Brand, "add"), {"name": "A", **twice}))
    unknown = memberships({"user": ana.pk, "role": "owner"})
    assert "not one of the available" in messages_of(
        staff.post(address(Brand, "add"), {"name": "A", **unknown})
    )
    assert not Brand.objects.exists()


def brief_form(row, **fields):
    pins = {"pins-TOTAL_FORMS": 0, "pins-INITIAL_FORMS": 0, "pins-MIN_NUM_FORMS": 0}
    kept = {
        name: getattr(row, name)
        for name in ("name", "goal", "awareness_weight", "budget", "currency", "starts_on", "ends_on")
    }
    on_top = {"agency_fee": "15", "boost": "0", "contingency": "5"}
    kept |= {"usage_rights_days": 0, "exclusivity_days": 0}
    shapes = {"platforms": "[]", "countries": '["ID"]', "ages": "[]", "platform_shares": "{}"}
    return {**kept, **on_top, **shapes, "pool": row.pool, "people_min": row.people_min, **pins, **fields}


BRIEF_FAULTS = [
    ({"budget": "-5"}, "more than zero"),
    ({"budget": "9" * 30}, "too large"),
    ({"ends_on": "2020-01-01"}, "before it starts"),
    ({"people_min": "9", "people_max": "2"}, "“At most” is below “at least”"),
    ({"share_cap": "0"}, "more than 0 %"),
    ({"micro_share_min": "0.9", "micro_share_max": "0.1"}, "“At most” is below “at least”"),
    ({"credibility_min": "700"}, "between 0 and 100"),
    ({"pool": "list"}, "Say which import or list"),
    ({"contingency": "101"}, "between 0 and 100"),
    ({"goal": "fame"}, "not one of the available"),
    ({"platforms": '{"instagram": 1}'}, "Choose among the platforms"),
    ({"platforms": "true"}, "Choose among the platforms"),
    ({"platforms": "[[]]"}, "Choose among the platforms"),
    ({"platforms": "["}, "Enter a valid JSON"),
    ({"countries": '["Atlantis"]'}, "Choose among the countries"),
    ({"platform_shares": '{"instagram": [0.9, 0.1]}'}, "“at most” is below “at least”"),
]


@pytest.mark.parametrize(("fields", "message"), BRIEF_FAULTS)
def test_a_brief_that_breaks_a_rule_is_refused_at_its_form(staff, fields, message):
    row = factories.campaign()
    response = staff.post(address(Campaign, "change", row.pk), brief_form(row, **fields))
    assert message in messages_of(response)


def test_a_brief_is_corrected(staff):
    row = factories.campaign(name="Raya")
    form = brief_form(row, name="Raya 2027", platforms='["tiktok"]')
    response = staff.post(address(Campaign, "change", row.pk), form)
    assert response.status_code == 302, messages_of(response)
    row.refresh_from_db()
    assert (row.name, row.platforms) == ("Raya 2027", ["tiktok"])


def test_a_brief_draws_on_no_list_of_another_brand(staff):
    row, other = factories.campaign(), factories.saved_list()
    url = address(Campaign, "change", row.pk)
    refused = staff.post(url, brief_form(row, pool="list", pool_list=other.pk))
    assert "another brand" in messages_of(refused)
    own = factories.saved_list(brand=row.brand)
    assert staff.post(url, brief_form(row, pool="list", pool_list=own.pk)).status_code == 302


def test_a_saved_list_stays_with_its_brand(staff):
    row, other = factories.saved_list(), factories.brand()
    form = {"name": "Renamed", "brand": other.pk}
    assert staff.post(address(SavedList, "change", row.pk), form).status_code == 302
    assert SavedList.objects.get(name="Renamed").brand == row.brand
    clash = factories.saved_list(brand=row.brand, name="Second")
    form = {"name": "Renamed", "brand": row.brand_id}
    assert "list of that name" in messages_of(staff.post(address(SavedList, "change", clash.pk), form))


def test_only_members_of_its_brand_are_led_to_a_campaigns_page(staff):
    row = factories.campaign()
    asked = Recommendation.objects.create(campaign=row, fingerprint="x")
    pages = {
        address(Campaign, "change", row.pk): f"/campaigns/{row.pk}/",
        address(Plan, "change", plan(row, 1).pk): f"/campaigns/{row.pk}/plans/1/",
        address(Recommendation, "change", asked.pk): f"/campaigns/{row.pk}/recommendation/",
    }
    assert not any(staff.get(page).context["has_absolute_url"] for page in pages)
    Membership.objects.create(brand=row.brand, user=User.objects.get(username="chief"), role="viewer")
    assert {page: staff.get(page).context["absolute_url"] for page in pages} == pages

"""The brief: what it understands, what it refuses, and that it is written whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Campaign, Membership, Pin, PinKind, RecommendationState, Role
from campaigns.planning.work import fingerprint
from influencers.models import ExchangeRate, Import
from tests import factories as make

pytestmark = pytest.mark.django_db
NEW = "/campaigns/new/"


def sent(brand, /, **changes):
    """What a browser sends for a brief that can be saved."""
    values = {
        "name": "Serum launch",
        "brand": brand.pk,
        "goal": "awareness",
        "awareness_weight": "85",
        "budget": "500 jt",
        "currency": "IDR",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-31",
        "countries": ["ID"],
        "gender": "",
        "audience_size": "",
        "pool": "catalogue",
        "pool_import": "",
        "pool_list": "",
        "people_min": "1",
        "people_max": "",
        "share_cap": "25",
        "micro_share_min": "",
        "micro_share_max": "",
        "credibility_min": "",
        "must_have": "",
        "never": "",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def errors_of(response):
    assert response.status_code == 200
    return response.context["form"].errors


def finished_import(*, user, profiles=(), **fields):
    values = {"file_name": "list.xlsx", "sha256": "0" * 64, "as_of": make.A_DAY, "status": "done", **fields}
    row = Import.objects.create(
        uploaded_by=user, source=make.source(), finished_at="2026-06-01T00:00Z", **values
    )
    row.profiles.set(profiles)
    return row


# --- what it offers ------------------------------------------------------------------------------------
def test_a_new_brief_could_be_sent_once_it_has_a_name_and_a_budget(client, planner, brand, time_machine):
    time_machine.move_to("2026-11-22T12:00+07:00")
    form = client.get(NEW).context["form"]
    assert form["starts_on"].value() == date(2026, 12, 1)
    assert form["ends_on"].value() == date(2026, 12, 31)
    assert form["countries"].value() == ["ID"]
    assert form["brand"].value() == brand.pk
    assert form["share_cap"].value() == "25"


def test_it_starts_with_the_brand_that_was_written_for_last(client, planner, brand):
    other = make.brand(name="A brand before all others")
    other.memberships.create(user=planner, role=Role.PLANNER)
    assert client.get(NEW).context["form"]["brand"].value() == other.pk
    make.campaign(brand=brand, created_by=planner)
    assert client.get(NEW).context["form"]["brand"].value() == brand.pk


def test_it_offers_the_brands_that_the_user_plans_for_and_no_other(client, planner, brand):
    make.brand().memberships.create(user=planner, role=Role.VIEWER)
    make.brand()
    assert list(client.get(NEW).context["form"].fields["brand"].queryset) == [brand]


def test_it_names_countries_in_the_language_of_the_user(client, planner):
    assert "Germany" in client.get(NEW).content.decode()
    assert "Jerman" in client.get(NEW, headers={"accept-language": "id"}).content.decode()


def test_it_has_no_inline_style_or_script(client, planner):
    html = client.get(NEW).content.decode()
    assert " style=" not in html
    assert "<script>" not in html


# --- what it stores ------------------------------------------------------------------------------------
def test_it_saves_the_whole_brief(client, planner, brand):
    skincare = make.niche(slug="skincare")
    wanted, unwanted = make.profile(followers=9_000), make.profile(followers=900_000)
    response = client.post(
        NEW,
        sent(
            brand,
            budget="Rp 1,2 M",
            platforms=["instagram", "tiktok"],
            niches=[skincare.pk],
            ages=["18-24", "25-34"],
            gender="female",
            audience_size="5 million",
            people_min="10",
            people_max="40",
            share_cap="12,5",
            micro_share_min="30 %",
            micro_share_max="80",
            **shares(instagram=("20", ""), tiktok=("", "70")),
            credibility_min="60",
            known_prices_only="on",
            must_have=f"@{wanted.handle}",
            never=unwanted.influencer.name,
        ),
    )
    campaign = Campaign.objects.get()
    assert response.url == campaign.get_absolute_url()
    assert (campaign.brand, campaign.created_by) == (brand, planner)
    assert (campaign.budget, campaign.currency, campaign.audience_size) == (1_200_000_000, "IDR", 5_000_000)
    assert (campaign.platforms, campaign.ages) == (["instagram", "tiktok"], ["18-24", "25-34"])
    assert (campaign.countries, campaign.gender, list(campaign.niches.all())) == (
        ["ID"],
        "female",
        [skincare],
    )
    assert (campaign.people_min, campaign.people_max, campaign.share_cap) == (10, 40, 0.125)
    assert (campaign.micro_share_min, campaign.micro_share_max) == (0.3, 0.8)
    assert campaign.platform_shares == {"instagram": [0.2, 1.0], "tiktok": [0.0, 0.7]}
    assert (campaign.credibility_min, campaign.known_prices_only) == (0.6, True)
    pins = {(pin.profile, pin.kind) for pin in campaign.pins.all()}
    assert pins == {(wanted, PinKind.INCLUDE), (unwanted, PinKind.EXCLUDE)}


def shares(**by_platform):
    return {
        f"platform_shares_{platform}_{end}": value
        for platform, ends in by_platform.items()
        for end, value in zip(("min", "max"), ends, strict=True)
    }


def test_it_goes_on_to_the_recommendation_where_asked(client, planner, brand):
    response = client.post(NEW, sent(brand, recommend="yes"))
    campaign = Campaign.objects.get()
    assert response.url == reverse("campaigns:recommendation", args=[campaign.pk])
    assert campaign.recommendations.get().is_done


@pytest.mark.parametrize("goal", AWARENESS_WEIGHT)
def test_the_goal_sets_the_weight(client, planner, brand, goal):
    client.post(NEW, sent(brand, goal=goal, awareness_weight="33"))
    assert Campaign.objects.get().awareness_weight == AWARENESS_WEIGHT[goal]


@pytest.mark.parametrize(("written", "weight"), [("33", 0.33), ("0", 0.0), ("100", 1.0), ("", 0.85)])
def test_the_planner_may_set_the_weight(client, planner, brand, written, weight):
    client.post(NEW, sent(brand, own_weight="on", awareness_weight=written))
    assert Campaign.objects.get().awareness_weight == weight


OVERHEADS = ("agency_fee", "agency_is_pkp", "boost", "contingency", "gets_ppn_back")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ({}, (0.0, False, 0.0, 0.0, None)),
        (
            {"agency_fee": "12,5", "agency_is_pkp": "on", "boost": "25 %", "contingency": "5"},
            (0.125, True, 0.25, 0.05, None),
        ),
        ({"agency_fee": "", "gets_ppn_back": "True"}, (0.0, False, 0.0, 0.0, True)),
        ({"contingency": "0", "gets_ppn_back": "False"}, (0.0, False, 0.0, 0.0, False)),
    ],
)
def test_what_comes_on_top_of_fees_is_optional(client, planner, brand, written, stored):
    page = client.post(NEW, sent(brand, **written), follow=True)
    campaign = Campaign.objects.get()
    assert tuple(getattr(campaign, name) for name in OVERHEADS) == stored
    assert ("Agency fee: 12.5\u00a0% of the fees, PPN on top" in page.text) == (stored[0] == 0.125)
    assert ("The brand gets PPN back" in page.text) == (stored[4] is True)


def test_only_currencies_with_a_rate_can_be_chosen(client, planner, brand):
    assert "currency" in errors_of(client.post(NEW, sent(brand, currency="USD")))
    ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=make.A_DAY, source="A bank")
    client.post(NEW, sent(brand, currency="USD", budget="$ 1.2M"))
    assert Campaign.objects.get().budget == 1_200_000


def test_a_pool_is_one_import_or_one_list_of_the_brand(client, planner, brand):
    upload, saved_list = finished_import(user=planner), make.saved_list(brand=brand)
    client.post(NEW, sent(brand, pool="import", pool_import=upload.pk, pool_list=saved_list.pk))
    client.post(NEW, sent(brand, pool="list", pool_import=upload.pk, pool_list=saved_list.pk))
    client.post(NEW, sent(brand, pool="catalogue", pool_import=upload.pk, pool_list=saved_list.pk))
    pools = Campaign.objects.order_by("pk").values_list("pool_import", "pool_list")
    assert list(pools) == [(upload.pk, None), (None, saved_list.pk), (None, None)]


# --- what it refuses -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "Serum\x00"}, "name"),
        ({"agency_fee": "101"}, "agency_fee"),
        ({"boost": "much"}, "boost"),
        ({"contingency": "-1"}, "contingency"),
        ({"gets_ppn_back": "perhaps"}, "gets_ppn_back"),
        ({"budget": "-500 jt"}, "budget"),
        ({"budget": "0"}, "budget"),
        ({"budget": "a lot"}, "budget"),
        ({"budget": "NaN"}, "budget"),
        ({"own_weight": "on", "awareness_weight": "nan"}, "awareness_weight"),
        ({"share_cap": "nan"}, "share_cap"),
        ({"credibility_min": "-inf"}, "credibility_min"),
        ({"audience_size": "-5"}, "audience_size"),
        ({"budget": "9" * 40}, "budget"),
        ({"budget": "9" * 10_000}, "budget"),
        ({"budget": "5\x00"}, "budget"),
        ({"ends_on": "2026-11-30"}, "ends_on"),
        ({"ends_on": "31 of December"}, "ends_on"),
        ({"starts_on": "0000-00-00"}, "starts_on"),
        ({"goal": "fame"}, "goal"),
        ({"goal": None}, "goal"),
        ({"own_weight": "on", "awareness_weight": "101"}, "awareness_weight"),
        ({"brand": "999999"}, "brand"),
        ({"brand": "x\x00"}, "brand"),
        ({"currency": "XXX"}, "currency"),
        ({"countries": []}, "countries"),
        ({"countries": ["ZZ"]}, "countries"),
        ({"ages": ["12-13"]}, "ages"),
        ({"gender": "robot"}, "gender"),
        ({"platforms": ["myspace"]}, "platforms"),
        ({"niches": ["999999"]}, "niches"),
        ({"niches": ["x\x00"]}, "niches"),
        ({"niches": ["9" * 30]}, "niches"),
        ({"audience_size": "0"}, "audience_size"),
        ({"audience_size": "many"}, "audience_size"),
        ({"pool": "elsewhere"}, "pool"),
        ({"pool": "import"}, "pool"),
        ({"pool": "list", "pool_list": "999999"}, "pool_list"),
        ({"people_min": "-1"}, "people_min"),
        ({"people_min": "9" * 30}, "people_min"),
        ({"people_min": "20", "people_max": "10"}, "people_max"),
        ({"people_min": "0", "people_max": "0"}, "people_max"),
        ({"share_cap": "0"}, "share_cap"),
        ({"share_cap": "250"}, "share_cap"),
        ({"micro_share_min": "80", "micro_share_max": "30"}, "micro_share_max"),
        ({"micro_share_min": "-1"}, "micro_share_min"),
        ({"credibility_min": "1e2"}, "credibility_min"),
        (shares(instagram=("80", "20")), "platform_shares"),
        (shares(instagram=("80", ""), tiktok=("60", "")), "platform_shares"),
        (shares(instagram=("", "10"), tiktok=("", "10"), youtube=("", "10")), "platform_shares"),
        (shares(instagram=("much", "")), "platform_shares"),
        ({"platforms": ["tiktok"], **shares(instagram=("20", ""))}, "platform_shares"),
        ({"must_have": "@nobody"}, "must_have"),
        ({"must_have": "x" * 10_000}, "must_have"),
        ({"never": "\n".join("abcdefgh" * 60)}, "never"),
        ({"never": "instagram:\x00"}, "never"),
    ],
)
def test_bad_input_is_named_at_its_field_and_writes_nothing(client, planner, brand, changes, field):
    errors = errors_of(client.post(NEW, sent(brand, **changes)))
    assert list(errors) == [field]
    assert not Campaign.objects.exists()


def test_the_summary_links_to_the_fields(client, planner, brand):
    html = client.post(NEW, sent(brand, budget="a lot", countries=[])).content.decode()
    assert 'href="#id_budget"' in html
    assert 'href="#div_id_countries"' in html
    assert 'value="a lot"' in html
    assert 'role="alert"' in html


def test_an_empty_form_is_refused(client, planner):
    assert {"name", "budget", "brand", "goal"} <= set(errors_of(client.post(NEW, {})))


def test_what_belongs_to_another_brand_does_not_exist(client, planner, brand):
    stranger = make.member(brand=make.brand())
    foreign = {
        "brand": stranger.brands.get().pk,
        "pool_list": make.saved_list(brand=stranger.brands.get()).pk,
        "pool_import": finished_import(user=stranger).pk,
    }
    for field, pool in (("brand", "catalogue"), ("pool_list", "list"), ("pool_import", "import")):
        errors = errors_of(client.post(NEW, sent(brand, **{field: foreign[field], "pool": pool})))
        assert field in errors
    assert not Campaign.objects.exists()


def test_lists_and_imports_of_one_brand_are_no_pool_of_the_users_other_brand(client, planner, brand):
    other = make.brand()
    other.memberships.create(user=planner, role=Role.PLANNER)
    colleague = make.member(brand=other)
    saved_list, upload = make.saved_list(brand=other), finished_import(user=colleague)
    assert "pool_list" in errors_of(client.post(NEW, sent(brand, pool="list", pool_list=saved_list.pk)))
    assert "pool_import" in errors_of(client.post(NEW, sent(brand, pool="import", pool_import=upload.pk)))


def test_a_list_of_the_command_line_is_a_pool_for_all_and_an_upload_of_nobody_for_none(
    client, planner, brand
):
    by_command, left = finished_import(user=None), finished_import(user=None, file="imports/left.list")
    assert "pool_import" in errors_of(client.post(NEW, sent(brand, pool="import", pool_import=left.pk)))
    client.post(NEW, sent(brand, pool="import", pool_import=by_command.pk))
    assert Campaign.objects.get().pool_import == by_command


def test_where_nobody_counted_the_adults_the_size_is_asked_for(client, planner, brand):
    errors = errors_of(client.post(NEW, sent(brand, countries=["ID", "JP"])))
    assert "Japan" in errors["audience_size"][0]
    client.post(NEW, sent(brand, countries=["ID", "JP"], audience_size="40 million"))
    assert Campaign.objects.get().audience_size == 40_000_000


# --- must have and never -------------------------------------------------------------------------------
def test_a_handle_on_two_platforms_needs_its_platform(client, planner, brand):
    person = make.influencer()
    first = make.profile(influencer=person, handle="ayu", platform="instagram", followers=5_000)
    make.profile(influencer=person, handle="ayu", platform="tiktok", followers=5_000)
    message = errors_of(client.post(NEW, sent(brand, must_have="\n @AYU ")))["must_have"][0]
    assert message.startswith("Line 2")
    assert "instagram:@ayu, tiktok:@ayu" in message
    client.post(NEW, sent(brand, must_have="Instagram: @Ayu"))
    assert Pin.objects.get().profile == first


def test_a_name_serves_where_it_means_one_profile(client, planner, brand):
    row = make.profile(influencer=make.influencer(name="Si Teteh Contoh"), followers=5_000)
    client.post(NEW, sent(brand, must_have=f"si teteh contoh\n@{row.handle}"))
    assert Pin.objects.get().profile == row


def test_a_channel_known_by_its_title_can_be_named(client, planner, brand):
    row = make.profile(handle="", title="Dapur: Contoh", platform="youtube", followers=5_000)
    client.post(NEW, sent(brand, never="Dapur: Contoh"))
    assert Pin.objects.get().profile == row
    html = client.get(reverse("campaigns:edit", args=[Campaign.objects.get().pk])).content.decode()
    assert "youtube:Dapur: Contoh" in html


def test_nobody_is_both_must_have_and_never(client, planner, brand):
    row = make.profile(followers=5_000)
    errors = errors_of(client.post(NEW, sent(brand, must_have=f"@{row.handle}", never=f"@{row.handle}")))
    assert "must have as well" in errors["never"][0]


@pytest.mark.parametrize("followers", [None, 900])
def test_who_is_in_no_tier_of_the_mix_cannot_be_a_must_have(client, planner, brand, followers):
    row = make.profile(followers=followers)
    assert (
        "neither micro nor macro"
        in errors_of(client.post(NEW, sent(brand, must_have=f"@{row.handle}")))["must_have"][0]
    )


def test_who_is_no_longer_active_is_not_found(client, planner, brand):
    row = make.profile(influencer=make.influencer(is_active=False), followers=5_000)
    assert "must_have" in errors_of(client.post(NEW, sent(brand, must_have=f"@{row.handle}")))


# --- editing -------------------------------------------------------------------------------------------
@pytest.fixture
def campaign(brand):
    row = make.campaign(
        brand=brand,
        name="Before",
        micro_share_min=0.07,
        platform_shares={"tiktok": [0.07, 1.0]},
        niches=[make.niche(slug="skincare")],
    )
    Pin.objects.create(campaign=row, profile=make.profile(followers=5_000), kind=PinKind.INCLUDE)
    return row


def as_shown(response):
    """What a browser would send back, had nobody touched the form."""
    form = response.context["form"]
    values = {}
    for bound in form:
        value = bound.value()
        if bound.name == "platform_shares":
            widgets = bound.field.widget.get_context(bound.html_name, value, {})["widget"]["subwidgets"]
            values |= {each["name"]: each["value"] or "" for each in widgets}
        elif isinstance(value, bool):
            values |= {bound.html_name: "on"} if value else {}
        elif isinstance(value, list):
            values[bound.html_name] = [getattr(each, "pk", each) for each in value]
        elif value is not None:
            values[bound.html_name] = str(value)
    return values


def edit_url(campaign):
    return reverse("campaigns:edit", args=[campaign.pk])


def test_saving_what_is_shown_changes_nothing(client, planner, campaign):
    fields = [field.attname for field in Campaign._meta.fields if field.name != "updated_at"]
    before = Campaign.objects.values(*fields).get()
    pins, niches = list(campaign.pins.values_list("profile", "kind")), list(campaign.niches.all())
    response = client.post(edit_url(campaign), as_shown(client.get(edit_url(campaign))))
    assert response.status_code == 302
    assert Campaign.objects.values(*fields).get() == before
    assert list(campaign.pins.values_list("profile", "kind")) == pins
    assert list(campaign.niches.all()) == niches


@pytest.mark.parametrize(
    "changes", [{"pool": "list"}, {"pool": "list", "name": ""}, {"pool": "import"}, {"pool": "nowhere"}]
)
def test_a_mistake_in_a_stored_brief_is_shown_and_changes_nothing(client, planner, campaign, changes):
    values = as_shown(client.get(edit_url(campaign)))
    page = client.post(edit_url(campaign), values | changes)
    assert errors_of(page)
    campaign.refresh_from_db()
    assert (campaign.pool, campaign.name) == ("catalogue", "Before")


def test_a_mistake_in_a_brief_with_a_list_is_shown(client, planner, brand, campaign):
    campaign.pool, campaign.pool_list = "list", make.saved_list(brand=brand)
    campaign.save()
    values = as_shown(client.get(edit_url(campaign)))
    assert errors_of(client.post(edit_url(campaign), values | {"pool_list": "999999"}))


def test_a_campaign_stays_with_its_brand(client, planner, campaign):
    other = make.brand()
    other.memberships.create(user=planner, role=Role.PLANNER)
    client.post(edit_url(campaign), as_shown(client.get(edit_url(campaign))) | {"brand": other.pk})
    assert Campaign.objects.get().brand == campaign.brand


def test_a_stale_form_keeps_the_input_and_says_what_differs(client, planner, campaign):
    old = as_shown(client.get(edit_url(campaign)))
    client.post(edit_url(campaign), old | {"name": "By a colleague"})
    response = client.post(edit_url(campaign), old | {"budget": "777 jt"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "was changed on" in html
    assert html.count("was changed on") == 1
    assert "it differs in: Name of the campaign, Budget, everything included. Save again" in html
    assert 'value="777 jt"' in html
    assert Campaign.objects.get().name == "By a colleague"

    again = client.post(
        edit_url(campaign), old | {"budget": "777 jt", "seen": response.context["form"]["seen"].value()}
    )
    assert again.status_code == 302
    assert Campaign.objects.get().budget == 777_000_000


def test_a_pin_set_elsewhere_makes_the_form_stale_too(client, planner, campaign):
    old = as_shown(client.get(edit_url(campaign)))
    Pin.objects.create(campaign=campaign, profile=make.profile(followers=5_000), kind=PinKind.EXCLUDE)
    assert client.post(edit_url(campaign), old).status_code == 200
    assert campaign.pins.count() == 2


@pytest.mark.parametrize("seen", ["", "x" * 10_000, "\x00"])
def test_a_form_without_its_mark_overwrites_nothing(client, planner, campaign, seen):
    old = as_shown(client.get(edit_url(campaign)))
    assert client.post(edit_url(campaign), old | {"seen": seen, "name": "After"}).status_code == 200
    assert Campaign.objects.get().name == "Before"


def test_a_failing_write_leaves_the_brief_as_it_was(client, planner, campaign, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    values = as_shown(client.get(edit_url(campaign)))
    monkeypatch.setattr(Pin.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        client.post(edit_url(campaign), values | {"name": "After"})
    assert Campaign.objects.get().name == "Before"
    assert campaign.pins.count() == 1


# --- sent twice ----------------------------------------------------------------------------------------
def test_a_brief_sent_twice_is_one_campaign(client, planner, brand):
    values = sent(brand, token=client.get(NEW).context["form"]["token"].value())
    first, second = client.post(NEW, values), client.post(NEW, values)
    assert Campaign.objects.count() == 1
    assert first.url == second.url


def test_two_briefs_that_look_the_same_are_two_campaigns(client, planner, brand):
    for _time in range(2):
        client.post(NEW, sent(brand, token=client.get(NEW).context["form"]["token"].value()))
    assert Campaign.objects.count() == 2


def test_a_brief_whose_mark_is_garbage_is_told_so(client, planner, brand):
    assert "token" in errors_of(client.post(NEW, sent(brand, token="x\x00")))


# --- the model's own checks, for the administration as well --------------------------------------------
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"countries": ["Indonesia"]}, "countries"),
        ({"countries": "ID"}, "countries"),
        ({"ages": [18]}, "ages"),
        ({"platforms": {"instagram": 1}}, "platforms"),
        ({"platform_shares": ["instagram"]}, "platform_shares"),
        ({"platform_shares": {"instagram": [0.2]}}, "platform_shares"),
        ({"platform_shares": {"instagram": ["a", "b"]}}, "platform_shares"),
        ({"platform_shares": {"myspace": [0, 1]}}, "platform_shares"),
    ],
)
def test_the_model_refuses_lists_of_another_shape(brand, fields, field):
    campaign = make.campaign(brand=brand)
    for name, value in fields.items():
        setattr(campaign, name, value)
    with pytest.raises(ValidationError) as refused:
        campaign.full_clean()
    assert list(refused.value.error_dict) == [field]


# --- the pages -----------------------------------------------------------------------------------------
def test_the_page_of_a_campaign_says_the_brief_in_words(client, planner, campaign):
    html = client.get(campaign.get_absolute_url()).content.decode()
    assert "Awareness: awareness counts 85\u00a0%" in html
    assert "Micro: 7\u00a0% to 100\u00a0% of the spend" in html
    assert reverse("campaigns:edit", args=[campaign.pk]) in html


def test_pages_take_a_constant_number_of_queries(
    client, planner, campaign, brand, django_assert_max_num_queries
):
    for _number in range(3):
        make.saved_list(brand=brand)
        row = make.profile(followers=5_000)
        Pin.objects.create(campaign=campaign, profile=row, kind=PinKind.EXCLUDE)
        campaign.plans.create(version=_number + 1, answer={}, created_by=planner)
        make.campaign(brand=brand)
    with django_assert_max_num_queries(18):
        client.get(NEW)
    with django_assert_max_num_queries(22):
        client.get(edit_url(campaign))
    with django_assert_max_num_queries(17):
        client.get(campaign.get_absolute_url())
    with django_assert_max_num_queries(13):
        client.get("/campaigns/")


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_campaign(client, planner, brand):
    token = client.get(NEW).context["form"]["token"].value()
    values = sent(brand, token=token, audience_size="5 million")  # needs no benchmark
    start = Barrier(2)

    def click():
        other = Client()
        other.cookies = client.cookies
        start.wait()
        try:
            return other.post(NEW, values).url
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        clicks = [pool.submit(click) for _click in range(2)]
        assert len({each.result() for each in clicks}) == 1
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "is_outdated"), [({"name": "After"}, False), ({"budget": "777 jt"}, True)]
)
def test_the_page_says_when_the_recommendation_answers_another_brief(
    client, planner, campaign, changes, is_outdated
):
    fields = {"state": RecommendationState.DONE, "fingerprint": fingerprint(campaign)}
    campaign.recommendations.create(**fields)
    client.post(edit_url(campaign), as_shown(client.get(edit_url(campaign))) | changes)
    assert (
        "changed since the newest recommendation" in client.get(campaign.get_absolute_url()).text
    ) is is_outdated


def test_the_page_splits_the_budget_as_the_playbook_would(client, planner, brand):
    html = client.get(make.campaign(brand=brand, budget=500_000_000).get_absolute_url()).text
    assert "Rp\u00a0150\u00a0mn into micro and Rp\u00a0350\u00a0mn into macro" in html


def test_the_playbook_of_a_brief_follows_the_weight_that_was_set(client, planner, brand):
    campaign = make.campaign(brand=brand, budget=500_000_000, goal="engagement", awareness_weight=0.85)
    assert "Rp\u00a0150\u00a0mn into micro" in client.get(campaign.get_absolute_url()).text


SUMMARY = "/campaigns/new/summary/"


def test_the_summary_says_what_can_be_read_so_far_and_saves_nothing(client, planner, brand):
    skincare = make.niche(slug="skincare")
    make.profile(followers=20_000, platform="tiktok", niches=[skincare])
    make.profile(followers=20_000, platform="tiktok")
    make.profile(followers=20_000, platform="tiktok", niches=[make.niche(slug="comedy")])
    make.profile(followers=20_000, platform="instagram", niches=[skincare])
    sending = sent(brand, name="", budget="300 juta", platforms=["tiktok"], niches=[skincare.pk])
    response = client.post(SUMMARY, sending)
    found = response.context["summary"]
    assert (found.catalogue, found.pool, found.about) == (4, 3, 2)
    assert "2 can be chosen" in response.text
    assert found.micro + found.macro == 300_000_000
    assert "Rp\xa0300,000,000, everything included" in response.text
    assert not Campaign.objects.exists()


def test_the_summary_leaves_out_what_is_missing_or_wrong(client, planner, brand):
    response = client.post(SUMMARY, sent(brand, budget="a lot", starts_on="", countries=["ZZ"]))
    found = response.context["summary"]
    assert found.micro is None
    assert "Budget" not in dict(found.words)
    assert client.post(SUMMARY, {}).status_code == 200


def test_the_pool_of_a_new_brief_is_told_before_anything_is_typed(client, planner, brand):
    make.profile(followers=20_000)
    make.profile(followers=500)
    assert "1 can be chosen" in client.get(NEW).text


def test_many_niches_can_be_searched_and_ticked(client, planner):
    make.niche(slug="skincare")
    html = client.get(NEW).text
    assert 'type="search" id="id_niches_search"' in html
    assert 'type="search" id="id_countries_search"' in html


def test_the_summary_leaves_out_a_list_of_another_brand(client, planner, brand):
    listed, _unlisted = make.profile(followers=20_000), make.profile(followers=20_000)
    other = make.brand()
    Membership.objects.create(brand=other, user=planner, role="planner")
    theirs = make.saved_list(brand=other, profiles=[listed])
    for chosen, pool in ((brand, 2), (other, 1)):
        sending = sent(chosen, pool="list", pool_list=theirs.pk)
        assert client.post(SUMMARY, sending).context["summary"].pool == pool


def test_a_weight_between_two_percents_moves_the_slider_in_either_language(client, planner, brand):
    campaign = make.campaign(brand=brand, awareness_weight=0.333)
    for language in ("en", "id"):
        html = client.get(edit_url(campaign), headers={"accept-language": language}).text
        assert 'name="awareness_weight" id="id_awareness_weight" value="33"' in html

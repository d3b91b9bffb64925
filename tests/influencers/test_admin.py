"""The administration of the catalogue: complete, constant in cost, and no way around an invariant."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import translation

from influencers.form_fields import NumberField
from influencers.models import (
    AudienceShare,
    Benchmark,
    CatalogueChange,
    Credibility,
    Doubt,
    Erasure,
    ExchangeRate,
    Import,
    Influencer,
    Measurement,
    Merge,
    Niche,
    NicheSynonym,
    Profile,
    ProfileNiche,
    Rate,
    RememberedColumns,
    Source,
    TaxRate,
    Trace,
)
from tests import admin_pages, factories
from tests.admin_pages import address, messages_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
READ_ONLY = {Doubt, Erasure, Import, Merge, RememberedColumns, Trace}
FOR_PROGRAMS = {CatalogueChange}


@pytest.fixture
def staff(client):
    client.force_login(factories.user(username="chief", is_staff=True, is_superuser=True))
    return client


def know(profile, *, day, source, niche):
    """One fact of each kind."""
    factories.measurement(profile=profile, measured_on=day, source=source, followers=5_000)
    factories.rate(profile=profile, quoted_on=day, source=source)
    factories.package(profile=profile, quoted_on=day, source=source)
    Credibility.objects.create(
        profile=profile, basis="real_followers", share=0.8, assessed_on=day, source=source
    )
    AudienceShare.objects.create(profile=profile, dimension="country", value="ID", share=0.7, source=source)
    ProfileNiche.objects.create(profile=profile, niche=niche, weight=0.5)


def grow(number):
    """So many more rows of every model; the first profile, influencer and niche gain as many facts."""
    first = Profile.objects.order_by("pk").first() or factories.profile()
    parent = Niche.objects.order_by("pk").first()
    for index in range(number):
        source, row = factories.source(), factories.profile(followers=2_000)
        day = DAY + timedelta(days=Measurement.objects.count())
        niche = factories.niche(parent=parent)
        for profile in (first, row):
            know(profile, day=day, source=source, niche=niche)
        factories.profile(influencer=first.influencer)
        factories.contact(influencer=first.influencer)
        Erasure.objects.create(number=Erasure.objects.count())
        Merge.objects.create(kind="people", influencer=first.influencer, gone=10**9 + Merge.objects.count())
        factories.overlap(first=first, second=row, people=100, observed_on=day, source=source)
        NicheSynonym.objects.create(term=f"word {day}", niche=parent)
        ExchangeRate.objects.create(currency="USD", rupiah=16_000, as_of=day, source="A bank")
        TaxRate.objects.create(kind="ppn", valid_from=day, value=0.11, source="A law")
        run = Import.objects.create(file_name=f"{index}.csv", as_of=day, uploaded_by=factories.user())
        Doubt.objects.create(import_run=run, profile=row, row=2, reason="Not a gender.", kind="flagged")
        shape = {"shape": f"{RememberedColumns.objects.count():064}", "header": ["a"], "fields": ["name"]}
        RememberedColumns.objects.create(file_name="a.csv", decided_by=factories.user(), **shape)
        Trace.objects.create(import_run=run, table="profile", first=row.pk, last=row.pk)


def test_every_model_of_the_catalogue_has_its_pages():
    assert set(admin_pages.registered("influencers")) == {
        model for model in apps.get_app_config("influencers").get_models() if model in admin.site._registry
    }
    missing = set(apps.get_app_config("influencers").get_models()) - set(admin.site._registry)
    assert missing <= FOR_PROGRAMS


def test_pages_cost_the_same_with_many_rows(staff):
    grow(3)
    few = admin_pages.costs(staff, "influencers")
    grow(27)
    assert admin_pages.costs(staff, "influencers") == few
    assert not admin_pages.too_dear(few)


def test_everything_but_records_can_be_added(staff):
    for model in admin_pages.registered("influencers"):
        assert admin_pages.may_add(staff, model) == (model not in READ_ONLY), model


def test_records_are_read_only(staff):
    row = Import.objects.create(file_name="list.csv", as_of=DAY, report={"rows": 3, "rejected": [{}, {}]})
    page = staff.get(address(Import, "change", row.pk))
    assert '<tr><th scope="row">rejected</th><td>2</td></tr>' in page.content.decode()
    assert staff.post(address(Import, "change", row.pk), {"file_name": "x"}).status_code == 403
    assert staff.post(address(Import, "delete", row.pk), {"post": "yes"}).status_code == 403


def no_rows(*prefixes):
    """Management forms of inlines that change nothing."""
    return {
        f"{prefix}-{key}": value
        for prefix in prefixes
        for key, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0))
    }


INLINES = ("niche_weights", "measurements", "rates", "packages", "credibility_records", "audience_shares")


def profile_form(row=None, **fields):
    values = {"platform": "instagram", "handle": "mayarasa", "title": "", "url": "", **no_rows(*INLINES)}
    return {**values, "influencer": (row.influencer if row else factories.influencer()).pk, **fields}


def one_row(prefix, **fields):
    return {f"{prefix}-TOTAL_FORMS": 1, **{f"{prefix}-0-{name}": value for name, value in fields.items()}}


def test_facts_added_beside_a_profile_become_its_current_figures(staff):
    source = factories.source()
    data = profile_form(
        handle="@MayaRasa",
        **one_row("measurements", measured_on="2026-05-01", followers="150000", source=source.pk),
        **one_row(
            "rates",
            deliverable="instagram_post",
            amount="7500000",
            currency="IDR",
            basis="nett",
            quoted_on="2026-05-01",
            source=source.pk,
        ),
        **one_row(
            "credibility_records",
            basis="real_followers",
            share="80 %",
            assessed_on="2026-05-01",
            source=source.pk,
        ),
    )
    response = staff.post(address(Profile, "add"), data)
    assert response.status_code == 302, messages_of(response)
    row = Profile.objects.get()
    assert (row.handle, row.tier, row.followers) == ("MayaRasa", "macro", 150_000)
    assert (row.price, row.credibility, row.source) == (7_500_000, 0.8, source)


def test_correcting_or_deleting_a_fact_brings_the_profile_in_line(staff):
    row = factories.profile(followers=5_000)
    seen = factories.measurement(profile=row, measured_on=date(2026, 7, 1), followers=200_000)
    form = {"measured_on": "2026-07-01", "followers": "20000", "source": seen.source_id}
    assert staff.post(address(Measurement, "change", seen.pk), form).status_code == 302
    row.refresh_from_db()
    assert (row.followers, row.tier) == (20_000, "micro")
    assert staff.post(address(Measurement, "delete", seen.pk), {"post": "yes"}).status_code == 302
    row.refresh_from_db()
    assert row.followers == 5_000


def test_a_corrected_fact_cannot_become_another_one(staff):
    row, source = factories.profile(), factories.source()
    for day in (1, 2):
        seen = factories.measurement(profile=row, measured_on=date(2026, 7, day), source=source)
    form = {"measured_on": "2026-07-01", "source": source.pk}
    assert "for that day already" in messages_of(staff.post(address(Measurement, "change", seen.pk), form))


def test_deleting_facts_from_the_list_brings_their_profiles_in_line(staff):
    row = factories.profile(followers=5_000, price=900_000)
    action = {"action": "delete_selected", "_selected_action": [row.rates.get().pk], "post": "yes"}
    assert staff.post(address(Rate, "changelist"), action).status_code == 302
    row.refresh_from_db()
    assert row.price is None


PROFILE_FAULTS = [
    ({"handle": " @MAYARASA "}, "in the catalogue already"),
    ({"handle": "", "title": "Dapur Ibu"}, "in the catalogue already"),
    ({"handle": " @ ", "title": ""}, "Give a handle"),
    ({"handle": "x" * 10_000}, "at most 150 characters"),
    ({"platform": "orkut"}, "not one of the available choices"),
    (one_row("niche_weights", niche="1", weight="150"), "between 0 and 100"),
    (one_row("niche_weights", niche="1", weight="0"), "more than 0 and at most 1"),
    (one_row("measurements", measured_on="2026-05-01", followers="-5", source="1"), "cannot be negative"),
    (one_row("measurements", measured_on="2026-05-01", engagement_rate="0.1"), "needs its denominator"),
    (one_row("measurements", measured_on="the other day"), "Enter a valid date"),
    (one_row("rates", deliverable="instagram_post", amount="0", currency="IDR"), "more than zero"),
    (one_row("rates", deliverable="instagram_post", amount="9" * 30, currency="IDR"), "too large"),
    (one_row("credibility_records", basis="real_followers", share="200"), "between 0 and 100"),
    (one_row("audience_shares", dimension="age", value="18-24", share="nan"), "Write a percentage"),
]


@pytest.mark.parametrize(("fields", "message"), PROFILE_FAULTS)
def test_a_profile_that_breaks_a_rule_is_refused_at_its_form(staff, fields, message):
    factories.profile(handle="mayarasa")
    factories.profile(handle="", title="Dapur Ibu")
    response = staff.post(address(Profile, "add"), profile_form(**{"handle": "new", **fields}))
    assert message in messages_of(response)
    assert Profile.objects.count() == 2


def test_the_same_fact_twice_in_one_form_is_refused(staff):
    row, source = factories.profile(handle="mayarasa"), factories.source()
    seen = {"measured_on": "2026-05-01", "source": source.pk}
    data = profile_form(row, **one_row("measurements", **seen))
    data |= {"measurements-TOTAL_FORMS": 2, **{f"measurements-1-{key}": value for key, value in seen.items()}}
    response = staff.post(address(Profile, "change", row.pk), data)
    assert "duplicate" in messages_of(response)
    assert not row.measurements.exists()


A_RATE = {"valid_from": "2027-01-01", "source": "A law", "brackets": "[]"}
REFERENCE_FAULTS = [
    (
        Benchmark,
        {"metric": "engagement_rate", "platform": "instagram", "value": "1", "evidence": "X", "source": "s"},
        "exactly this already",
    ),
    (Benchmark, {"metric": "m", "value": "-1", "evidence": "X", "source": "s"}, "cannot be negative"),
    (
        Benchmark,
        {
            "metric": "m",
            "value": "1",
            "evidence": "X",
            "source": "s",
            "followers_from": "9",
            "followers_to": "1",
        },
        "ends before it begins",
    ),
    (
        ExchangeRate,
        {"currency": "usd", "rupiah": "16000", "as_of": "2026-05-01", "source": "s"},
        "three capital",
    ),
    (
        ExchangeRate,
        {"currency": "IDR", "rupiah": "1", "as_of": "2026-05-01", "source": "s"},
        "foreign currency",
    ),
    (
        ExchangeRate,
        {"currency": "USD", "rupiah": "0", "as_of": "2026-05-01", "source": "s"},
        "more than zero",
    ),
    (TaxRate, {**A_RATE, "kind": "ppn", "value": "11"}, "PPh 23 and PPN are 0 to 0.5"),
    (TaxRate, {**A_RATE, "kind": "ppn"}, "PPh 23 and PPN are 0 to 0.5"),
    (TaxRate, {**A_RATE, "kind": "pph21_without_npwp", "value": "0.2"}, "1 to 2"),
    (TaxRate, {**A_RATE, "kind": "pph21_steps", "value": "0.1", "brackets": "[[0, 0.05]]"}, "no value"),
    (TaxRate, {**A_RATE, "kind": "vat", "value": "0.1"}, "not one of the available"),
    (TaxRate, {**A_RATE, "kind": "ppn", "value": "0.1", "brackets": "[[0, 0.05]]"}, "Only the steps"),
    (TaxRate, {**A_RATE, "kind": "ppn", "value": "0.1", "valid_from": "2025-01-01"}, "from that day already"),
    *(
        (TaxRate, {**A_RATE, "kind": "pph21_steps", "brackets": steps}, "rising from 0")
        for steps in (
            "[]",
            "{}",
            "[1]",
            "[[1, 0.05]]",
            "[[0, 0.05], [0, 0.1]]",
            "[[0, 0.5]]",
            "[[0, true]]",
            '[["0", 0.05]]',
            "[[0.5, 0.05]]",
            f"[[0, 0.05], [{10**400}, 0.1]]",
        )
    ),
    (NicheSynonym, {"term": "SKIN CARE", "niche": "1"}, "already belongs"),
    (Niche, {"slug": "beauty", "name": "B", "name_id": "B", **no_rows("synonyms")}, "already exists"),
    (Influencer, {"name": "A", "country": "id", **no_rows("profiles")}, "two capital letters"),
    (Influencer, {"name": "\x00", **no_rows("profiles")}, "Null characters"),
    (Source, {"name": "A", "kind": "gossip", "obtained_on": "2026-05-01"}, "not one of the available"),
]


@pytest.mark.parametrize(("model", "fields", "message"), REFERENCE_FAULTS)
def test_reference_data_that_breaks_a_rule_is_refused_at_its_form(staff, model, fields, message):
    before = model.objects.count()
    defaults = {"followers_from": "0"} if model is Benchmark else {}
    response = staff.post(address(model, "add"), {**defaults, **fields})
    assert message in messages_of(response)
    assert model.objects.count() == before


def test_a_benchmark_keeps_its_source_and_date(staff):
    row = Benchmark.objects.filter(metric="handling_cost").get()
    form = {
        "metric": row.metric,
        "country": row.country,
        "followers_from": 0,
        "value": "650000",
        "evidence": "S",
        "source": "Our own books",
        "as_of": "2026-05-01",
    }
    assert staff.post(address(Benchmark, "change", row.pk), form).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.source, row.as_of) == (650_000, "Our own books", date(2026, 5, 1))


NUMBERS = [
    ("en", "650,000", 650_000),
    ("en", "0.0125", 0.0125),
    ("id", "650.000", 650_000),
    ("id", "1.250,5", 1_250.5),
    ("id", "0.0125", 0.0125),
    ("id", "1.2.3", None),
    ("en", "nan", None),
    ("en", "1e9", None),
]


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_numbers_are_read_as_the_language_writes_them(language, text, value):
    field = NumberField()
    with translation.override(language):
        if value is None:
            with pytest.raises(ValidationError):
                field.clean(text)
        else:
            assert field.clean(text) == value == field.clean(field.prepare_value(value))


def test_figures_are_grouped_where_they_are_read_and_where_they_are_written(staff):
    fact = factories.measurement(
        profile=factories.profile(), measured_on=DAY, average_views=3_049_016, average_likes=131_267.1
    )
    for page in (address(Profile, "change", fact.profile_id), address(Measurement, "change", fact.pk)):
        text = staff.get(page, headers={"accept-language": "id"}).content.decode()
        assert "3.049.016" in text
        assert "3049016" not in text
    assert 'value="131.267,1"' in text


def niche_form(row, *words):
    fields = {"slug": row.slug, "name": row.name, "name_id": row.name_id, **no_rows("synonyms")}
    fields["synonyms-TOTAL_FORMS"] = len(words)
    return fields | {f"synonyms-{index}-term": word for index, word in enumerate(words)}


def test_niches_take_new_words_but_none_twice(staff):
    row = factories.niche(slug="kites", name="Kites")
    url = address(Niche, "change", row.pk)
    assert "is here twice" in messages_of(staff.post(url, niche_form(row, "layangan", "Layangan")))
    assert staff.post(url, niche_form(row, "layangan", "layang-layang")).status_code == 302
    assert row.synonyms.count() == 2


def test_niches_keep_two_levels(staff):
    below = factories.niche(slug="kites", name="Kites", parent=Niche.objects.get(slug="sports"))
    form = {"slug": "x", "name": "X", "name_id": "X", "parent": below.pk, **no_rows("synonyms")}
    assert "two levels" in messages_of(staff.post(address(Niche, "add"), form))


def test_what_facts_refer_to_cannot_be_deleted(staff):
    used, unused = factories.niche(slug="kites"), factories.niche(slug="marbles")
    row = factories.profile(niches=[used], followers=10)
    assert staff.post(address(Niche, "delete", used.pk), {"post": "yes"}).status_code == 403
    assert staff.post(address(Niche, "delete", unused.pk), {"post": "yes"}).status_code == 302
    assert staff.post(address(Source, "delete", row.source_id), {"post": "yes"}).status_code == 403
    assert Niche.objects.filter(slug__in=["kites", "marbles"]).get() == used

"""Taking an import back: what it created goes, what it changed returns, what others rely on stays."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from influencers.importing import undoing, uploads
from influencers.models import (
    Credibility,
    Import,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
    Trace,
)
from influencers.models.importing import ImportStatus
from tests import factories
from tests.influencers.import_files import csv_file
from tests.influencers.test_import_saving import bring, everything

pytestmark = pytest.mark.django_db
HEADER = ["username", "nama lengkap", "kategori", "followers", "kota", "harga feed"]
ROWS = [
    ["contoh.satu", "Contoh Satu", "Beauty", "45rb", "Bandung", "Rp 1.000.000"],
    ["contoh.dua", "Contoh Dua", "Kuliner, Travel", "1,2jt", "", ""],
    ["contoh.tiga", "Contoh Tiga", "", "5rb", "Medan", "Rp 200.000"],
]
LATER = date(2026, 6, 1)


@pytest.fixture
def first(tmp_path):
    return bring(csv_file(tmp_path, HEADER, *ROWS))


def take_back(run):
    """As the page does it: looked at before, then done; what was foretold is what happened."""
    foretold = undoing.outlook(run)
    assert uploads.undo(run.pk, by=None).status == "undone"
    run.refresh_from_db()
    assert undoing.Outlook(**run.report["undone"]) == foretold
    return foretold


def kept_figures():
    """Everything but the moment at which a person was touched last."""
    known = everything()
    for row in known[Influencer]:
        row.pop("updated_at")
    return known


def test_what_was_created_goes(first):
    told = take_back(first)
    assert (told.profiles, told.kept, told.restored, told.stayed) == (3, 0, 0, 0)
    assert told.facts == 5
    assert not any(everything().values())
    assert not first.profiles.exists()


def test_what_was_changed_returns_to_what_it_was(tmp_path, first):
    before = kept_figures()
    more = [
        ["contoh.satu", "", "", "50rb", "Jakarta", "Rp 2.000.000"],
        ["contoh.dua", "", "", "", "Solo", ""],
        ["contoh.tiga", "", "Gaming", "6rb", "", ""],
        ["contoh.baru", "Baru", "Beauty", "9rb", "", ""],
    ]
    second = bring(csv_file(tmp_path, HEADER, *more, name="second.csv"), as_of=LATER)
    assert Profile.objects.get(handle="contoh.satu").followers == 50_000
    told = take_back(second)
    assert (told.profiles, told.kept, told.restored, told.stayed) == (1, 0, 2, 0)
    assert kept_figures() == before


def test_figures_that_were_corrected_return(tmp_path):
    path = csv_file(tmp_path, ["username", "followers", "avg likes"], ["contoh.satu", "700", "52000"])
    bring(path)
    before = kept_figures()
    corrected = bring(path, answers={"#2": "avg_likes", "#3": "followers"})
    assert Profile.objects.get().followers == 52_000
    assert take_back(corrected).restored == 1
    assert kept_figures() == before


def test_what_somebody_changed_since_stays(tmp_path, first):
    more = [["contoh.dua", "", "", "", "Solo", ""], ["contoh.tiga", "", "Gaming", "", "", ""]]
    second = bring(csv_file(tmp_path, HEADER, *more, name="second.csv"), as_of=LATER)
    Influencer.objects.filter(name="Contoh Dua").update(city="Yogyakarta")
    ProfileNiche.objects.filter(profile__handle="contoh.tiga").update(weight=0.5)
    told = take_back(second)
    assert (told.restored, told.stayed) == (0, 2)
    assert Influencer.objects.get(name="Contoh Dua").city == "Yogyakarta"


def test_profiles_that_others_rely_on_keep_their_place(first):
    listed, edited, logged = (
        Profile.objects.get(handle=f"contoh.{each}") for each in ("satu", "dua", "tiga")
    )
    factories.saved_list(brand=factories.brand()).profiles.add(listed)
    edited.influencer.save()
    LogEntry.objects.log_actions(factories.user().pk, [logged], CHANGE, change_message="x")
    told = take_back(first)
    assert (told.profiles, told.kept) == (0, 3)
    assert Influencer.objects.count() == Profile.objects.count() == 3
    assert not any(model.objects.exists() for model in (Measurement, Rate, Credibility))
    listed.refresh_from_db()
    assert (listed.followers, listed.price, listed.tier) == (None, None, "unknown")


def test_profiles_of_another_import_stay_with_its_figures(tmp_path, first):
    second = bring(
        csv_file(tmp_path, HEADER, ["contoh.satu", "", "", "50rb", "", ""], name="b.csv"), as_of=LATER
    )
    told = take_back(first)
    assert (told.profiles, told.kept) == (2, 1)
    assert Profile.objects.get().followers == 50_000
    assert second.profiles.count() == 1


def test_a_figure_that_was_corrected_by_hand_stays(first):
    measurement = Measurement.objects.get(profile__handle="contoh.satu")
    Measurement.objects.filter(pk=measurement.pk).update(followers=46_000)
    LogEntry.objects.log_actions(factories.user().pk, [measurement], CHANGE, change_message="x")
    assert take_back(first).kept == 1
    assert Profile.objects.get().followers == 46_000


def test_the_list_can_come_in_again_afterwards(tmp_path, first):
    take_back(first)
    again = bring(tmp_path / "list.csv")
    assert again.report["created"] == 3
    assert Profile.objects.get(handle="contoh.satu").followers == 45_000


def test_taking_back_twice_takes_back_once(first):
    take_back(first)
    undone = Import.objects.get().undone_at
    uploads.undo(first.pk, by=None)
    assert Import.objects.get().undone_at == undone


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_it_waits_for_a_list_that_is_being_written(first):
    with CaptureQueriesContext(connection) as asked:
        take_back(first)
    statements = [query["sql"] for query in asked]
    waited = next(place for place, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql)
    assert not any(sql.startswith("DELETE") for sql in statements[:waited])


def test_a_list_that_a_campaign_chooses_from_stays(first):
    factories.campaign(pool="import", pool_import=first)
    with pytest.raises(uploads.Outdated):
        uploads.undo(first.pk, by=None)
    assert Import.objects.get().status == "done"
    assert Profile.objects.count() == 3


def test_nothing_changes_when_it_fails(first, monkeypatch):
    before = everything()
    monkeypatch.setattr(undoing.current, "refresh", lambda ids: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        uploads.undo(first.pk, by=None)
    assert everything() == before
    assert Import.objects.get().status == "done"


def test_it_is_asked_before_it_is_done(client, first):
    planner = factories.member(brand=factories.brand())
    client.force_login(planner)
    Import.objects.update(uploaded_by=planner)
    address = reverse("imports:undo", args=[first.pk])
    assert address in client.get(first.get_absolute_url()).content.decode()
    assert "3 profiles that it created: deleted." in client.get(address).content.decode()
    assert Import.objects.get().status == "done"
    page = client.post(address, follow=True).content.decode()
    assert "The import is taken back." in page
    assert "3 profiles that it created: deleted." in page
    assert Import.objects.get().undone_by == planner
    assert "Taken back" in client.get(reverse("imports:list")).content.decode()


def test_a_long_one_goes_on_in_the_background(client, first, monkeypatch):
    monkeypatch.setattr(uploads, "ROWS_AT_ONCE", 0)
    monkeypatch.setattr(uploads.work.background, "submit", lambda job, pk, lane: None)
    assert uploads.undo(first.pk, by=None).status == ImportStatus.UNDOING
    assert Profile.objects.count() == 3
    uploads.work.carry_on(first.pk)
    assert not Profile.objects.exists()


def test_traces_are_few(first):
    assert {(trace.table, trace.last - trace.first) for trace in Trace.objects.all()} == {
        ("influencer", 2),
        ("profile", 2),
    }
    assert first.finished_at <= timezone.now()

"""Imports in the background: how far they are, stopping them, and what is left when a process is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from influencers.importing import runs, uploads, work
from influencers.importing.desk import Desk
from influencers.models import Import, Influencer, Measurement, Profile, Source
from influencers.models.importing import CANCELLABLE, NEXT, UNFINISHED, ImportStatus
from tests import factories
from tests.influencers.import_files import csv_bytes, csv_file

pytestmark = pytest.mark.django_db
HEADER = ["username", "nama lengkap", "followers"]
ROOT = Path(__file__).resolve().parent.parent.parent


def rows(number):
    return [[f"contoh.{at}", f"Contoh {at}", str(1_000 + at)] for at in range(number)]


@pytest.fixture
def planner(client):
    person = factories.member(brand=factories.brand())
    client.force_login(person)
    return person


@pytest.fixture
def long_lists(monkeypatch):
    """Every list counts as long, and background work waits until `work.carry_on` is called."""
    monkeypatch.setattr(uploads, "AT_ONCE", 0)
    monkeypatch.setattr(work.background, "submit", lambda job, pk, lane: None)


def upload(client, number=3):
    file = SimpleUploadedFile("daftar_instagram.csv", csv_bytes(HEADER, *rows(number)))
    client.post(reverse("imports:list"), {"file": file})
    return Import.objects.latest("pk")


def queued(client):
    run = upload(client)
    work.carry_on(run.pk)
    run.refresh_from_db()
    client.post(reverse("imports:confirm", args=[run.pk]), {"reading": uploads.reading_of(run)})
    run.refresh_from_db()
    return run


# --- states ---------------------------------------------------------------------------------------------
def test_every_state_leads_somewhere_or_ends():
    assert set(NEXT) == set(ImportStatus.values)
    assert {after for following in NEXT.values() for after in following} <= set(ImportStatus.values)
    ended = {state for state, following in NEXT.items() if not following}
    assert ended == {"cancelled", "failed", "discarded", "undone"}
    assert {state for state, following in NEXT.items() if "cancelled" in following} == CANCELLABLE
    assert set(work.WORK) == UNFINISHED


@pytest.mark.parametrize("status", ImportStatus.values)
def test_only_what_may_end_ends(status, tmp_path):
    times = {"finished_at": "2026-03-01T00:00Z", "source": factories.source()}
    run = Import.objects.create(file_name="x", sha256="0" * 64, as_of="2026-03-01", status=status, **times)
    for ending in (ImportStatus.CANCELLED, ImportStatus.FAILED):
        work.end(run.pk, ending)
        run.refresh_from_db()
        assert run.status == (ending if ending in NEXT[status] else status)
        Import.objects.update(status=status)


# --- the way of a long list -----------------------------------------------------------------------------
def test_a_long_list_is_read_and_brought_in_behind_a_page_of_progress(client, planner, long_lists):
    run = upload(client)
    page = client.get(run.get_absolute_url()).content.decode()
    assert run.status == "reading"
    assert "The list is being read." in page
    assert "Waiting for its turn" in page
    assert reverse("imports:cancel", args=[run.pk]) in page
    work.carry_on(run.pk)
    assert client.get(reverse("imports:progress", args=[run.pk])).headers["HX-Refresh"] == "true"
    run.refresh_from_db()
    assert (run.status, run.report["created"]) == ("preview", 3)
    assert "Contoh 1" in client.get(run.get_absolute_url()).content.decode()
    client.post(reverse("imports:confirm", args=[run.pk]), {"reading": uploads.reading_of(run)})
    assert "being imported" in client.get(run.get_absolute_url()).content.decode()
    assert not Profile.objects.exists()
    for _ in range(2):  # a second attempt finds it done
        work.carry_on(run.pk)
        run.refresh_from_db()
        assert (run.status, Profile.objects.count(), Measurement.objects.count()) == ("done", 3, 3)


def test_a_long_file_that_cannot_be_read_says_why(client, planner, long_lists):
    client.post(reverse("imports:list"), {"file": SimpleUploadedFile("x.csv", b"shoe,size\nleft,44\n")})
    run = Import.objects.get()
    work.carry_on(run.pk)
    run.refresh_from_db()
    assert run.status == "failed"
    assert not run.file
    assert "No column was recognised" in client.get(run.get_absolute_url()).content.decode()


def test_how_far_it_is_stands_on_the_page(client, planner, long_lists):
    run = upload(client)
    with Desk(run.pk).taken() as free:
        assert free
        Desk(run.pk).tell(40, "read")
        page = client.get(reverse("imports:progress", args=[run.pk])).content.decode()
    assert "Reading the rows" in page
    assert "40 %" in page


def test_nobody_else_takes_a_desk_that_is_taken(client, planner, long_lists):
    run = queued(client)
    with Desk(run.pk).taken():
        work.carry_on(run.pk)
        run.refresh_from_db()
        assert run.status == "queued"
    work.carry_on(run.pk)
    run.refresh_from_db()
    assert run.status == "done"


def test_the_next_page_takes_up_what_a_dead_process_left(client, planner, long_lists, monkeypatch):
    run = queued(client)
    Import.objects.update(status="running")  # as a killed process leaves it: nobody is at the desk
    monkeypatch.setattr(work.background, "submit", lambda job, pk, lane: job(pk))
    client.get(run.get_absolute_url())
    run.refresh_from_db()
    assert (run.status, Profile.objects.count()) == ("done", 3)


# --- stopping -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("prepare", [upload, queued])
def test_what_waits_can_be_cancelled(client, planner, long_lists, prepare):
    run = prepare(client)
    storage, name = run.file.storage, run.file.name
    response = client.post(reverse("imports:cancel", args=[run.pk]), follow=True)
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert "is cancelled" in response.content.decode()
    work.carry_on(run.pk)
    assert not Profile.objects.exists()
    assert not storage.exists(name) or connection.in_atomic_block


def test_what_is_being_written_can_be_cancelled(client, planner, long_lists, monkeypatch):
    run = queued(client)
    tell = Desk.tell

    def and_somebody_presses_cancel(desk, percent, step):
        if step == "write":
            assert Profile.objects.exists()
            client.post(reverse("imports:cancel", args=[run.pk]))
        tell(desk, percent, step)

    monkeypatch.setattr(Desk, "tell", and_somebody_presses_cancel)
    work.carry_on(run.pk)
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert not any(model.objects.exists() for model in (Profile, Influencer, Measurement))
    assert not Source.objects.filter(name=run.file_name).exists()
    assert Desk(run.pk).progress().percent == 0


def test_cancelling_too_late_says_so(client, planner, long_lists):
    run = queued(client)
    work.carry_on(run.pk)
    response = client.post(reverse("imports:cancel", args=[run.pk]), follow=True)
    assert "too late" in response.content.decode()
    run.refresh_from_db()
    assert run.status == "done"


# --- a killed process -----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["read", "write"])
def test_a_process_killed_at_any_point_leaves_the_database_as_it_was(tmp_path, moment):
    path = csv_file(tmp_path, HEADER, *rows(40), name="daftar_instagram.csv")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), moment],
        cwd=ROOT,
        env=_environment(),
        check=False,
        timeout=120,
    )
    assert killed.returncode == -signal.SIGKILL
    assert not any(model.objects.exists() for model in (Profile, Influencer, Measurement, Import))
    run = Import(file_name=path.name, sha256=runs.digest(path), as_of="2026-03-01")
    runs.carry_out(run, runs.open_file(path, file_name=path.name))
    assert Profile.objects.count() == 40


KILLED = """
import os, signal, sys, django
django.setup()
from influencers.importing import runs
from influencers.management.commands import import_influencers
path, moment = sys.argv[1:]
def die(percent, step):
    if step == moment:
        os.kill(os.getpid(), signal.SIGKILL)
from pathlib import Path
path = Path(path)
run = import_influencers._run(path, "", "")
runs.carry_out(run, runs.open_file(path, file_name=path.name), tell=die)
"""


def _environment():
    """Of a process that works in the database of the test."""
    it = connection.settings_dict
    address = f"sqlite:///{it['NAME']}"
    if connection.vendor == "postgresql":
        at = f"{it['USER']}:{it['PASSWORD']}@{it['HOST']}:{it['PORT']}"
        address = f"postgres://{at}/{it['NAME']}"
    return {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}

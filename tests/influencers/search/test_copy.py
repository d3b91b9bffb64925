"""The quick copy's life: made, followed, made anew, lost, broken, and never half read."""

import json
import threading

import pytest
from django.db import connection, connections, transaction

from influencers import search
from influencers.models import CatalogueChange, Influencer, Profile
from influencers.search import Filters, PageState, changes, choosing, orm
from influencers.search.columnar import building, columns, files
from tests import factories


@pytest.fixture(autouse=True)
def _always_large(settings):
    settings.SEARCH_COPY_FROM = 0


@pytest.fixture
def three(db):
    return [factories.profile(followers=number, handle=f"who{number}").pk for number in (30, 20, 10)]


def is_quick():
    """Whether the copy answers, and like the database."""
    page = search.search(Filters())
    return files.opened() is not None and page.state == PageState.CURRENT and page == orm.search(Filters())


def arrow():
    (file,) = files.pointer().parent.glob("*.arrow")
    return file


def test_the_first_question_has_the_copy_made(three):
    assert search.search(Filters()).state == PageState.LARGEST
    assert is_quick()


def test_until_then_the_largest_stand_in(three, monkeypatch):
    monkeypatch.setattr(choosing, "LARGEST", 2)
    monkeypatch.setattr(building, "soon", lambda: None)
    page = search.search(Filters())
    assert (page.ids, page.total, page.catalogue) == (tuple(three[:2]), 2, 3)
    assert search.search(Filters(among=frozenset(three[1:]))).ids == (three[1],)
    assert search.ids(Filters()) == three
    assert search.totals_without(Filters(q="x"), [("q",)]) == [2]


def test_a_small_catalogue_needs_none(three, settings):
    settings.SEARCH_COPY_FROM = 3
    assert search.search(Filters()).state == PageState.CURRENT
    assert files.opened() is None


def test_an_edit_is_seen_at_once_and_without_a_new_copy(three):
    building.build()
    made = arrow()
    row = Profile.objects.get(pk=three[2])
    row.influencer.name = "Renamed"
    row.influencer.save()
    Profile.objects.filter(pk=row.pk).update(followers=99)
    assert search.search(Filters(q="renamed")).ids == (row.pk,)
    assert search.search(Filters()).ids == (row.pk, three[0], three[1])
    Profile.objects.get(pk=three[0]).delete()
    assert search.search(Filters()).ids == (row.pk, three[1])
    assert is_quick()
    assert arrow() == made


def test_much_at_once_is_followed_by_a_new_copy(three, monkeypatch):
    building.build()
    made = arrow()
    monkeypatch.setattr(choosing, "FEW", 1)
    changes.note(three)
    assert is_quick()  # looked up beside it
    assert arrow() != made
    made = arrow()
    changes.note_all()
    assert search.search(Filters()).state == PageState.BEHIND
    assert arrow() != made
    assert is_quick()


HARMS = ["pointer gone", "file gone", "file short", "pointer garbled", "another format"]


@pytest.mark.parametrize("harm", HARMS)
def test_a_lost_or_broken_copy_is_made_anew(three, harm):
    building.build()
    pointer, file = files.pointer(), arrow()
    match harm:
        case "pointer gone":
            pointer.unlink()
        case "file gone":
            file.unlink()
        case "file short":
            file.write_bytes(file.read_bytes()[:-100])
        case "pointer garbled":
            pointer.write_text(pointer.read_text()[:-5])
        case _:
            pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "format": 0}))
    assert search.search(Filters()).ids == tuple(three)
    assert is_quick()


def test_what_a_dying_process_left_behind_is_not_read(three):
    folder = files.pointer().parent
    folder.mkdir(parents=True)
    folder.joinpath(f"{files.pointer().stem}-dead.arrow").write_bytes(b"half a file")
    files.pointer().with_suffix(".part").write_text("{")
    assert files.opened() is None
    building.build()
    assert is_quick()
    assert "dead" not in arrow().name


def test_a_copy_of_another_database_is_none(three):
    """Such as of this one before it was restored from a backup."""
    building.build()
    CatalogueChange.objects.all().delete()
    changes.note_all()
    assert changes.since(files.opened().mark) is None
    assert search.search(Filters()).state == PageState.LARGEST
    assert is_quick()


def test_one_process_makes_it_and_the_others_go_on(three):
    with files.claim() as mine:
        assert mine
        assert not building.build()
    assert building.build()
    assert not building.build()  # it is current


def test_numbers_that_were_open_when_it_was_made_are_followed(three):
    """Another transaction took a smaller number and commits later: the mark's gap waits for it."""
    changes.note([three[0]])
    open_one = CatalogueChange.objects.latest("pk").pk + 1
    CatalogueChange.objects.create(pk=open_one + 1, profile_ids=[three[1]])
    mark = changes.mark()
    assert (open_one, open_one) in mark.gaps
    assert changes.since(mark).profile_ids == frozenset()
    CatalogueChange.objects.create(pk=open_one, profile_ids=[three[2]])
    found = changes.since(mark)
    assert (found.key, found.profile_ids) == ((open_one,), {three[2]})


def test_the_log_is_kept_as_long_as_a_copy_may_need_it(three, monkeypatch):
    monkeypatch.setattr(changes, "KEPT", changes.KEPT * 0)
    newest = CatalogueChange.objects.latest("pk").pk
    assert building.build()
    assert list(CatalogueChange.objects.values_list("pk", flat=True)) == [newest]
    assert is_quick()


@pytest.mark.django_db(transaction=True)
def test_a_commit_while_a_copy_is_made_is_not_lost(monkeypatch):
    """A writer holds its transaction open while another process reads the catalogue, and commits after."""
    row = factories.profile(followers=10)
    factories.profile(followers=20)
    read = columns.read

    def read_beside_a_writer(*args):
        writer = threading.Thread(target=_rename, args=(row.influencer.pk,))
        found = read(*args)
        writer.start()
        writer.join()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(columns, "read", read_beside_a_writer)
        assert building.build()
    assert search.search(Filters(q="late")).ids == (row.pk,)
    assert is_quick()
    assert connection.in_atomic_block is False


def _rename(pk):
    with transaction.atomic():
        person = Influencer.objects.get(pk=pk)
        person.name = "Late"
        person.save()
    connections.close_all()

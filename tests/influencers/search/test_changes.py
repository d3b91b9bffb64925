"""Every write that a search may answer differently after is in the log of changes, and in its transaction."""

from datetime import date

import pytest
from django.db import transaction

from influencers import curation, current
from influencers.models import CatalogueChange, Import
from influencers.search import changes
from tests import factories

pytestmark = pytest.mark.django_db


def noted_by(act):
    """The profiles that an act notes; None where it notes everything."""
    before = set(CatalogueChange.objects.values_list("pk", flat=True))
    act()
    rows = CatalogueChange.objects.exclude(pk__in=before).values_list("profile_ids", flat=True)
    return None if None in rows else {pk for ids in rows for pk in ids}


def test_saving_and_deleting_a_profile():
    row = factories.profile()
    pk = row.pk
    assert noted_by(row.save) == {pk}
    assert noted_by(row.delete) == {pk}


def test_a_person_notes_every_profile_of_theirs():
    person = factories.influencer()
    owned = {factories.profile(influencer=person, platform=name).pk for name in ("instagram", "tiktok")}
    assert noted_by(person.save) == owned
    assert noted_by(person.delete) == owned


def test_niches_of_a_profile():
    row, niche = factories.profile(), factories.niche()
    assert noted_by(lambda: row.niches.add(niche)) == {row.pk}
    assert noted_by(row.niches.clear) == {row.pk}
    made = row.niche_weights.create(niche=niche, weight=1)
    assert noted_by(made.delete) == {row.pk}


def test_imports_from_either_side():
    row = factories.profile()
    run = Import.objects.create(file_name="list.csv", sha256="0", as_of=date(2026, 1, 1))
    assert noted_by(lambda: row.imports.add(run)) == {row.pk}
    assert noted_by(lambda: run.profiles.clear()) == {row.pk}
    assert noted_by(lambda: run.profiles.add(row)) == {row.pk}
    assert noted_by(lambda: row.imports.clear()) == {row.pk}


def test_writes_past_the_signals_note_themselves():
    row, niche = factories.profile(), factories.niche()
    assert noted_by(lambda: current.refresh([row.pk])) == {row.pk}
    person = [row.influencer_id]
    assert noted_by(lambda: curation.set_active(influencer_ids=person, active=False)) == {row.pk}
    assert noted_by(lambda: curation.set_active(influencer_ids=person, active=False)) == set()
    give = {"profile_ids": [row.pk], "niche": niche, "weight": 1, "replace": True}
    assert noted_by(lambda: curation.assign_niche(**give)) == {row.pk}


def test_many_count_as_everything():
    assert noted_by(lambda: changes.note(range(changes.EACH_AT_MOST))) == set(range(changes.EACH_AT_MOST))
    assert noted_by(lambda: changes.note(range(changes.EACH_AT_MOST + 1))) is None
    assert noted_by(lambda: changes.note([])) == set()


def test_what_is_rolled_back_is_not_noted():
    def take_back():
        with transaction.atomic():
            changes.note([1])
            transaction.set_rollback(True)

    assert noted_by(take_back) == set()


def test_many_rollbacks_do_not_hide_who_still_writes(db):
    """Rolled-back writes leave gaps for good; the newest gap may be an edit that commits later."""
    first = CatalogueChange.objects.create(profile_ids=None).pk
    late = first + 2 * changes.GAPS_AT_MOST + 1
    seen = range(first + 2, late + 2, 2)
    CatalogueChange.objects.bulk_create(CatalogueChange(pk=pk, profile_ids=[]) for pk in seen)
    mark = changes.mark()
    assert len(mark.gaps) == changes.GAPS_AT_MOST
    CatalogueChange.objects.create(pk=late, profile_ids=[7])
    assert changes.since(mark).profile_ids == frozenset({7})

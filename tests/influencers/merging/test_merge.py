"""Merging moves everything that refers to the row that goes; undoing leaves the database as it was."""

import pytest
from django.apps import apps
from django.core import serializers
from django.urls import reverse

from campaigns.models import PlanLine
from influencers.merging.merge import Refused, merge_accounts, merge_people, undo
from influencers.models import AudienceOverlap, Influencer, Merge, Profile
from influencers.personal.barred import mark
from influencers.personal.erase import erase
from influencers.relations import references_to
from tests import factories as make
from tests.influencers.merging.conftest import OF_ACCOUNT, OF_PERSON

pytestmark = pytest.mark.django_db
UNTOLD = {"updated_at", "undo", "undone_at"}


def everything():
    """Every row of both apps but the log of changes and the merges themselves."""
    found = {}
    for label in ("influencers", "campaigns"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model._meta.object_name not in ("CatalogueChange", "Merge"):
                for row in serializers.serialize(
                    "python", model._base_manager.order_by("pk"), fields=own(model)
                ):
                    fields = {name: value for name, value in row["fields"].items() if name not in UNTOLD}
                    found[row["model"], row["pk"]] = fields
    return found


def own(model):
    return [field.name for field in model._meta.concrete_fields]


def names(model):
    return {f"{field.model._meta.label}.{field.name}" for field in references_to(model)}


def test_every_relation_is_tried():
    assert names(Influencer) == OF_PERSON
    assert names(Profile) == OF_ACCOUNT


def test_the_rows_below_cover_every_relation(pair):
    for row in (pair.gone, pair.gone.influencer):
        without = {
            str(field) for field in references_to(type(row))
            if not field.model._base_manager.filter(**{field.name: row}).exists()
        }  # fmt: skip
        assert without <= {"influencers.Merge.profile"}


def test_merging_accounts_leaves_nothing_behind_and_undoing_brings_all_back(pair):
    before = everything()
    person = pair.gone.influencer_id
    done = merge_accounts(kept=pair.kept, gone=pair.gone, by=None)
    for field in references_to(Profile):
        assert not field.model._base_manager.filter(**{field.name: done.gone}).exists()
    pair.kept.refresh_from_db()
    assert (pair.kept.followers, pair.kept.measurements.count(), pair.kept.rates.count()) == (7_000, 2, 2)
    assert pair.kept.packages.get(source__name="Own").items.exists()
    assert Profile.objects.filter(influencer=person).exists()  # their other account stays theirs
    undo(merge=done, by=None)
    assert everything() == before


def test_merging_people_moves_profiles_and_undoing_brings_all_back(pair):
    before = everything()
    gone = pair.gone.influencer
    done = merge_people(kept=pair.kept.influencer, gone=gone, by=None)
    assert not Influencer.objects.filter(pk=done.gone).exists()
    assert pair.kept.influencer.profiles.count() == 3
    assert pair.kept.influencer.contacts.count() == 2
    assert pair.kept.influencer.rival_bookings.count() == 1
    pair.kept.influencer.refresh_from_db()
    assert (pair.kept.influencer.city, pair.kept.influencer.bio) == ("Bogor", "Cooks")
    undo(merge=done, by=None)
    assert everything() == before


def test_fields_are_chosen_one_by_one(pair):
    merge_people(kept=pair.kept.influencer, gone=pair.gone.influencer, taken=["city"], by=None)
    person = Influencer.objects.get(pk=pair.kept.influencer_id)
    assert (person.name, person.city, person.bio) == ("Maya Rasa", "Depok", "Cooks")


def test_a_vendor_brings_along_whether_it_is_registered_for_vat():
    kept, gone = make.influencer(name="Maya"), make.influencer(name="Maya R")
    Influencer.objects.filter(pk=gone.pk).update(vendor_kind="company", is_pkp=True)
    done = merge_people(kept=kept, gone=gone, by=None)
    kept.refresh_from_db()
    assert (kept.vendor_kind, kept.is_pkp) == ("company", True)
    undo(merge=done, by=None)
    kept.refresh_from_db()
    assert (kept.vendor_kind, kept.is_pkp) == ("", False)


def test_a_plan_with_both_keeps_the_figures_of_both_lines(pair):
    merge_accounts(kept=pair.kept, gone=pair.gone, by=None)
    lines = PlanLine.objects.filter(plan__version=1).order_by("position")
    assert [(line.profile, line.cost) for line in lines] == [(pair.kept, 9), (None, 9)]
    assert PlanLine.objects.get(plan__version=2).profile == pair.kept


def test_overlaps_keep_their_order_and_what_their_shares_are_of():
    """A pair is written with the smaller key first; the share turns round with it."""
    gone, other, kept = (make.profile(handle=name) for name in ("gone", "other", "kept"))
    make.overlap(first=gone, second=other, share=0.2, base="first")
    merge_accounts(kept=kept, gone=gone, by=None)
    row = AudienceOverlap.objects.get()
    assert (row.first, row.second, row.base) == (other, kept, "second")


def test_a_person_without_a_profile_left_is_merged_too():
    kept, gone = make.profile(handle="kept"), make.profile(handle="", title="Gone")
    merge_accounts(kept=kept, gone=gone, by=None)
    assert list(Influencer.objects.all()) == [kept.influencer]
    accounts, people = Merge.objects.order_by("pk")
    with pytest.raises(Refused, match="later merge"):
        undo(merge=accounts, by=None)
    undo(merge=people, by=None)
    undo(merge=accounts, by=None)
    assert Profile.objects.get(title="Gone").influencer == gone.influencer


def test_the_old_address_leads_on_and_on(client):
    first, second, third = (make.influencer() for _ in range(3))
    one = merge_people(kept=second, gone=first, by=None)
    merge_people(kept=third, gone=second, by=None)
    client.force_login(make.user())
    for gone in (one.gone, Merge.objects.latest("pk").gone):
        response = client.get(reverse("influencers:detail", args=[gone]))
        assert (response.status_code, response.url) == (302, third.get_absolute_url())


def test_what_cannot_be_one_is_refused():
    row = make.profile()
    with pytest.raises(Refused, match="same profile"):
        merge_accounts(kept=row, gone=row, by=None)
    with pytest.raises(Refused, match="same influencer"):
        merge_people(kept=row.influencer, gone=row.influencer, by=None)
    with pytest.raises(Refused, match="two platforms"):
        merge_accounts(kept=row, gone=make.profile(platform="tiktok"), by=None)


def test_undoing_is_refused_where_the_account_came_back():
    kept, gone = make.profile(handle="kept"), make.profile(handle="twin")
    person = kept.influencer
    make.profile(influencer=gone.influencer, platform="tiktok")
    done = merge_accounts(kept=kept, gone=gone, by=None)
    make.profile(influencer=person, handle="twin")
    with pytest.raises(Refused, match="again"):
        undo(merge=done, by=None)
    assert Merge.objects.get().undone_at is None


def test_undoing_twice_is_refused_and_later_edits_stay():
    kept, gone = make.influencer(city=""), make.influencer(city="Depok")
    done = merge_people(kept=kept, gone=gone, by=None)
    Influencer.objects.filter(pk=kept.pk).update(city="Bandung")
    undo(merge=done, by=None)
    assert Influencer.objects.get(pk=kept.pk).city == "Bandung"
    with pytest.raises(Refused, match="undone already"):
        undo(merge=done, by=None)


def test_an_erased_person_is_erased_under_the_merged_name_too(pair):
    merge_people(kept=pair.kept.influencer, gone=pair.gone.influencer, by=None)
    merge_accounts(kept=pair.kept, gone=Profile.objects.get(pk=pair.gone.pk), by=None)
    done = erase(influencer=Influencer.objects.get(pk=pair.kept.influencer_id), by=None)
    assert mark("instagram", "title:Dapur Maya") in done.marks
    assert not Merge.objects.exists()

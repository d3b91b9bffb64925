"""Erasing a person leaves no trace of who it was, and every figure of past plans."""

import pytest
from django.db import connection

from campaigns.models import Plan, PlanLine, Recommendation, SavedList
from influencers.merging.merge import merge_accounts
from influencers.models import Contact, Erasure, Import, Influencer, Measurement, Source
from influencers.models.trace import Trace
from influencers.personal.erase import erase
from influencers.personal.identity import identity
from influencers.search.columnar import building
from tests import factories as make
from tests.influencers.personal.conftest import NAME, SECRETS

pytestmark = pytest.mark.django_db


def raw_texts():
    """Every cell of every table of the database as text, whatever its column."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield table, " ".join(str(cell) for cell in row)


def traces(media):
    """Where any of the secrets stands: tables, and the names and bytes of stored files."""
    texts = [*raw_texts(), *((path, f"{path.name} {path.read_bytes()}") for path in media.rglob("*.*"))]
    return {place for place, text in texts for secret in SECRETS if secret.lower() in text.lower()}


def test_a_person_stands_everywhere_before(known, settings):
    found = {str(place) for place in traces(settings.MEDIA_ROOT)}
    assert {"influencers_influencer", "campaigns_plan", "django_admin_log", "influencers_import"} <= found
    assert sum("imports" in place and ".list" in place for place in found) == 2


def test_nothing_names_the_person_after(known, settings):
    erase(influencer=known.person, by=known.staff)
    assert traces(settings.MEDIA_ROOT) == set()


def test_the_quick_copy_of_the_catalogue_goes_too(
    known, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.CACHE_DIR = tmp_path / "cache"
    building.build()
    assert [path for path in settings.CACHE_DIR.glob("*.arrow") if b"wulandaru" in path.read_bytes()]
    with django_capture_on_commit_callbacks(execute=True):
        erase(influencer=known.person, by=known.staff)
    assert not list(settings.CACHE_DIR.glob("*.arrow"))


def test_figures_of_past_plans_stay_without_a_name(known):
    number = known.person.pk
    erase(influencer=known.person, by=known.staff)
    first, second = PlanLine.objects.order_by("position")
    assert (first.profile, first.cost, first.reach) == (None, 1_500_000, 900)
    assert second.profile == known.other
    for row in (Plan.objects.get(), Recommendation.objects.get()):
        ours, other = row.answer["lines"]
        assert (ours["name"], ours["handle"], ours["influencer"]) == (
            *[f"Erased influencer {number}"] * 2,
            None,
        )
        assert (ours["cost"], ours["tier"], ours["platform"]) == ({"amount": 1_500_000}, "micro", "instagram")
        assert (other["name"], other["influencer"]) == ("Rarasati", known.other.influencer_id)
        assert row.answer["not_chosen"][0]["instead_of"] == [f"Erased influencer {number}", "Rarasati"]
        assert row.answer["totals"] == {"cost": 3_000_000}
    assert Plan.objects.get().note == f"Ask Erased influencer {number} first"


def test_others_keep_what_is_theirs(known):
    erase(influencer=known.person, by=known.staff)
    known.other.influencer.refresh_from_db()
    stand_in = str(Erasure.objects.get())
    assert known.other.influencer.name == "Rarasati"
    assert known.other.influencer.bio == f"Sister of {stand_in} ({stand_in})"
    assert list(SavedList.objects.get().profiles.all()) == [known.other]
    assert Source.objects.filter(name__startswith="Rates of Erased influencer").exists()
    waiting, kept = Import.objects.get(file_name="waiting.csv"), Import.objects.get(file_name="others.csv")
    assert (waiting.status, waiting.report, waiting.file.name) == ("discarded", {}, "")
    assert kept.file.storage.exists(kept.file.name)


def test_the_erasure_is_recorded_without_a_name(known):
    done = erase(influencer=known.person, by=known.staff)
    assert (done.number, done.erased_by) == (Erasure.objects.get().number, known.staff)
    assert done.removed["influencers.Measurement"] == 1
    assert (done.removed["files"], done.removed["texts"] > 8) == (2, True)
    assert all(len(mark) == 64 for mark in done.marks)
    assert not Influencer.objects.filter(name=NAME).exists()
    assert not Contact.objects.exists()
    assert Measurement.objects.filter(profile=known.other).exists()


CODES = ["instagram", "micro", "skincare", "ok", "measured", "name"]


@pytest.mark.parametrize("word", CODES)
def test_an_account_that_is_called_like_a_code_breaks_no_stored_answer(word):
    """Plain words of the product are replaced where they stand for the person alone."""
    row = make.profile(influencer=make.influencer(name=word), handle=word)
    kept = {"status": "ok", "kind": "measured", "tier": "micro", "niche": "skincare", "on": {"instagram": 1}}
    line = {"influencer": row.influencer_id, "profile": row.pk, "name": word, "handle": f"@{word}", **kept}
    found = identity(row.influencer).out_of_json({"lines": [line], **kept})
    stand_in = f"Erased influencer {row.influencer_id}"
    gone = {"name": stand_in, "handle": stand_in, "influencer": None}
    assert found == {"lines": [{**line, **gone}], **kept}


def test_an_agency_is_not_the_person_whom_it_manages(known):
    for person in (known.person, known.other.influencer):
        make.contact(influencer=person, kind="manager", value="Kembang Management")
    erase(influencer=known.person, by=known.staff)
    assert [contact.value for contact in Contact.objects.all()] == ["Kembang Management"]


def test_what_an_import_changed_of_the_person_is_forgotten(known, settings):
    run = Import.objects.get(file_name="others.csv")
    for table, row, before in (
        ("influencer", known.person, {"bio": "Lives by the Wulandaru sea", "name": "Old Prameswara"}),
        ("profile", known.ours, {"url": "https://instagram.com/prameswara"}),
    ):
        Trace.objects.create(
            import_run=run, table=table, first=row.pk, last=row.pk, before=before, after={"bio": "Kota"}
        )
    campaign = make.campaign(name="With Old Prameswara")
    erase(influencer=known.person, by=known.staff)
    assert not Trace.objects.exists()
    campaign.refresh_from_db()
    assert campaign.name.startswith("With Erased influencer")
    assert traces(settings.MEDIA_ROOT) == set()


def test_what_an_import_changed_of_a_merged_row_is_forgotten(known, settings):
    run = Import.objects.get(file_name="others.csv")
    twin = make.profile(platform=known.ours.platform, handle="somebody.else")
    for table, row in (("influencer", twin.influencer), ("profile", twin)):
        Trace.objects.create(
            import_run=run, table=table, first=row.pk, last=row.pk, before={"city": "Nusa Lembah"}, after={}
        )
    merge_accounts(kept=known.ours, gone=twin, by=known.staff)
    erase(influencer=known.person, by=known.staff)
    assert not Trace.objects.exists()


def test_a_name_inside_another_word_is_left_alone():
    who = identity(make.profile(influencer=make.influencer(name="Ana"), handle="ana").influencer)
    assert who.out_of("Banana, Ana; @ana") == f"Banana, {who.stand_in}; {who.stand_in}"


def test_names_beyond_ascii_are_found_as_json_escapes_them():
    row = make.profile(influencer=make.influencer(name="Zoë Björk"), handle="zoë")
    campaign = make.campaign()
    campaign.plans.create(version=1, answer={"names": {"1": "ZOË BJÖRK (Instagram)"}})
    erase(influencer=row.influencer, by=None)
    assert "Bj" not in str(Plan.objects.get().answer)

"""Nobody who was erased comes back with the next list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.models import Role
from influencers.importing import uploads
from influencers.models import Erasure, Import, Influencer, Profile
from influencers.personal.barred import REASON, mark
from influencers.personal.erase import erase
from tests import factories as make
from tests.admin_pages import messages_of
from tests.influencers.import_files import csv_bytes

pytestmark = pytest.mark.django_db
PERSON = {"name": "Rara Wulandaru"}
ROWS = (["Dapur Rara", "5000"], ["Rara Wulandaru", "1"], ["X Y", "9"])


@pytest.fixture
def gone():
    person = make.influencer(**PERSON)
    make.profile(influencer=person, handle="rara.w", title="Dapur Rara", followers=5_000)
    return erase(influencer=person, by=None)


def upload(client, header, *rows):
    client.force_login(make.member(brand=make.brand(), role=Role.PLANNER))
    file = SimpleUploadedFile("instagram.csv", csv_bytes(header, *rows))
    client.post(reverse("imports:list"), {"file": file, "platform": "instagram"})
    run = Import.objects.latest("pk")
    client.post(reverse("imports:confirm", args=[run.pk]), {"reading": uploads.reading_of(run)})
    run.refresh_from_db()
    return run


def test_a_list_that_names_the_account_is_imported_without_it(client, gone):
    run = upload(client, ["username", "followers"], ["@Rara.W", "5000"], ["someone.else", "7000"])
    assert [profile.handle for profile in Profile.objects.all()] == ["someone.else"]
    assert (run.report["rows"], run.report["created"]) == (2, 1)
    assert [(issue["row"], issue["value"], issue["reason"]) for issue in run.report["rejected"]] == [
        (2, "", REASON)
    ]


def test_such_a_list_is_not_kept_and_its_report_names_nobody(client, gone):
    run = upload(client, ["username", "followers"], ["@Rara.W", "5000"], ["someone.else", "7000"])
    assert not run.file
    assert "rara" not in str(run.report).lower()
    page = client.get(run.get_absolute_url()).content.decode()
    assert "erased at the person" in page


def test_a_list_of_titles_or_names_does_not_bring_the_person_either(client, gone):
    upload(
        client, ["channel title", "followers"], ["Dapur Rara", "5000"], ["Rara Wulandaru", "1"], ["X Y", "9"]
    )
    assert [profile.title for profile in Profile.objects.all()] == ["X Y"]


def test_other_lists_are_kept(client, gone):
    run = upload(client, ["username", "followers"], ["someone.else", "7000"])
    assert run.file.storage.exists(run.file.name)


def test_marks_say_nothing_without_the_key(gone, settings):
    known = mark("instagram", "rara.w")
    assert known in gone.marks
    settings.ERASURE_KEY = "another installation"
    assert mark("instagram", "rara.w") != known
    assert "rara" not in str(gone.marks)


def test_an_administrator_is_told_and_can_let_the_person_back(client, gone):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    form = {"platform": "instagram", "handle": "rara.w", "influencer": make.influencer().pk}
    inlines = ("niche_weights", "measurements", "rates", "packages", "credibility_records", "audience_shares")
    form |= {f"{name}-{key}": 0 for name in inlines for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    refused = client.post(reverse("admin:influencers_profile_add"), form)
    assert "is not imported again" in messages_of(refused)
    action = {"action": "let_back", "_selected_action": [gone.pk], "confirmed": "yes"}
    client.post(reverse("admin:influencers_erasure_changelist"), action)
    assert Erasure.objects.get().marks == []
    assert client.post(reverse("admin:influencers_profile_add"), form).status_code == 302
    assert Influencer.objects.filter(profiles__handle="rara.w").exists()

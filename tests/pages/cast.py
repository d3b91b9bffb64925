"""The cast of the pages: the demo's people, brands and catalogue, and every state that a page can show."""

from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, RecommendationState, Role, SavedList, SavedSearch
from campaigns.planning import work
from influencers.importing import uploads
from influencers.models import ContactKind, Doubt, Import, Influencer, Profile
from influencers.models.importing import ImportKind
from tests import factories as make
from tests.database import load_reference_data
from tests.influencers.import_files import csv_bytes

PROFILES = 300
PAIR, NOBODY = ["profile_a", "profile_b", "overlap"], "nobody.at.all"
HEADER = ["username", "nama lengkap", "followers", "category", "avg likes", "engagement rate", "rate feed"]
ROWS = [
    ["contoh.satu", "Contoh Satu", "45rb", "skincare", "1200", "2,9%", "1,2jt"],
    ["contoh.dua", "Contoh Dua", "1,2jt", "food", "30rb", "0.19", "#VALOR!"],
    ["", "", "5", "", "", "", ""],
    ["contoh.empat", "Contoh Empat", "12.480", "food", "banyak", "3%", "2jt"],
]


@dataclass(frozen=True)
class Cast:
    """`people` by the name under which a page asks for them; `keys` fill the braces of an address."""

    people: dict[str, User]
    keys: dict[str, int]

    def session_of(self, who: str) -> str:
        """The session of that person, signed in."""
        client = Client()
        client.force_login(self.people[who], backend="django.contrib.auth.backends.ModelBackend")
        return client.cookies[settings.SESSION_COOKIE_NAME].value


def assemble() -> Cast:
    """Writes the rows, computes what has to be computed."""
    load_reference_data()
    with override_settings(DEBUG=True):
        call_command("seed_demo", profiles=PROFILES, stdout=StringIO())
    people = {person.username: person for person in get_user_model().objects.all()}
    people["newcomer"] = make.member(brand=make.brand(name="Teh Senja"), role=Role.PLANNER)
    people["guest"] = make.user(username="guest")
    _lock_out("forgetful")
    return Cast(people, _campaigns() | _catalogue() | _imports(people["planner"]))


def _lock_out(username: str) -> None:
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        Client().post(reverse("login"), {"username": username, "password": "wrong"})


def _campaigns() -> dict[str, int]:
    computed, infeasible, poolless = Campaign.objects.order_by("pk")
    brand = computed.brand
    _remarks(brand)
    Campaign.objects.filter(pk=infeasible.pk).update(people_min=200, budget=20_000_000)
    Campaign.objects.filter(pk=poolless.pk).update(pool_list=make.saved_list(brand=poolless.brand))
    for campaign in (computed, infeasible, poolless):
        work.compute(campaign.recommendations.create(fingerprint=work.fingerprint(campaign)).pk)
    answer = computed.recommendations.newest().answer
    computed.plans.create(version=1, note="For the meeting", answer=answer)
    asked = make.campaign(brand=brand, name="Not asked for yet")
    computing = make.campaign(brand=brand, name="Being computed")
    in_a_day = timezone.now() + timedelta(days=1)  # so that nobody takes it for dead and computes it
    computing.recommendations.create(
        state=RecommendationState.RUNNING, progress=40, step="reading", touched_at=in_a_day
    )
    failed = make.campaign(brand=brand, name="Went wrong")
    failed.recommendations.create(state=RecommendationState.FAILED)
    return {
        "campaign": computed.pk,
        "infeasible": infeasible.pk,
        "poolless": poolless.pk,
        "unasked": asked.pk,
        "computing": computing.pk,
        "failed": failed.pk,
        "brand": brand.pk,
    }


def _remarks(brand) -> None:
    """What the brand keeps about one person of the list, and somebody whom the list does not show."""
    someone, other = Influencer.objects.order_by("-pk")[:2]
    make.tag(brand=brand, name="Q3", influencers=[someone])
    make.note(brand=brand, influencer=someone)
    SavedSearch.objects.create(brand=brand, name="Micro in Indonesia", query="tier=micro&country=ID")
    make.block(brand=brand, influencer=other, reason="Late twice")


def _catalogue() -> dict[str, int]:
    """The profile with the longest history, one of which little is known, and the demo's list."""
    rich = max(Profile.objects.prefetch_related("measurements"), key=lambda row: row.measurements.count())
    poor = make.profile(influencer=make.influencer(name="Contoh Tiga", country=""), followers=4_000)
    return {
        "rich": rich.influencer_id,
        "poor": poor.influencer_id,
        "reachable": _reachable().influencer_id,
        "profile": rich.pk,
        "other": Profile.objects.exclude(pk__in=[rich.pk, poor.pk]).earliest("pk").pk,
        "list": SavedList.objects.earliest("pk").pk,
    }


def _reachable() -> Profile:
    """One of a saved list, with a contact and in a plan."""
    profile = SavedList.objects.earliest("pk").profiles.earliest("pk")
    make.contact(influencer=profile.influencer, kind=ContactKind.WHATSAPP, value="+62 812 0000 0000")
    make.contact(influencer=profile.influencer, kind=ContactKind.MANAGER, value="Contoh Manajemen")
    return profile


def _imports(planner: User) -> dict[str, int]:
    """One list that waits for its confirmation, and one that is in."""
    client = Client()
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("instagram-done.csv", "instagram-waiting.csv"):
        client.post(reverse("imports:list"), {"file": SimpleUploadedFile(name, csv_bytes(HEADER, *ROWS))})
    waiting, done = Import.objects.order_by("-pk")
    client.post(reverse("imports:confirm", args=[done.pk]), {"reading": uploads.reading_of(done)})
    doubt = Doubt.objects.flagged().filter(import_run=done).latest("pk")
    return {"preview": waiting.pk, "report": done.pk, "doubt": doubt.pk, **_overlaps(client)}


def _overlaps(client: Client) -> dict[str, int]:
    """A table that has to say of what its shares are, one that waits, and one that is in."""
    keys = [str(key) for key in Profile.objects.order_by("pk").values_list("pk", flat=True)[:3]]
    pairs = [keys[:2], keys[1:], [NOBODY, keys[0]]]
    for name, figure, unit in (("done", "12", "people"), ("waiting", "7 %", "smaller"), ("asked", "7 %", "")):
        file = SimpleUploadedFile(f"{name}.csv", csv_bytes(PAIR, *([*pair, figure] for pair in pairs)))
        client.post(reverse("imports:overlaps"), {"file": file, "unit": unit})
    asked, waiting, done = Import.objects.of_kind(ImportKind.OVERLAPS).order_by("-pk")
    client.post(reverse("imports:confirm", args=[done.pk]), {"reading": uploads.reading_of(done)})
    return {"question": asked.pk, "pairs": waiting.pk, "pairs_done": done.pk}

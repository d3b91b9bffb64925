"""A person of whom something stands in every corner of the installation."""

from types import SimpleNamespace

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.files.base import ContentFile

from campaigns.models import Pin, Recommendation, RecommendationState
from influencers.models import Contact, Credibility, Import
from influencers.models.importing import ImportStatus
from tests import factories as make
from tests.influencers.import_files import csv_bytes

NAME, HANDLE, FORMER = "Rarasati Wulandaru", "rara.wulandaru", "Rarasati Prameswara"
SECRETS = ("Wulandaru", "Prameswara", "rara@surat.example")


def line(profile, position):
    return {
        "position": position,
        "profile": profile.pk,
        "influencer": profile.influencer_id,
        "name": profile.influencer.name,
        "handle": str(profile),
        "platform": profile.platform,
        "tier": profile.tier,
        "cost": {"amount": 1_500_000},
        "reasons": [{"code": "reach", "source": f"Rate card {NAME}.pdf"}],
    }


def answer(ours, other):
    """As a recommendation keeps it: lines, who was not chosen instead of whom, and names of must-haves."""
    return {
        "status": "ok",
        "lines": [line(ours, 1), line(other, 2)],
        "not_chosen": [{**line(other, 1), "instead_of": [NAME, other.influencer.name]}],
        "names": {str(ours.pk): f"{NAME} (Instagram)", str(other.pk): other.influencer.name},
        "totals": {"cost": 3_000_000},
    }


def stored(user, name, *rows, status=ImportStatus.PREVIEW, **fields):
    run = Import(file_name=name, sha256="0" * 64, as_of=make.A_DAY, uploaded_by=user, status=status, **fields)
    run.file.save("x.list", ContentFile(csv_bytes(["username", "name", "followers"], *rows)), save=False)
    run.save()
    return run


@pytest.fixture
def known(db):
    """The person, a namesake's neighbour of the same plans, and everything that names the person."""
    staff = make.user(username="chief", is_staff=True, is_superuser=True)
    person = make.influencer(name=NAME, city="Kota Wulandaru", bio=f"I am {NAME}")
    ours = make.profile(
        influencer=person, handle=HANDLE, title="Dapur Wulandaru", followers=5_000, price=900_000,
        url=f"https://www.instagram.com/{HANDLE}/",
    )  # fmt: skip
    other = make.profile(
        influencer=make.influencer(name="Rarasati", bio=f"Sister of {NAME} (@{HANDLE})"), followers=7_000
    )
    everything(person, ours, other, staff)
    return SimpleNamespace(person=person, ours=ours, other=other, staff=staff)


def everything(person, ours, other, staff):
    source = make.source(name=f"Rates of {NAME}.pdf")
    Contact.objects.create(influencer=person, kind="email", value="rara@surat.example", source=source)
    Credibility.objects.create(
        profile=ours, basis="real_followers", share=0.8, assessed_on=make.A_DAY, source=source
    )
    make.package(profile=ours, name=f"{NAME} special", source=source)
    make.overlap(first=ours, second=other, people=100, source=source)
    campaign = make.campaign(name=f"With {NAME.upper()}")
    make.saved_list(brand=campaign.brand, name=NAME, profiles=[ours, other])
    Pin.objects.create(campaign=campaign, profile=ours, kind="include")
    make.rival_booking(brand=campaign.brand, influencer=person)
    make.rival_booking(brand=campaign.brand, influencer=other.influencer, source=f"told by @{HANDLE}")
    found = answer(ours, other)
    Recommendation.objects.create(
        campaign=campaign, state=RecommendationState.DONE, fingerprint="", answer=found
    )
    plan = campaign.plans.create(version=1, note=f"Ask {HANDLE} first", answer=found)
    for position, profile in enumerate((ours, other), 1):
        plan.lines.create(
            profile=profile, position=position, tier="micro", cost=1_500_000, reach=900, engagements=80
        )
    history(person, ours, staff)
    uploads(staff, ours)


def history(person, ours, staff):
    person.name = FORMER
    LogEntry.objects.log_actions(staff.pk, [person], ADDITION, change_message="")
    person.name = NAME
    said = [{"changed": {"name": "measurement", "object": f"@{HANDLE} 1 June", "fields": ["Followers"]}}]
    LogEntry.objects.log_actions(staff.pk, [ours], CHANGE, change_message=said)


def uploads(staff, ours):
    run = stored(
        staff, f"{HANDLE}.csv", [HANDLE, NAME, "5000"], status=ImportStatus.DONE,
        source=make.source(name="Agency list"), finished_at=ours.created_at,
        report={"rows": 2, "rejected": [{"row": 3, "column": "name", "value": NAME}], "flagged": []},
    )  # fmt: skip
    ours.imports.add(run)
    stored(staff, "waiting.csv", [HANDLE.upper(), FORMER, "5000"], report={"sample": [{"handle": HANDLE}]})
    stored(staff, "others.csv", ["somebody.else", "Somebody", "5000"])

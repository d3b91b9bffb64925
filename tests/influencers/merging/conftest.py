"""Two profiles of two influencers who are one, with every relation that exists on both."""

from types import SimpleNamespace

import pytest

from campaigns.models import Pin
from influencers import current
from influencers.merging.merge import merge_people
from influencers.models import AudienceShare, Credibility, Import, ProfileNiche
from influencers.models.doubt import Doubt
from tests import factories as make

# Relations that the rows below cover; a new one belongs here with rows of its own.
OF_PERSON = {
    "campaigns.Block.influencer",
    "campaigns.Note.influencer",
    "campaigns.RivalBooking.influencer",
    "campaigns.Tag_influencers.influencer",
    "influencers.Contact.influencer",
    "influencers.Merge.influencer",
    "influencers.Profile.influencer",
}
OF_ACCOUNT = {
    "campaigns.Pin.profile",
    "campaigns.PlanLine.profile",
    "campaigns.SavedList_profiles.profile",
    "influencers.AudienceOverlap.first",
    "influencers.AudienceOverlap.second",
    "influencers.AudienceShare.profile",
    "influencers.Credibility.profile",
    "influencers.Doubt.profile",
    "influencers.Measurement.profile",
    "influencers.Merge.profile",
    "influencers.Package.profile",
    "influencers.ProfileNiche.profile",
    "influencers.Profile_imports.profile",
    "influencers.Rate.profile",
}


@pytest.fixture
def pair(db):
    """`kept` by its handle, `gone` by its title; what is `shared` both have, `own` has `gone` alone."""
    shared, own = make.source(name="Shared"), make.source(name="Own")
    kept = make.profile(influencer=make.influencer(name="Maya Rasa", city="Bogor"), handle="mayarasa")
    gone = make.profile(
        influencer=make.influencer(name="maya rasa", city="Depok", bio="Cooks"), handle="", title="Dapur Maya"
    )
    others = [make.profile(handle="first"), make.profile(handle="last")]
    brand = make.brand()
    for profile in (kept, gone):
        facts(profile, shared)
        of_brands(profile, brand)
    facts(gone, own)
    alone(gone, others, brand)
    make.overlap(first=kept, second=gone, people=10, source=shared)
    current.refresh([kept.pk, gone.pk])
    return SimpleNamespace(kept=kept, gone=gone, others=others, brand=brand)


def facts(profile, source):
    niche = make.niche(slug=f"niche-{source.name.lower()}")
    make.measurement(profile=profile, source=source, followers=5_000 if source.name == "Shared" else 7_000)
    make.rate(profile=profile, source=source)
    make.package(profile=profile, source=source, name="Launch")
    shared = {"profile": profile, "source": source}
    Credibility.objects.create(basis="real_followers", share=0.8, assessed_on=make.A_DAY, **shared)
    AudienceShare.objects.create(dimension="country", value="ID", share=0.7, **shared)
    ProfileNiche.objects.create(profile=profile, niche=niche, weight=0.5)
    make.contact(influencer=profile.influencer, value=f"{source.name}@surat.example", source=source)
    profile.imports.add(
        Import.objects.get_or_create(file_name=source.name, defaults={"as_of": make.A_DAY})[0]
    )


def of_brands(profile, brand):
    """In the same list, campaign and plan, and booked by the same rival on the same day."""
    saved = brand.saved_lists.first() or make.saved_list(brand=brand)
    saved.profiles.add(profile)
    campaign = brand.campaigns.first() or make.campaign(brand=brand)
    Pin.objects.create(campaign=campaign, profile=profile, kind="include")
    plan = campaign.plans.first() or campaign.plans.create(version=1, answer={})
    figures = {"tier": "micro", "cost": 9, "reach": 8, "engagements": 7}
    plan.lines.create(profile=profile, position=plan.lines.count() + 1, **figures)
    make.rival_booking(brand=brand, influencer=profile.influencer)
    make.note(brand=brand, influencer=profile.influencer)
    make.block(brand=brand, influencer=profile.influencer)
    (brand.tags.first() or make.tag(brand=brand)).influencers.add(profile.influencer)


def alone(gone, others, brand):
    """What only the one that goes has: another list and plan, overlaps on either side, an earlier merge."""
    make.saved_list(brand=brand, profiles=[gone])
    plan = brand.campaigns.get().plans.create(version=2, answer={})
    plan.lines.create(profile=gone, position=1, tier="micro", cost=1, reach=1, engagements=1)
    Doubt.objects.create(
        import_run=Import.objects.first(), profile=gone, row=2, value="x", reason="y", kind="flagged"
    )
    for other in others:
        make.overlap(first=gone, second=other, share=0.2, base="first")
    early = make.profile(influencer=gone.influencer, platform="tiktok", handle="early")
    make.overlap(first=early, second=gone, share=0.3, base="first")
    merge_people(kept=gone.influencer, gone=make.influencer(name="Even earlier"), by=None)

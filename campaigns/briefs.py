"""Saving a brief, whole or not at all; and the small changes of one from the recommendation page."""

import hashlib
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from campaigns.models import Campaign, Pin, PinKind
from influencers.models import Niche, Profile


class BriefChanged(Exception):
    """Somebody saved the brief after it was opened; `campaign` is what is stored now."""

    def __init__(self, campaign: Campaign):
        super().__init__(str(campaign))
        self.campaign = campaign


def version_of(campaign: Campaign) -> str:
    """Changes with every save of the brief and with every pin, wherever it was set."""
    pins = sorted(campaign.pins.values_list("profile_id", "kind"))
    return hashlib.sha256(f"{campaign.updated_at.isoformat()} {pins}".encode()).hexdigest()[:16]


@transaction.atomic
def save_brief(
    *,
    campaign: Campaign,
    user: AbstractBaseUser,
    niches: Iterable[Niche],
    must_have: Iterable[Profile],
    never: Iterable[Profile],
    seen: str = "",
) -> Campaign:
    """Store a validated brief with its niches and pins.

    `seen` is the `version_of` a stored campaign when its brief was opened; BriefChanged if it is another now.
    """
    if campaign.pk:
        stored = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if version_of(stored) != seen:
            raise BriefChanged(stored)
    else:
        campaign.created_by = user
    campaign.save()
    campaign.niches.set(niches)
    campaign.pins.all().delete()
    Pin.objects.bulk_create(
        [Pin(campaign=campaign, profile=row, kind=PinKind.INCLUDE) for row in must_have]
        + [Pin(campaign=campaign, profile=row, kind=PinKind.EXCLUDE) for row in never]
    )
    return campaign


@transaction.atomic
def weigh(*, campaign: Campaign, engagement_percent: int) -> None:
    """Move the slider: 0 is all awareness, 100 all engagement. The goal stays what the brief calls it."""
    campaign.awareness_weight = round(1 - engagement_percent / 100, 4)
    campaign.save(update_fields=["awareness_weight", "updated_at"])


@transaction.atomic
def pin(*, campaign: Campaign, profile: Profile, change: str) -> None:
    """Lock a profile in ("include"), rule it out ("exclude"), or lift either ("none")."""
    if change == "none":
        Pin.objects.filter(campaign=campaign, profile=profile).delete()
    else:
        Pin.objects.update_or_create(campaign=campaign, profile=profile, defaults={"kind": change})
    campaign.save(update_fields=["updated_at"])

"""Small changes of a brief from the recommendation page; each bumps the brief's version."""

from django.db import transaction

from campaigns.models import Campaign, Pin
from influencers.models import Profile


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

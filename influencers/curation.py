"""What an administrator does to many rows of the catalogue at once. Every write is all or nothing."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from influencers.models import Decision, Doubt, Import, Influencer, Niche, Profile, ProfileNiche
from influencers.search import changes


@transaction.atomic
def assign_niche(*, profile_ids: Collection[int], niche: Niche, weight: float, replace: bool) -> int:
    """Give every profile the niche at that weight (0 to 1); with `replace` it becomes the only one.

    Other niches keep their weights otherwise. Answers how many profiles there were.
    """
    if replace:
        ProfileNiche.objects.filter(profile__in=profile_ids).exclude(niche=niche).delete()
    ProfileNiche.objects.bulk_create(
        [ProfileNiche(profile_id=pk, niche=niche, weight=weight) for pk in profile_ids],
        update_conflicts=True,
        unique_fields=["profile", "niche"],
        update_fields=["weight"],
    )
    changes.note(profile_ids)
    return len(profile_ids)


@transaction.atomic
def set_active(*, influencer_ids: Collection[int], active: bool) -> int:
    """Show influencers or hide them from lists and recommendations; answers how many changed."""
    changing = Influencer.objects.filter(pk__in=influencer_ids).exclude(is_active=active)
    changes.note(Profile.objects.filter(influencer__in=changing).values_list("pk", flat=True))
    return changing.update(is_active=active, updated_at=timezone.now())


@transaction.atomic
def mark_reviewed(*, import_ids: Collection[int], by: Any) -> int:
    """Sign off finished imports and leave out what was open of them; answers how many imports were."""
    now = timezone.now()
    open_ones = Doubt.objects.open().filter(import_run__in=import_ids)
    open_ones.update(decision=Decision.LEFT_OUT, resolved_at=now, resolved_by=by)
    return Import.objects.in_doubt().filter(pk__in=import_ids).update(reviewed_at=now, reviewed_by=by)

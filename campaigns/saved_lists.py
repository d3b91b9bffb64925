"""Writing saved lists; every function is atomic and sending it twice changes nothing more."""

from collections.abc import Iterable

from django.db import transaction

from campaigns.models import Brand, SavedList
from influencers.models import Profile


@transaction.atomic
def add_to_list(*, saved_list: SavedList, profiles: Iterable[Profile]) -> int:
    """Add the profiles that are not in the list yet; answers how many those were."""
    SavedList.objects.select_for_update().get(pk=saved_list.pk)
    before = saved_list.profiles.count()
    saved_list.profiles.add(*profiles)
    return saved_list.profiles.count() - before


@transaction.atomic
def list_named(*, brand: Brand, name: str) -> SavedList:
    """The brand's list of that name, made where there is none."""
    return SavedList.objects.get_or_create(brand=brand, name=name)[0]


@transaction.atomic
def rename_list(*, saved_list: SavedList, name: str) -> None:
    """Raises ValidationError where the brand has a list of that name already."""
    saved_list.name = name
    saved_list.full_clean()
    saved_list.save(update_fields=["name"])


def remove_from_list(*, saved_list: SavedList, profile: Profile) -> None:
    saved_list.profiles.remove(profile)


@transaction.atomic
def delete_list(*, saved_list: SavedList) -> None:
    """Delete the list; django.db.models.ProtectedError while a campaign chooses from it."""
    saved_list.delete()

"""Writing saved lists; every function is atomic and sending it twice changes nothing more."""

import json
from collections.abc import Sequence

from django.db import connection, transaction

from campaigns.models import Brand, SavedList
from influencers.models import Profile

AT_ONCE = 50_000
# The ids as one parameter, of which a database takes a limited number; who is gone since is left out.
THESE = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json)",
}


@transaction.atomic
def add_to_list(*, saved_list: SavedList, profile_ids: Sequence[int]) -> int:
    """Add the profiles that are not in the list yet; answers how many those were.

    One statement for every AT_ONCE of them: nobody's row is read.
    """
    SavedList.objects.select_for_update().get(pk=saved_list.pk)
    link, profile = SavedList.profiles.through._meta.db_table, Profile._meta.db_table
    sql = (
        f"INSERT INTO {link} (savedlist_id, profile_id)"  # noqa: S608  names of tables, no values
        f" SELECT %s, id FROM {profile} WHERE id IN ({THESE[connection.vendor]}) ON CONFLICT DO NOTHING"
    )
    added = 0
    with connection.cursor() as cursor:
        for start in range(0, len(profile_ids), AT_ONCE):
            cursor.execute(sql, [saved_list.pk, json.dumps(profile_ids[start : start + AT_ONCE])])
            added += cursor.rowcount
    return added


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

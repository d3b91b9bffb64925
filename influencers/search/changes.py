"""What changed in the catalogue: a log that a copy of it is brought up to date with.

Ordinary saves and deletions are noted by themselves (`influencers.search.watch`). Whoever writes past them,
by bulk_create, update() or SQL of their own, calls `note` in the transaction that writes.
"""

from collections.abc import Iterable

from influencers.models import CatalogueChange

EACH_AT_MOST = 1_000  # profiles that are noted one by one; more count as everything


def note(profile_ids: Iterable[int]) -> None:
    """These profiles are found or counted differently once the current transaction commits; one statement."""
    ids = sorted(set(profile_ids))
    if len(ids) > EACH_AT_MOST:
        note_all()
    elif ids:
        CatalogueChange.objects.create(profile_ids=ids)


def note_all() -> None:
    """Any profile may have changed."""
    CatalogueChange.objects.create(profile_ids=None)

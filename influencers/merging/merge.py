"""Two rows become one, and apart again: all or nothing."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from influencers import current
from influencers.merging.moving import made_again, move_all, move_back, stored
from influencers.models import Influencer, Merge, Profile
from influencers.models.merge import MergeKind
from influencers.search import changes

# What can be chosen from either of the two.
OF_PERSON = ("name", "country", "city", "gender", "bio", "vendor_kind", "is_pkp")
OF_ACCOUNT = ("handle", "title", "url", "audience_country")


class Refused(Exception):
    """It cannot be merged or undone; the message says why, fit to show."""


@transaction.atomic
def merge_people(*, kept: Influencer, gone: Influencer, taken: Collection[str] = (), by: Any) -> Merge:
    """Make one person of two: profiles and everything else of `gone` become `kept`'s.

    `taken` are the fields of OF_PERSON of which the value of `gone` counts; what `kept` lacks is filled.
    """
    if kept.pk == gone.pk:
        raise Refused(_("These are the same influencer already."))
    kept, gone = _held(Influencer, kept, gone)
    row = stored(gone)
    said = _chosen(kept, gone, taken, OF_PERSON)
    if "vendor_kind" in said:  # whether they add PPN is told of that vendor
        said["is_pkp"] = [kept.is_pkp, gone.is_pkp]
    undo = move_all(gone, kept)
    gone_key = gone.pk
    gone.delete()
    _write(kept, said)
    done = Merge.objects.create(
        kind=MergeKind.PEOPLE,
        influencer=kept,
        gone=gone_key,
        gone_name=gone.name,
        undo={**undo, "row": row, "said": said},
        merged_by=by,
    )
    changes.note(kept.profiles.values_list("pk", flat=True))
    return done


@transaction.atomic
def merge_accounts(*, kept: Profile, gone: Profile, taken: Collection[str] = (), by: Any) -> Merge:
    """Make one profile of two on one platform; a person who is left without a profile is merged, too."""
    if kept.pk == gone.pk:
        raise Refused(_("These are the same profile already."))
    if kept.platform != gone.platform:
        raise Refused(_("Profiles on two platforms are two accounts. Merge their influencers instead."))
    kept, gone = _held(Profile, kept, gone)
    row, person = stored(gone), gone.influencer
    said = _chosen(kept, gone, taken, OF_ACCOUNT)
    undo = move_all(gone, kept)
    gone_key, name = gone.pk, str(gone)
    gone.delete()
    _write(kept, said)
    done = Merge.objects.create(
        kind=MergeKind.ACCOUNTS,
        influencer=kept.influencer,
        profile=kept,
        gone=gone_key,
        gone_name=name,
        undo={**undo, "row": row, "said": said},
        merged_by=by,
    )
    current.refresh([kept.pk])
    changes.note([kept.pk, gone_key])
    if person.pk != kept.influencer_id and not person.profiles.exists():
        merge_people(kept=kept.influencer, gone=person, by=by)
    return done


def _held(model: type[models.Model], *rows: models.Model) -> list[models.Model]:
    """The rows as they are now, kept from changing until it is done. Raises Refused where one is gone."""
    found = model._default_manager.select_for_update().in_bulk([row.pk for row in rows])
    if len(found) < len(rows):
        raise Refused(_("One of the two is no longer there."))
    return [found[row.pk] for row in rows]


def _chosen(
    kept: models.Model, gone: models.Model, taken: Collection[str], fields: Collection[str]
) -> dict[str, list[Any]]:
    """What is written to the kept row: {field: [before, after]}."""
    pairs = {name: [getattr(kept, name), getattr(gone, name)] for name in fields}
    return {
        name: pair
        for name, pair in pairs.items()
        if pair[0] != pair[1] and (name in taken or pair[0] in ("", None)) and pair[1] not in ("", None)
    }


def _write(kept: models.Model, said: dict[str, list[Any]]) -> None:
    for name, (_before, after) in said.items():
        setattr(kept, name, after)
    kept.save()


@transaction.atomic
def undo(*, merge: Merge, by: Any) -> models.Model:
    """Take the two apart as they were; answers the row that is back.

    What was added since stays with the kept one, and so does a field that was edited since. Raises Refused.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise Refused(_("This was undone already."))
    later = Merge.objects.in_force().filter(influencer=merge.influencer, pk__gt=merge.pk)
    if later.exists():
        raise Refused(_("A later merge builds on this one. Undo that one first."))
    try:
        with transaction.atomic():
            _take_apart(merge)
    except (IntegrityError, ValueError) as error:
        text = _("Something that was moved has been changed since, or the account is in the catalogue again.")
        raise Refused(text) from error
    merge.undo, merge.undone_at, merge.undone_by = {}, timezone.now(), by
    merge.save()
    return (Influencer if merge.kind == MergeKind.PEOPLE else Profile).objects.get(pk=merge.gone)


def _take_apart(merge: Merge) -> None:
    kept, told = merge.kept, merge.undo
    for name, (before, after) in told["said"].items():
        if getattr(kept, name) == after:
            setattr(kept, name, before)
    kept.save()
    made_again([told["row"]])
    move_back(told, kept=kept, gone=merge.gone)
    accounts = [kept.pk, merge.gone] if merge.kind == MergeKind.ACCOUNTS else []
    current.refresh(accounts)
    people = [merge.influencer_id] + ([merge.gone] if merge.kind == MergeKind.PEOPLE else [])
    touched = Profile.objects.filter(influencer__in=people).order_by()
    changes.note([*accounts, *touched.values_list("pk", flat=True)])

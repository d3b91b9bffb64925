"""Erasing a person: everything identifying goes, figures in past plans stay without a name."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from influencers.models import Erasure, Influencer, Profile
from influencers.personal import files, mentions
from influencers.personal.barred import marks_of
from influencers.personal.identity import Identity, history_of, identity, traces_of
from influencers.relations import Belonging, belonging
from influencers.search import changes
from influencers.search.columnar import files as quick_copy


class Refused(Exception):
    """Something of the installation forbids it; the message says what, fit to show."""


@transaction.atomic
def erase(*, influencer: Influencer, by: Any) -> Erasure:
    """Erase the person from rows, texts, stored answers, history and stored files, all or nothing.

    Deletes the influencer with everything that goes with them; what refers to them and stays names nobody.
    Reads every text of the installation once. Raises Refused where a row that stays needs theirs.
    """
    _overwrite_what_is_deleted()
    who, marks = identity(influencer), marks_of(influencer)
    stored = files.mentioning(who)
    # Taking an import back would restore what was said of the person before it.
    traces_of(influencer).delete()
    removed = _delete(influencer)
    erasure = Erasure.objects.create(number=who.number, erased_by=by, removed=removed, marks=marks)
    texts = _remove_history(who)
    for mention in list(mentions.find(who)):
        mentions.remove(mention)
        texts += 1
    changes.note_all()  # a copy that is being made now is behind at once
    transaction.on_commit(quick_copy.forget)
    removed["texts"] = texts
    removed["files"] = files.delete(stored)  # last: a file comes back with no rollback
    erasure.save(update_fields=["removed"])
    return erasure


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves deleted rows readable in the file unless it is told to write zeros over them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _delete(influencer: Influencer) -> dict[str, int]:
    try:
        _total, rows = influencer.delete()
    except (ProtectedError, RestrictedError) as error:
        names = sorted({str(row._meta.verbose_name_plural) for row in error.args[1]})
        text = _("They are still needed by: %(names)s. Remove these first.")
        raise Refused(text % {"names": ", ".join(names)}) from error
    return {label: number for label, number in rows.items() if number}


def _remove_history(who: Identity) -> int:
    """The administration's history of the person says when and by whom, no longer what."""
    histories = (history_of(Influencer, [who.number]), history_of(Profile, who.profiles))
    return sum(history.update(object_repr=who.stand_in, change_message="") for history in histories)


def what_goes(influencer: Influencer) -> list[tuple[str, int]]:
    """Kinds of rows that `erase` deletes with the person, and how many there are."""
    return _counted(found for found in belonging(Influencer, [influencer.pk]) if found.goes_along)


def what_stays(influencer: Influencer) -> list[tuple[str, int]]:
    """Kinds of rows that stay and refer to nobody any longer."""
    return _counted(found for found in belonging(Influencer, [influencer.pk]) if not found.goes_along)


def _counted(found: Iterable[Belonging]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for each in found:
        counts[each.label] += each.rows.count()
    return [(label, number) for label, number in counts.items() if number]

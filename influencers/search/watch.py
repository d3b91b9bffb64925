"""Notes every saved and deleted row that decides what a search answers."""

from django.db.backends.signals import connection_created
from django.db.models.signals import m2m_changed, post_delete, post_save

from influencers.models import Influencer, Profile, ProfileNiche
from influencers.search import text
from influencers.search.changes import note


def start() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_profile, sender=Profile)
        signal.connect(_niche_of_profile, sender=ProfileNiche)
    post_save.connect(_person, sender=Influencer)  # a deleted person takes their profiles along
    connection_created.connect(text.teach)
    for links in (Profile.imports.through, ProfileNiche):
        m2m_changed.connect(_links, sender=links)


def _profile(*, instance: Profile, **_) -> None:
    note([instance.pk])


def _niche_of_profile(*, instance: ProfileNiche, **_) -> None:
    note([instance.profile_id])


def _person(*, instance: Influencer, created: bool, **_) -> None:
    if not created:
        note(instance.profiles.values_list("pk", flat=True))


def _links(*, instance, action: str, reverse: bool, pk_set: set[int] | None, **_) -> None:
    """Clearing names no rows, so it is noted before they are gone."""
    if action in ("post_add", "post_remove"):
        note(pk_set if reverse else [instance.pk])
    elif action == "pre_clear":
        note(instance.profiles.values_list("pk", flat=True) if reverse else [instance.pk])

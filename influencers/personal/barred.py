"""Accounts that must not come back: an erased person's accounts as keyed hashes, which name nobody."""

import hmac
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_noop as _

from influencers.models import Erasure, Influencer, Platform
from influencers.models.profile import identity_of

REASON = _("This account was erased at the person's request and is not imported again.")


def mark(platform: str, identity: str) -> str:
    """A keyed hash of the account: without the installation's ERASURE_KEY it cannot be tried out."""
    return hmac.digest(settings.ERASURE_KEY.encode(), f"{platform}:{identity}".encode(), "sha256").hex()


def marks_of(influencer: Influencer) -> list[str]:
    """Marks of every account by handle and by title, and of the name alone on every platform.

    A list without handles names accounts by title or name, so these are marked as well.
    """
    named = {(platform, identity_of(handle="", title=influencer.name)) for platform in Platform.values}
    for profile in influencer.profiles.all():
        named.add((profile.platform, profile.identity))
        if profile.title:
            named.add((profile.platform, identity_of(handle="", title=profile.title)))
    for row in influencer.merges.in_force().values_list("undo__row__fields", flat=True):
        titles = {row.get("title"), row.get("name")} - {None, ""}
        platforms = [row["platform"]] if "platform" in row else Platform.values
        named |= {
            (platform, identity_of(handle="", title=title)) for platform in platforms for title in titles
        }
        if "identity" in row:
            named.add((row["platform"], row["identity"]))
    return sorted(mark(*account) for account in named)


def barred(accounts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the accounts (platform, identity) that were erased; one query, as long as erasures are."""
    marks = {each for found in Erasure.objects.values_list("marks", flat=True) for each in found}
    return {account for account in accounts if mark(*account) in marks} if marks else set()

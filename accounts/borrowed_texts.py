"""Texts of libraries that their Indonesian catalogues lack or say badly: named here they come into ours."""

from django.utils.translation import gettext_noop

AXES = (
    gettext_noop("Access Attempt"),
    gettext_noop("Expires At"),
    gettext_noop("Session key hash (sha256)"),
    gettext_noop("The time when access attempt expires and is no longer valid."),
    gettext_noop("access attempt expiration"),
    gettext_noop("access attempt expirations"),
)

DJANGO = (
    gettext_noop(
        "Please enter a correct %(username)s and password. Note that both fields may be case-sensitive."
    ),
)

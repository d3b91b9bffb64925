"""What the throttle of the sign-in counts by."""

from django.conf import settings
from django.http import HttpRequest

LONGEST = 255  # what the throttle's table holds


def name_tried(request: HttpRequest, credentials: dict | None = None) -> str | None:
    """The name somebody tries, cut to what can be stored: the form lets names of any length through."""
    name = (credentials or request.POST).get(settings.AXES_USERNAME_FORM_FIELD)
    return name and name[:LONGEST]

"""The throttle of the sign-in: its name, and what it counts by."""

from axes.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

LONGEST = 255  # what the throttle's table holds


def name_tried(request: HttpRequest, credentials: dict | None = None) -> str | None:
    """The name somebody tries, cut to what can be stored: the form lets names of any length through."""
    name = (credentials or request.POST).get(settings.AXES_USERNAME_FORM_FIELD)
    return name and name[:LONGEST]


class Throttle(AppConfig):
    """django-axes under a name that administrators understand."""

    verbose_name = _("sign-in attempts")

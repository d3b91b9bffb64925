"""The language that a person chose: kept with the person, recalled at sign-in, carried by the session.

A page so asks the database nothing. Strangers, and people who never chose, get what the cookie of the switch
or else the browser asks for.
"""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.models import Preference

SESSION_KEY = "language"


def choose(*, request: HttpRequest, code: str) -> None:
    """From now on, wherever the signed-in person signs in."""
    Preference.objects.update_or_create(user=request.user, defaults={"language": code})
    request.session[SESSION_KEY] = code


def recall(*, request: HttpRequest, user: AbstractBaseUser, **_signal: object) -> None:
    """At sign-in: the session learns what the person once chose."""
    chosen = Preference.objects.filter(user=user).first()
    if chosen:
        request.session[SESSION_KEY] = chosen.language


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: activates the session's language. Stands below that which asks cookie and browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if code := request.session.get(SESSION_KEY):
            translation.activate(code)
            request.LANGUAGE_CODE = code
        return get_response(request)

    return middleware

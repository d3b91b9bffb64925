"""A form that is sent twice is carried out once."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

KEY = "made_once"
REMEMBERED = 20


@transaction.atomic
def made_once(request: HttpRequest, token: str, make: Callable[[], Model]) -> int:
    """The key of what `make` made for this form, now or when the same form came before; atomic.

    The user's row is locked, so that the second of two simultaneous clicks reads what the first has stored.
    """
    get_user_model().objects.select_for_update().get(pk=request.user.pk)
    stored = type(request.session)(request.session.session_key)
    made = dict(stored.get(KEY, {}))
    if token not in made:
        made[token] = make().pk
        stored[KEY] = request.session[KEY] = dict(list(made.items())[-REMEMBERED:])
        stored.save()
    return made[token]

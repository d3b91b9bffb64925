"""Bulk actions: asked once more with what will change, done together or not at all, kept in the history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from influencers.figures import count

MOST_ROWS, SHOWN_ROWS = 5_000, 10


@dataclass(frozen=True, kw_only=True)
class BulkChange:
    """What an action is about to do.

    `act` gets the keys of the rows and what the form said; it answers the sentence that tells what was done.
    """

    name: str  # the action's, as the list posts it
    heading: str
    explanation: str
    button: str
    act: Callable[[list[Any], dict[str, Any]], str]
    form: type[Form] = Form
    describe: Callable[[Any], str] = str  # a row, on the page that asks
    flag: int = CHANGE  # how the history takes it


def confirmed(
    model_admin: Any, request: HttpRequest, rows: QuerySet, change: BulkChange
) -> TemplateResponse | None:
    """The page that asks, or None once it is done; more rows than fit one transaction are refused."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: MOST_ROWS + 1])
    if len(keys) > MOST_ROWS:
        limit = {"limit": count(MOST_ROWS)}
        text = _("That is too many at once: narrow the list to %(limit)s rows or fewer.") % limit
        model_admin.message_user(request, text, messages.ERROR)
        return None
    form = change.form(request.POST if "confirmed" in request.POST else None)
    if form.is_valid():
        model_admin.message_user(request, _carry_out(request, rows, keys, change, form), messages.SUCCESS)
        return None
    return _ask(model_admin, request, rows, keys, change, form)


@transaction.atomic
def _carry_out(request: HttpRequest, rows: QuerySet, keys: list, change: BulkChange, form: Form) -> str:
    changed = list(rows.model.objects.filter(pk__in=keys))
    done = change.act(keys, form.cleaned_data)
    LogEntry.objects.log_actions(request.user.pk, changed, change.flag, change_message=done)
    return done


def _ask(
    model_admin: Any, request: HttpRequest, rows: QuerySet, keys: list, change: BulkChange, form: Form
) -> TemplateResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": change.heading,
        "opts": model_admin.opts,
        "change": change,
        "form": form,
        "number": len(keys),
        "shown": [change.describe(row) for row in rows.filter(pk__in=keys[:SHOWN_ROWS])],
        "more": max(0, len(keys) - SHOWN_ROWS),
        "selected_name": ACTION_CHECKBOX_NAME,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "admin/confirm_action.html", context)

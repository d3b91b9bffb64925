"""An import that is being worked at, as pages show it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from influencers.importing import work
from influencers.importing.desk import Desk
from influencers.models import Import

STEPS = {
    "read": _("Reading the rows"),
    "compare": _("Comparing with the catalogue"),
    "write": _("Writing into the catalogue"),
    "undo": _("Taking it back"),
}


def under_way(request: HttpRequest, run: Import) -> HttpResponse:
    """The page of an import that is not finished, which takes up what a process that ended left behind."""
    work.resume(run)
    may = request.user.has_perm("influencers.add_import")
    context = {"run": run, "may_cancel": may and run.is_cancellable, **how_far(run)}
    return render(request, "influencers/imports/import_progress.html", context)


def how_far(run: Import) -> dict[str, Any]:
    told = Desk(run.pk).progress()
    return {"percent": told.percent, "step": STEPS.get(told.step)}

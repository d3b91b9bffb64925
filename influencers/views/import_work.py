"""Watching an import that is being worked at, and stopping it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from influencers.importing import undoing, uploads, work
from influencers.models.importing import ImportKind, ImportStatus
from influencers.views.imports import act, may_import, visible
from influencers.views.working import how_far


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work is; tells the page to load anew when it has ended."""
    run = visible(request, pk)
    if not run.is_unfinished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    work.resume(run)
    return render(request, "influencers/imports/_step.html", how_far(run))


@require_POST
@may_import
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop before anything is written."""
    run = visible(request, pk)
    if work.cancel(run):
        text = _("“%(file)s” is cancelled. Nothing of it was imported.") % {"file": run.file_name}
        messages.info(request, text)
    else:
        messages.warning(request, _("This came too late: the list had been imported already."))
    return redirect(run)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking an import back would change; then do it."""
    run = visible(request, pk, kinds=[ImportKind.PROFILES])
    if request.method == "POST":
        return act(request, run, lambda: _undo(request, run.pk))
    if run.status != ImportStatus.DONE:
        return redirect(run)
    relied_on = undoing.is_relied_on(run)
    context = {"run": run, "relied_on": relied_on, "outlook": None if relied_on else undoing.outlook(run)}
    return render(request, "influencers/imports/import_undo.html", context)


def _undo(request: HttpRequest, pk: int) -> None:
    if uploads.undo(pk, by=request.user).status == ImportStatus.UNDONE:
        messages.success(request, _("The import is taken back."))

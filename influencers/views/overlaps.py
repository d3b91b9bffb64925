"""Tables of audience overlaps on their way in: upload, preview, one question, and what became of each row.

Confirming and discarding are those of every import.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from influencers.forms import OverlapsForm, PairsForm
from influencers.importing import uploads
from influencers.importing.issues import by_reason
from influencers.importing.reading import UnreadableFile
from influencers.models import AudienceOverlap, Import
from influencers.models.importing import ImportKind, ImportStatus
from influencers.views.imports import MAY_IMPORT, act, coming, may_import, runs_so_far, visible
from influencers.views.working import under_way


@require_http_methods(["GET", "HEAD", "POST"])
def overlap_list(request: HttpRequest) -> HttpResponse:
    """The tables of overlaps that the user may see, and the form for a new one."""
    if request.method == "POST":
        return _upload(request)
    return _list(request, OverlapsForm())


def _list(request: HttpRequest, form: OverlapsForm) -> HttpResponse:
    context = {
        "form": form,
        "known": AudienceOverlap.objects.count(),
        **runs_so_far(request, ImportKind.OVERLAPS),
    }
    return render(request, "influencers/overlaps/overlap_list.html", context)


@may_import
def _upload(request: HttpRequest) -> HttpResponse:
    form = OverlapsForm(request.POST, request.FILES)
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            return redirect(uploads.receive_overlaps(upload=data.pop("file"), user=request.user, **data))
        except UnreadableFile as error:
            form.add_error("file", str(error))
    return _list(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def overlap_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A waiting table's preview with what has to be said of it; or the report of a finished import."""
    run = visible(request, pk, kinds=[ImportKind.OVERLAPS])
    if request.method == "POST":
        return _read_again(request, run)
    if run.is_unfinished:
        return under_way(request, run)
    return _detail(request, run, _form(run))


def _form(run: Import, data=None) -> PairsForm:
    return PairsForm(data, initial={"platform": run.platform, "unit": run.unit, "as_of": run.as_of})


def _detail(request: HttpRequest, run: Import, form: PairsForm) -> HttpResponse:
    waiting = run.status == ImportStatus.PREVIEW
    context = {
        "run": run,
        "form": form,
        "report": run.report,
        "reading": uploads.reading_of(run),
        "may_import": request.user.has_perm(MAY_IMPORT),
        "coming": coming(run.report) if waiting else 0,
        "waiting": waiting,
        "rejected": by_reason(run.report.get("rejected", [])),
        "flagged": by_reason(run.report.get("flagged", [])),
    }
    return render(request, "influencers/overlaps/overlap_detail.html", context)


@may_import
def _read_again(request: HttpRequest, run: Import) -> HttpResponse:
    form = _form(run, request.POST)
    if not form.is_valid():
        return _detail(request, run, form)

    def read_again() -> None:
        uploads.read_overlaps_again(run.pk, **form.cleaned_data)
        messages.info(request, _("Read again with what you said."))

    return act(request, run, read_again)

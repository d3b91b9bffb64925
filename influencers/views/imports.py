"""Lists on their way in: upload, preview, confirm or discard."""

from collections.abc import Callable, Collection
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from influencers.figures import count
from influencers.forms import ColumnsForm, UploadForm
from influencers.importing import stored, uploads
from influencers.importing.fields import LABELS, Field
from influencers.importing.issues import by_reason
from influencers.importing.reading import UnreadableFile
from influencers.models import Deliverable, Doubt, Import
from influencers.models.importing import ImportKind, ImportStatus
from influencers.views.working import under_way

MAY_IMPORT = "influencers.add_import"
PER_PAGE = 25
may_import = permission_required(MAY_IMPORT, raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """The imports that the user may see, and the form for a new one."""
    if request.method == "POST":
        return _upload(request)
    return _list(request, UploadForm())


def _list(request: HttpRequest, form: UploadForm) -> HttpResponse:
    open_doubts = Doubt.objects.visible_to(request.user).open()
    context = {"form": form, "open_doubts": open_doubts.count(), **runs_so_far(request, ImportKind.PROFILES)}
    return render(request, "influencers/imports/import_list.html", context)


def runs_so_far(request: HttpRequest, kind: ImportKind) -> dict[str, object]:
    """The user's imports of one kind, page by page, and what a page needs to take another."""
    found = Import.objects.visible_to(request.user).of_kind(kind).select_related("uploaded_by").with_counts()
    return {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_import": request.user.has_perm(MAY_IMPORT),
        "max_bytes": settings.IMPORT_MAX_BYTES,
        "max_rows": stored.MAX_ROWS,
    }


@may_import
def _upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            return redirect(uploads.receive(upload=data.pop("file"), user=request.user, **data))
        except UnreadableFile as error:
            form.add_error("file", str(error))
    return _list(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A waiting list's preview, where the columns can be chosen; or the report of a finished import."""
    run = visible(request, pk, kinds=[ImportKind.PROFILES])
    if request.method == "POST":
        return _choose_columns(request, run)
    if run.is_unfinished:
        return under_way(request, run)
    return _detail(request, run, _columns_form(run))


def visible(request: HttpRequest, pk: int, *, kinds: Collection[ImportKind] = tuple(ImportKind)) -> Import:
    """The user's import of one of these kinds; 404 for any other."""
    found = (
        Import.objects.visible_to(request.user)
        .filter(kind__in=kinds)
        .select_related("uploaded_by", "undone_by")
    )
    return get_object_or_404(found, pk=pk)


def _columns_form(run: Import, data=None) -> ColumnsForm:
    initial = {"platform": run.platform, "as_of": run.as_of}
    return ColumnsForm(data, columns=run.report.get("columns", []), initial=initial)


def _detail(request: HttpRequest, run: Import, form: ColumnsForm) -> HttpResponse:
    waiting = run.status == ImportStatus.PREVIEW
    doubts = Doubt.objects.open().filter(import_run=run)
    context = {
        "run": run,
        "form": form,
        "report": run.report,
        "reading": uploads.reading_of(run),
        "may_import": request.user.has_perm(MAY_IMPORT),
        "coming": coming(run.report) if waiting else 0,
        "meanings": [(column, LABELS[Field(field)]) for column, field in run.mapping.items()],
        "recalled": _recalled(run.report),
        "sample": _sample(run.report),
        "open_doubts": doubts.count(),
        "open_rejected": bool(run.file) and doubts.rejected().exists(),
        "rejected": by_reason(run.report.get("rejected", [])),
        "flagged": by_reason(run.report.get("flagged", [])),
    }
    template = "import_preview.html" if waiting else "import_report.html"
    return render(request, f"influencers/imports/{template}", context)


def _recalled(report: dict) -> dict[str, object] | None:
    """The list whose columns were taken over, and the day on which somebody chose them."""
    known = report.get("recalled")
    return {"file": known["file"], "on": date.fromisoformat(known["on"])} if known else None


def _sample(report: dict) -> list[dict]:
    """The first rows of a preview, with what each price is for in the reader's language."""
    return [
        {
            **row,
            "prices": [
                {**price, "label": Deliverable(price["deliverable"]).label} for price in row["prices"]
            ],
        }
        for row in report.get("sample", ())
    ]


def coming(report: dict) -> int:
    """Rows that confirming would write; 0 while a question is open."""
    return 0 if report.get("questions") else report.get("created", 0) + report.get("updated", 0)


@may_import
def _choose_columns(request: HttpRequest, run: Import) -> HttpResponse:
    form = _columns_form(run, request.POST)
    if not form.is_valid():
        return _detail(request, run, form)

    def read_again() -> None:
        said = form.cleaned_data
        uploads.read_again(run.pk, platform=said["platform"], answers=form.answers, as_of=said["as_of"])
        messages.info(request, _("Read again with your choice of columns."))

    return act(request, run, read_again)


@require_POST
@may_import
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what the preview shows; sent twice it imports once."""
    run = visible(request, pk)

    def confirm() -> None:
        found = uploads.confirm(run.pk, reading=request.POST.get("reading", ""))
        if found.status == ImportStatus.DONE:
            messages.success(request, _imported(found))

    return act(request, run, confirm)


def _imported(run: Import) -> str:
    rows = run.report["created"] + run.report["updated"]
    if not rows:
        return _("The catalogue knew all of this already: nothing changed.")
    if run.kind == ImportKind.OVERLAPS:
        text = ngettext("%(count)s overlap imported.", "%(count)s overlaps imported.", rows)
    else:
        text = ngettext("%(count)s profile imported.", "%(count)s profiles imported.", rows)
    return text % {"count": count(rows)}


@require_POST
@may_import
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a waiting list away."""
    run = visible(request, pk)

    def discard() -> None:
        uploads.discard(run.pk)
        messages.info(
            request, _("“%(file)s” was thrown away. Nothing was imported.") % {"file": run.file_name}
        )

    overlaps = run.kind == ImportKind.OVERLAPS
    return act(request, run, discard, to="imports:overlaps" if overlaps else "imports:list")


def act(request: HttpRequest, run: Import, action: Callable[[], None], to: str | None = None) -> HttpResponse:
    """Do it and show the result; where it cannot be done, say why beside the list as it stands."""
    try:
        action()
    except uploads.Outdated:
        messages.warning(request, _("This list was changed in the meantime. Look at it as it stands now."))
    except UnreadableFile as error:
        messages.error(request, str(error))
    except OperationalError:
        messages.error(request, _("The catalogue is busy with another import. Try again in a minute."))
    else:
        return redirect(to) if to else redirect(run)
    return redirect(run)

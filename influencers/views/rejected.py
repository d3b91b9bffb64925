"""The rejected rows of an import as a file to put right and send again."""

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from influencers.importing import rejects, stored
from influencers.importing.reading import UnreadableFile
from influencers.models import Import
from influencers.views.imports import visible

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Lines = Iterator[list[object]]


@require_safe
def as_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sent as the stored file is read; rows stay in the language of the request."""
    language = get_language()

    def said(lines: Lines) -> Iterator[str]:
        with override(language):
            yield from rejects.as_csv(lines)

    kind = "text/csv; charset=utf-8"
    return _sent(request, pk, "csv", lambda lines: StreamingHttpResponse(said(lines), content_type=kind))


@require_safe
def as_workbook(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _sent(
        request, pk, "xlsx", lambda lines: HttpResponse(rejects.as_workbook(lines), content_type=XLSX)
    )


def _sent(
    request: HttpRequest, pk: int, ending: str, answer: Callable[[Lines], HttpResponseBase]
) -> HttpResponseBase:
    run = visible(request, pk)
    try:
        sheet = stored.sheet_of(run)
    except UnreadableFile as error:
        messages.error(request, str(error))
        return redirect(run)
    response = answer(rejects.lines(run, sheet))
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(run, ending)}"'
    return response


def _name(run: Import, ending: str) -> str:
    return f"{_('rejected')}-{run.pk}.{ending}"

"""An answer as a file to download."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse

from campaigns.reporting.shortlist import as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(answer: Mapping[str, Any], format: str, *, name: str, title: str) -> HttpResponse:
    """The shortlist as "xlsx" or "csv"; 404 for a format that there is not."""
    if format == "csv":
        content, content_type = as_csv(answer), "text/csv; charset=utf-8"
    elif format == "xlsx":
        content, content_type = as_xlsx(answer, title=title), XLSX
    else:
        raise Http404
    disposition = f'attachment; filename="tiermix-{name}.{format}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})

"""Any list as a CSV file: the rows that the filters leave, in the columns and the order of the page."""

import csv
import datetime as dt
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from influencers.cells import BYTE_ORDER_MARK, Line, neutral
from influencers.figures import MISSING

ROWS_AT_ONCE = 1_000


class Exported:
    """For pages of a model: a file of the list beside the list, sent as it is read."""

    exported = True

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        names = [name for name in self.get_list_display(request) if name != "action_checkbox"]
        lines = self._lines(rows, names, request.LANGUAGE_CODE)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        file_name = f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response

    def _lines(self, rows: QuerySet, names: list[str], language: str) -> Iterator[str]:
        """The file line by line, in the language of the request, which is over by then."""
        writer = csv.writer(Line())
        with translation.override(language):
            heads = [capfirst(str(label_for_field(name, self.model, self))) for name in names]
            yield BYTE_ORDER_MARK + writer.writerow(heads)
            for row in rows.iterator(ROWS_AT_ONCE):
                yield writer.writerow([cell_of(self, name, row) for name in names])


def cell_of(model_admin: Any, name: str, row: Any) -> object:
    """The column's value as a file keeps it: bare numbers, ISO days, words instead of codes, no markup."""
    column = getattr(model_admin, name, None)
    if exported := getattr(column, "exported", None):
        return neutral(exported(row))
    field, _attribute, value = lookup_field(name, row, model_admin)
    if field is not None and field.flatchoices:
        value = getattr(row, f"get_{name}_display")()
    return neutral(plain(value))


def plain(value: object) -> object:
    if value is None or value == MISSING:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
    if isinstance(value, SafeString):
        apart = value.replace("<", " <")  # two lines of a cell are two words
        return " ".join(unescape(strip_tags(apart)).split())
    return value if isinstance(value, int | float) else str(value)

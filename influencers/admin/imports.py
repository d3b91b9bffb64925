"""Imports as they happened: a record to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import ReadOnly
from influencers.models import Import

COUNTED = ("rows", "created", "updated", "unchanged", "skipped")
LISTED = ("rejected", "flagged")


@admin.register(Import)
class ImportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("file_name", "status", "platform", "country", "as_of", "uploaded_by", "created_at")
    list_filter = ("status", "platform")
    list_select_related = ("uploaded_by",)
    search_fields = ("file_name", "uploaded_by__username")
    date_hierarchy = "created_at"
    fields = (
        "file_name",
        "status",
        "platform",
        "country",
        "as_of",
        "mapping",
        "counts",
        "source",
        "uploaded_by",
        "created_at",
        "finished_at",
    )
    readonly_fields = ("counts",)

    @admin.display(description=_("rows"))
    def counts(self, row):
        """The report without its thousands of lines; the import's own page shows those."""
        found = [(key, row.report[key]) for key in COUNTED if key in row.report]
        found += [(key, len(row.report[key])) for key in LISTED if key in row.report]
        return ", ".join(f"{key}: {value}" for key, value in found) or None

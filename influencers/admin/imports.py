"""Imports as they happened: a record to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import ReadOnly
from influencers.models import Import
from influencers.templatetags.figures import count

COUNTED = {
    "rows": _("rows"),
    "created": _("created"),
    "updated": _("updated"),
    "unchanged": _("unchanged"),
    "skipped": _("skipped"),
}
LISTED = {"rejected": _("rejected"), "flagged": _("flagged")}


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
        found = [(word, row.report[key]) for key, word in COUNTED.items() if key in row.report]
        found += [(word, len(row.report[key])) for key, word in LISTED.items() if key in row.report]
        return ", ".join(f"{word}: {count(value)}" for word, value in found) or None

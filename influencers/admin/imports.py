"""Imports as they happened: a record to read, and to sign off once its doubts are looked through."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from influencers.admin import bulk
from influencers.admin.actions import confirmed
from influencers.admin.base import Page, ReadOnly
from influencers.admin.columns import figure, linked
from influencers.figures import count
from influencers.importing.fields import LABELS, Field
from influencers.models import Doubt, Import, RememberedColumns, Trace

COUNTED = {
    "rows": _("rows"),
    "created": _("created"),
    "updated": _("updated"),
    "unchanged": _("unchanged"),
    "skipped": _("skipped"),
}
LISTED = {"rejected": _("rejected"), "flagged": _("flagged")}


class Review(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("open", _("Doubts to look through")), ("done", _("Reviewed"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.in_doubt()
        return queryset.filter(reviewed_at__isnull=False) if self.value() == "done" else queryset


def table(rows):
    """Two columns to read: what, and its value."""
    cells = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', rows)
    return format_html('<table class="facts">{}</table>', cells) if rows else None


@admin.register(Import)
class ImportAdmin(ReadOnly, Page):
    list_display = (
        "file_name",
        "status",
        "doubts_figure",
        "reviewed_at",
        "as_of",
        "uploaded_by",
        "created_at",
        "source_link",
    )
    list_filter = (Review, "kind", "status", "platform")
    list_select_related = ("uploaded_by", "source")
    search_fields = ("file_name", "uploaded_by__username")
    search_help_text = _("File or user name")
    date_hierarchy = "created_at"
    actions = ("mark_reviewed",)
    readonly_fields = ("counts", "columns", "source_link")
    fieldsets = (
        (None, {"fields": ("file_name", "kind", "status", "platform", "country", "unit", "as_of")}),
        (
            _("What became of its rows"),
            {
                "fields": ("counts", "reviewed_at", "reviewed_by"),
                "description": _("The report on the site lists every rejected row and every flagged value."),
            },
        ),
        (_("How its columns were read"), {"fields": ("columns",)}),
        (_("Where it comes from"), {"fields": ("source_link", "uploaded_by", "created_at", "finished_at")}),
    )

    doubts_figure = figure("doubts", _("in doubt"))
    source_link = linked("source", _("source"))

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found if request.resolver_match.kwargs.get("object_id") else found.defer("report", "mapping")

    def has_review_permission(self, request):
        return request.user.has_perm("influencers.change_import")

    @admin.action(description=_("Mark the selected imports as reviewed"), permissions=["review"])
    def mark_reviewed(self, request, queryset):
        return confirmed(self, request, queryset, bulk.mark_reviewed(by=request.user))

    @admin.display(description=_("rows"))
    def counts(self, row):
        """The report without its thousands of lines; the import's own page shows those."""
        found = [(word, count(row.report[key])) for key, word in COUNTED.items() if key in row.report]
        found += [(word, count(len(row.report[key]))) for key, word in LISTED.items() if key in row.report]
        return table(found)

    @admin.display(description=_("columns"))
    def columns(self, row):
        return table([(header, LABELS[Field(field)]) for header, field in row.mapping.items()])


@admin.register(Trace)
class TraceAdmin(ReadOnly, Page):
    """What taking an import back would undo: rows that it created, and what others said before."""

    list_display = ("import_run", "table", "first", "last")
    list_filter = ("table",)
    list_select_related = ("import_run",)
    search_fields = ("import_run__file_name",)
    search_help_text = _("File name")
    fields = ("import_run", "table", "first", "last", "before", "after")

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.defer("import_run__report", "import_run__mapping")


@admin.register(Doubt)
class DoubtAdmin(ReadOnly, Page):
    """What lists left in doubt and who decided it; the decisions themselves are made on the site."""

    list_display = (
        "import_run",
        "row",
        "column",
        "kind",
        "decision",
        "taken_as",
        "resolved_by",
        "resolved_at",
    )
    list_filter = ("kind", "decision")
    list_select_related = ("import_run", "resolved_by")
    search_fields = ("import_run__file_name",)
    search_help_text = _("File name")
    fields = ("import_run", "profile", "row", "column", "value", "reason", "number", "kind")
    fields += ("decision", "taken_as", "resolved_by", "resolved_at")

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.defer("import_run__report", "import_run__mapping")


@admin.register(RememberedColumns)
class RememberedColumnsAdmin(ReadOnly, Page):
    """What was chosen for a header; deleting it lets the next list be read afresh."""

    list_display = ("file_name", "columns", "decided_by", "decided_at")
    list_select_related = ("decided_by",)
    search_fields = ("file_name",)
    fields = ("file_name", "meanings", "decided_by", "decided_at")
    readonly_fields = ("meanings",)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("influencers.delete_rememberedcolumns")

    @admin.display(description=_("columns"))
    def columns(self, row):
        return str(row)

    @admin.display(description=_("meanings"))
    def meanings(self, row):
        return table(
            [(name or "–", LABELS[Field(field)]) for name, field in zip(row.header, row.fields, strict=True)]
        )

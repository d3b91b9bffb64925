"""Audited overlaps of audiences. A pair of profiles is one pair, in whatever order it is entered."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import WholeForm
from influencers.admin.columns import linked
from influencers.admin.facts import SOURCE_HELP
from influencers.admin.large import LargePage, OfSourceKind
from influencers.models import AudienceOverlap


@admin.register(AudienceOverlap)
class AudienceOverlapAdmin(LargePage):
    form = WholeForm
    list_display = ("first_link", "second_link", "overlap", "observed_on", "source_link")
    list_filter = ("base", OfSourceKind)
    list_prefetch_related = ("first", "second", "source")
    profile_paths = ("first", "second")
    autocomplete_fields = ("first", "second", "source")
    amount_fields = ("people",)
    percent_fields = ("share",)
    help_texts = {
        "source": SOURCE_HELP,
        "people": _("Followers of both profiles. Leave it empty where the audit gives a share."),
        "share": _("Together with what it is a share of."),
        "observed_on": _("The day of the audit, not the day on which it is typed in."),
    }
    fieldsets = (
        (None, {"fields": ("first", "second", "observed_on", "source")}),
        (
            _("What they have in common"),
            {
                "fields": ("people", ("share", "base")),
                "description": _("A number of people, or a share and what it is a share of."),
            },
        ),
    )

    first_link = linked("first", _("first profile"))
    second_link = linked("second", _("second profile"))
    source_link = linked("source", _("source"))

    def get_readonly_fields(self, request, obj=None):
        return ("first", "second") if obj else ()

    @admin.display(description=_("in both"))
    def overlap(self, row):
        return row.figure

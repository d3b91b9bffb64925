"""What brands know of their rivals."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from campaigns.models import Rival, RivalBooking
from influencers.admin.base import FactInline, Page, WholeForm
from influencers.admin.columns import linked


class BookingsOfRival(FactInline):
    model = RivalBooking
    select_related = ("influencer",)
    autocomplete_fields = ("influencer",)


@admin.register(Rival)
class RivalAdmin(Page):
    form = WholeForm
    list_display = ("name", "category", "brand_link")
    list_filter = ("brand",)
    list_select_related = ("brand",)
    search_fields = ("name", "category", "brand__name")
    autocomplete_fields = ("brand",)
    inlines = (BookingsOfRival,)

    brand_link = linked("brand", _("brand"))

    def get_readonly_fields(self, request, obj=None):
        """A rival stays behind the wall of its brand."""
        return ("brand",) if obj else ()


@admin.register(RivalBooking)
class RivalBookingAdmin(Page):
    form = WholeForm
    list_display = ("booked_on", "influencer_link", "rival_link", "brand", "source")
    list_filter = ("rival__brand",)
    list_select_related = ("rival__brand", "influencer")
    search_fields = ("influencer__name", "rival__name")
    date_hierarchy = "booked_on"
    fields = ("rival", "influencer", "booked_on", "source", "recorded_by", "recorded_at")
    readonly_fields = ("recorded_by", "recorded_at")
    autocomplete_fields = ("rival", "influencer")

    influencer_link = linked("influencer", _("influencer"))
    rival_link = linked("rival", _("rival"))

    @admin.display(description=_("brand"), ordering="rival__brand__name")
    def brand(self, row):
        return str(row.brand)

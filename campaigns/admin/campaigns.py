"""Briefs. They are written on the campaign's own page; here an administrator corrects or removes them."""

from django import forms
from django.contrib import admin
from django.db.models import JSONField
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Pin
from influencers.admin.base import FactInline, WholeForm
from influencers.templatetags import figures


class CampaignForm(WholeForm):
    def clean(self):
        chosen = self.cleaned_data.get("pool_list")
        if chosen and chosen.brand_id != self.instance.brand_id:
            self.add_error("pool_list", _("This list belongs to another brand."))
        return super().clean()


class PinsOfCampaign(FactInline):
    model = Pin
    select_related = ("profile",)
    autocomplete_fields = ("profile",)
    show_change_link = False


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):
    form = CampaignForm
    list_display = ("name", "brand", "goal", "money", "starts_on", "ends_on", "created_by", "created_at")
    list_filter = ("goal", "brand", "currency")
    list_select_related = ("brand", "created_by")
    search_fields = ("name", "brand__name")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("niches", "pool_import", "pool_list")
    readonly_fields = ("brand", "created_by", "created_at", "updated_at")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "brand",
                    "name",
                    "goal",
                    "awareness_weight",
                    ("budget", "currency"),
                    ("starts_on", "ends_on"),
                )
            },
        ),
        (
            _("Audience"),
            {"fields": ("platforms", "niches", "countries", "ages", "gender", "audience_size")},
        ),
        (_("Pool"), {"fields": ("pool", "pool_import", "pool_list")}),
        (
            _("Rules"),
            {
                "fields": (
                    ("people_min", "people_max"),
                    "share_cap",
                    ("micro_share_min", "micro_share_max"),
                    "platform_shares",
                    "credibility_min",
                    "known_prices_only",
                )
            },
        ),
        (_("History"), {"fields": ("created_by", "created_at", "updated_at")}),
    )
    formfield_overrides = {JSONField: {"widget": forms.Textarea(attrs={"rows": 2})}}
    inlines = (PinsOfCampaign,)
    view_on_site = False  # the page is behind the brand's wall, and administrators may stand outside

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("budget"), ordering="budget")
    def money(self, row):
        return figures.money(row.budget, row.currency)


@admin.register(Pin)
class PinAdmin(admin.ModelAdmin):
    list_display = ("campaign", "profile", "kind")
    list_filter = ("kind",)
    list_select_related = ("campaign", "profile")
    search_fields = ("campaign__name", "profile__identity")
    autocomplete_fields = ("campaign", "profile")

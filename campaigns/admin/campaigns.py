"""Briefs. They are written on the campaign's own page; here an administrator corrects or removes them."""

from django import forms
from django.contrib import admin
from django.db.models import JSONField
from django.utils.translation import gettext_lazy as _

from campaigns.admin.on_site import OnSiteForMembers
from campaigns.models import Campaign, Pin
from influencers.admin.base import FactInline, Page, WholeForm
from influencers.admin.columns import linked, money


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
class CampaignAdmin(OnSiteForMembers, Page):
    form = CampaignForm
    list_display = (
        "name",
        "brand_link",
        "goal",
        "budget_figure",
        "starts_on",
        "ends_on",
        "created_by",
        "created_at",
    )
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
                    "rival_weeks",
                )
            },
        ),
        (
            _("Costs"),
            {"fields": (("agency_fee", "agency_is_pkp"), "boost", "contingency", "gets_ppn_back")},
        ),
        (_("Rights"), {"fields": (("usage_rights_days", "exclusivity_days"),)}),
        (_("History"), {"fields": ("created_by", "created_at", "updated_at")}),
    )
    formfield_overrides = {JSONField: {"widget": forms.Textarea(attrs={"rows": 2})}}
    inlines = (PinsOfCampaign,)
    brand_path = ("brand",)
    amount_fields = ("budget", "audience_size")
    percent_fields = (
        "awareness_weight",
        "share_cap",
        "micro_share_min",
        "micro_share_max",
        "credibility_min",
        "agency_fee",
        "boost",
        "contingency",
    )
    currency_fields = ("currency",)
    help_texts = {
        "awareness_weight": _(
            "What awareness counts beside engagement. The goal sets it; planners may move it."
        ),
        "budget": _("Everything included, in whole units of the currency."),
        "platforms": _("A JSON list of codes; an empty list means any."),
        "countries": _("A JSON list of two-letter codes."),
        "ages": _("A JSON list of age bands; an empty list means any."),
        "platform_shares": _("JSON: least and most share of the spend by platform, each from 0 to 1."),
        "micro_share_min": _("Of the spend."),
        "micro_share_max": _("Of the spend."),
        "share_cap": _("Of the budget, so that a campaign does not hang on one person."),
        "agency_fee": _("Of the fees, after discount and gross-up."),
        "boost": _("Of the fees."),
        "contingency": _("Of everything else that is paid."),
        "credibility_min": _("Profiles known to be below are left out; those not assessed stay."),
    }

    brand_link = linked("brand", _("brand"))
    budget_figure = money("budget", _("budget"))

    def has_add_permission(self, request):
        return False


@admin.register(Pin)
class PinAdmin(Page):
    list_display = ("campaign_link", "profile_link", "kind")
    list_filter = ("kind",)
    list_select_related = ("campaign", "profile")
    search_fields = ("campaign__name", "profile__identity")
    autocomplete_fields = ("campaign", "profile")

    campaign_link = linked("campaign", _("campaign"))
    profile_link = linked("profile", _("profile"))

"""Influencers and their profiles. Current figures follow from the facts, so they are read-only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from influencers import current
from influencers.admin.base import (
    HTTPS_LINKS,
    FactInline,
    ReadOnly,
    SharedChoices,
    WholeForm,
    grouped,
    percent,
)
from influencers.models import (
    AudienceShare,
    Credibility,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
)

CURRENT_FIGURES = (
    "followers",
    "tier",
    "engagement",
    "average_engagements",
    "average_views",
    "average_reach",
    "posts",
    "credibility",
    "price",
    "measured_on",
    "source",
)


class ProfileForm(WholeForm):
    def clean(self):
        if not (self.cleaned_data.get("handle") or "").strip(" @") and not self.cleaned_data.get("title"):
            self.add_error("handle", _("Give a handle, or the channel title when no handle is known."))
        return super().clean()


class ProfilesOfInfluencer(ReadOnly, admin.TabularInline):
    model = Profile
    fields = ("platform", "handle", "title", "tier", "followers", "measured_on")
    readonly_fields = ("tier", "followers", "measured_on")
    extra = 0
    show_change_link = True
    verbose_name_plural = _("profiles")


@admin.register(Influencer)
class InfluencerAdmin(admin.ModelAdmin):
    list_display = ("name", "country", "city", "gender", "is_active", "updated_at")
    list_filter = ("is_active", "gender", "country")
    search_fields = ("name", "city")
    readonly_fields = ("created_at", "updated_at")
    inlines = (ProfilesOfInfluencer,)
    show_full_result_count = False


class NichesOfProfile(SharedChoices, admin.TabularInline):
    model = ProfileNiche
    extra = 0
    shared_choices = ("niche",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("niche")


class MeasurementsOfProfile(FactInline):
    model = Measurement
    select_related = ("source", "profile")
    autocomplete_fields = ("source",)
    exclude = ("lifetime_views", "lifetime_videos", "authentic_engagements")


class RatesOfProfile(FactInline):
    model = Rate
    autocomplete_fields = ("source",)


class CredibilityOfProfile(FactInline):
    model = Credibility
    select_related = ("source", "profile")
    autocomplete_fields = ("source",)


class AudienceOfProfile(FactInline):
    model = AudienceShare
    autocomplete_fields = ("source",)


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin):
    form = ProfileForm
    list_display = (
        "account",
        "platform",
        "influencer",
        "tier",
        "followers_grouped",
        "engagement",
        "credibility_percent",
        "price_grouped",
        "measured_on",
        "source",
    )
    list_filter = ("tier", "platform", "source__kind")
    list_select_related = ("influencer", "source")
    search_fields = ("identity", "title", "influencer__name")
    autocomplete_fields = ("influencer",)
    readonly_fields = (*CURRENT_FIGURES, "created_at")
    fieldsets = (
        (None, {"fields": ("influencer", "platform", "handle", "title", "url", "audience_country")}),
        (
            _("Current figures"),
            {
                "fields": (*CURRENT_FIGURES, "created_at"),
                "description": _("The newest known of each kind; they follow from the facts below."),
            },
        ),
    )
    formfield_overrides = HTTPS_LINKS
    inlines = (
        NichesOfProfile,
        MeasurementsOfProfile,
        RatesOfProfile,
        CredibilityOfProfile,
        AudienceOfProfile,
    )
    show_full_result_count = False

    @admin.display(description=_("account"), ordering="identity")
    def account(self, row):
        return str(row)

    @admin.display(description=_("followers"), ordering="followers")
    def followers_grouped(self, row):
        return grouped(row.followers)

    @admin.display(description=_("engagement rate"), ordering="engagement_rate")
    def engagement(self, row):
        if row.engagement_rate is None:
            return None
        return f"{percent(row.engagement_rate)} {row.get_engagement_denominator_display()}"

    @admin.display(description=_("credibility"), ordering="credibility")
    def credibility_percent(self, row):
        return percent(row.credibility)

    @admin.display(description=_("list price, rupiah"), ordering="price")
    def price_grouped(self, row):
        return grouped(row.price)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        current.refresh([form.instance.pk])

"""What is known about profiles. Correcting a fact brings the profile's current figures in line."""

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from influencers import current, figures
from influencers.admin.base import LabelledFormSet, WholeForm
from influencers.admin.columns import engagement_column, figure, linked, money
from influencers.admin.large import InCurrency, LargePage, OfPlatform, OfSourceKind
from influencers.audience import audience_group, check_totals
from influencers.models import AudienceShare, Credibility, Measurement, ProfileNiche, Rate

SOURCE_HELP = _("The file, the study or the person that says so. A figure keeps its source for good.")

COUNTS = ("followers", "posts", "lifetime_views", "lifetime_videos")
AVERAGES = (
    "average_views",
    "average_likes",
    "average_comments",
    "average_shares",
    "average_reach",
    "average_engagements",
    "authentic_engagements",
)


class FactAdmin(LargePage):
    """A fact of a profile; it stays with the profile that it was recorded for."""

    form = WholeForm
    list_prefetch_related = ("profile", "source")
    autocomplete_fields = ("profile", "source")
    help_texts = {"source": SOURCE_HELP}

    profile_link = linked("profile", _("profile"))
    source_link = linked("source", _("source"))

    def get_readonly_fields(self, request, obj=None):
        return ("profile",) if obj else ()

    def view_on_site(self, row):
        return row.profile.influencer.get_absolute_url()


class CurrentFactAdmin(FactAdmin):
    """A fact of which the newest is copied onto the profile."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        current.refresh([obj.profile_id])

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        current.refresh([obj.profile_id])

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        profiles = set(queryset.values_list("profile_id", flat=True))
        super().delete_queryset(request, queryset)
        current.refresh(profiles)


@admin.register(Measurement)
class MeasurementAdmin(CurrentFactAdmin):
    list_display = (
        "measured_on",
        "profile_link",
        "followers_figure",
        "rate_figure",
        "views_figure",
        "reach_figure",
        "source_link",
    )
    list_filter = (OfPlatform, OfSourceKind)
    percent_fields = ("engagement_rate",)
    amount_fields = COUNTS
    decimal_fields = AVERAGES
    help_texts = {
        "source": SOURCE_HELP,
        "measured_on": _("The day of the figures, not the day on which they are typed in."),
        "engagement_rate": _("As published. Left empty it follows from engagements and followers or views."),
    }
    fieldsets = (
        (None, {"fields": ("profile", "measured_on", "source")}),
        (
            _("Size and averages"),
            {
                "fields": (
                    "followers",
                    "posts",
                    "average_views",
                    "average_likes",
                    "average_comments",
                    "average_shares",
                    "average_reach",
                ),
                "description": _("Averages are per post. What was not observed stays empty."),
            },
        ),
        (
            _("Engagement"),
            {
                "fields": (
                    "average_engagements",
                    "authentic_engagements",
                    "engagement_rate",
                    "engagement_denominator",
                ),
                "description": _("A rate always names what it is divided by."),
            },
        ),
        (_("Of all time"), {"fields": ("lifetime_views", "lifetime_videos")}),
    )

    followers_figure = figure("followers", _("followers"))
    views_figure = figure("average_views", _("average views"))
    reach_figure = figure("average_reach", _("average reach"))
    rate_figure = engagement_column


@admin.register(Rate)
class RateAdmin(CurrentFactAdmin):
    list_display = (
        "quoted_on",
        "profile_link",
        "deliverable",
        "price_figure",
        "basis",
        "valid_until",
        "source_link",
    )
    list_filter = ("deliverable", "basis", InCurrency, OfSourceKind)
    amount_fields = ("amount",)
    currency_fields = ("currency",)
    help_texts = {
        "source": SOURCE_HELP,
        "amount": _("For one deliverable, in whole units of the currency: 7,500,000 or 7.5 million."),
        "valid_until": _("Empty when nothing was said."),
    }

    price_figure = money("amount", _("price"))


@admin.register(Credibility)
class CredibilityAdmin(CurrentFactAdmin):
    list_display = ("assessed_on", "profile_link", "basis", "share_figure", "source_link")
    list_filter = ("basis", OfSourceKind)
    percent_fields = ("share",)
    help_texts = {"source": SOURCE_HELP, "share": _("100 % means that everything is authentic.")}

    share_figure = figure("share", _("share"), figures.percent)


class AudienceForm(WholeForm):
    def clean(self):
        data = super().clean()
        if not self.errors:
            for name, value in data.items():
                setattr(self.instance, name, value)
            check_totals(profile_id=self.instance.profile_id, rows=[self.instance])
        return data


class AudienceFormSet(LabelledFormSet):
    def clean(self):
        """All new rows together: each alone may fit and the sum still be too much."""
        super().clean()
        new = [form.instance for form in self.extra_forms if form.has_changed() and not form.errors]
        gone = {form.instance.pk for form in self.deleted_forms}
        if new and not any(self.errors):
            check_totals(profile_id=self.instance.pk, rows=new, without=gone)


@admin.register(AudienceShare)
class AudienceShareAdmin(FactAdmin):
    form = AudienceForm
    list_display = ("profile_link", "dimension", "group", "share_figure", "source_link")
    list_filter = ("dimension", OfSourceKind)
    percent_fields = ("share",)
    help_texts = {
        "source": SOURCE_HELP,
        "share": _("The shares of one dimension from one source come to 100 % at most."),
    }

    share_figure = figure("share", _("share"), figures.percent)

    @admin.display(description=_("group"), ordering="value")
    def group(self, row):
        return audience_group(row.value)


@admin.register(ProfileNiche)
class ProfileNicheAdmin(FactAdmin):
    list_display = ("profile_link", "niche_link", "weight_figure")
    list_filter = (OfPlatform, "niche")
    list_prefetch_related = ("profile", "niche")
    autocomplete_fields = ("profile",)
    niche_fields = ("niche",)
    percent_fields = ("weight",)
    help_texts = {"weight": _("Share of the content. The niches of a profile need not come to 100 %.")}

    niche_link = linked("niche", _("niche"))
    weight_figure = figure("weight", _("weight"), figures.percent)

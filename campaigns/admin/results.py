"""What was computed and saved: recommendations, plans and their lines are records to read."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.admin.on_site import OnSiteForMembers
from campaigns.care import failed_last
from campaigns.models import Plan, PlanLine, Recommendation
from influencers import figures
from influencers.admin.base import Inline, Page, ReadOnly
from influencers.admin.columns import figure, linked, tier_column


class Answer(admin.SimpleListFilter):
    """Campaigns whose newest computation failed: what the front page counts."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("missing", _("failed and not made good since"))]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=failed_last().values("pk")) if self.value() == "missing" else queryset


class CostOfLine:
    """The cost of a line of a plan, in the currency of its campaign."""

    @admin.display(description=_("cost"), ordering="cost")
    def cost_figure(self, row):
        return figures.money(row.cost, row.plan.campaign.currency)


@admin.register(Recommendation)
class RecommendationAdmin(OnSiteForMembers, ReadOnly, Page):
    list_display = ("asked_at", "campaign_link", "state", "progress", "touched_at")
    list_filter = ("state", Answer)
    search_fields = ("campaign__name",)
    date_hierarchy = "asked_at"
    exclude = ("answer",)  # as long as the page that shows it

    campaign_link = linked("campaign", _("campaign"))

    def page_of(self, row):
        return reverse("campaigns:recommendation", args=[row.campaign_id])

    def get_queryset(self, request):
        return super().get_queryset(request).defer("answer").select_related("campaign__brand")


class LinesOfPlan(CostOfLine, ReadOnly, Inline):
    model = PlanLine
    fields = readonly_fields = (
        "position",
        "profile_link",
        "tier_mark",
        "cost_figure",
        "reach_figure",
        "engagements_figure",
    )

    profile_link = linked("profile", _("profile"))
    tier_mark = tier_column
    reach_figure = figure("reach", _("reach"))
    engagements_figure = figure("engagements", _("engagements"))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("plan__campaign", "profile")


@admin.register(Plan)
class PlanAdmin(OnSiteForMembers, ReadOnly, Page):
    list_display = ("name", "campaign_link", "note", "created_by", "created_at")
    list_filter = ("campaign__brand",)
    search_fields = ("campaign__name", "note")
    date_hierarchy = "created_at"
    exclude = ("answer",)
    inlines = (LinesOfPlan,)

    campaign_link = linked("campaign", _("campaign"))

    @admin.display(description=_("plan"), ordering="version")
    def name(self, row):
        return str(row)

    def get_queryset(self, request):
        rows = super().get_queryset(request).defer("answer")
        return rows.select_related("campaign__brand", "created_by")


@admin.register(PlanLine)
class PlanLineAdmin(CostOfLine, ReadOnly, Page):
    list_display = ("position", "plan_link", "profile_link", "tier_mark", "cost_figure")
    list_filter = ("tier",)
    list_select_related = ("plan__campaign", "profile")
    search_fields = ("plan__campaign__name", "profile__identity")

    plan_link = linked("plan", _("plan"))
    profile_link = linked("profile", _("profile"))
    tier_mark = tier_column

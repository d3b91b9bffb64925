"""What to do next."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.access import planner_brands
from campaigns.models import Brand, Campaign, Plan, SavedList
from campaigns.standing import standings
from influencers.models import Profile

NEWEST = 12
NEWEST_PLANS = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Tasks are for planners: the campaigns that wait for them, among the newest."""
    today = timezone.localdate()
    campaigns = Campaign.objects.of_member(request.user)
    rows = standings(campaigns.with_standing()[:NEWEST])
    planned_for = set(planner_brands(request.user).values_list("pk", flat=True))
    context = {
        "today": today,
        "brands": Brand.objects.of_member(request.user).exists(),
        "may_plan": bool(planned_for),
        "standings": rows,
        "tasks": [row for row in rows if row.campaign.brand_id in planned_for and row.needs_somebody(today)],
        "profile_count": Profile.objects.listed().count(),
        "campaign_count": campaigns.count(),
        "list_count": SavedList.objects.of_member(request.user).count(),
        "plans": _newest_plans(request.user),
    }
    return render(request, "home.html", context)


def _newest_plans(user: AbstractBaseUser) -> QuerySet[Plan]:
    plans = Plan.objects.filter(campaign__brand__members=user).select_related("campaign__brand", "created_by")
    return plans.defer("answer").order_by("-created_at", "-pk")[:NEWEST_PLANS]

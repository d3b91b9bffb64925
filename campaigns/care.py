"""What an administrator should look after in the work of the brands."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Pin, PlanLine, Recommendation, RecommendationState, SavedList
from influencers.care import Need, counted, stale
from influencers.models import Profile

USE_IS_SEEN_BY = ("campaigns.view_savedlist", "campaigns.view_pin", "campaigns.view_planline")


def in_use() -> Q:
    """Profiles of saved lists, and those that a campaign which has not ended names or plans with."""
    today = timezone.localdate()
    listed = SavedList.profiles.through.objects.values("profile_id")
    named = Pin.objects.filter(campaign__ends_on__gte=today).values("profile_id")
    planned = PlanLine.objects.filter(plan__campaign__ends_on__gte=today, profile__isnull=False)
    return Q(pk__in=listed.union(named, planned.order_by().values("profile_id")))


def failed_last() -> QuerySet[Recommendation]:
    """Failed computations that no newer one of the same campaign has made good."""
    newer = Recommendation.objects.filter(campaign=OuterRef("campaign"), pk__gt=OuterRef("pk"))
    return Recommendation.objects.filter(~Exists(newer), state=RecommendationState.FAILED)


def needs() -> Iterator[Need]:
    """Everything of the work, also what is well (number 0)."""
    yield Need(
        name=_("Profiles in use that were not measured for six months"),
        why=_("Saved lists and running campaigns plan with them: these figures come first."),
        number=counted(Profile.objects.filter(in_use(), stale(timezone.localdate()))),
        model=Profile,
        filters={"gap": "stale", "use": "yes"},
        action=_("Show profiles"),
        permissions=USE_IS_SEEN_BY,
    )
    yield Need(
        name=_("Recommendations that failed"),
        why=_("A planner waits for an answer that did not come."),
        number=counted(failed_last()),
        model=Recommendation,
        filters={"answer": "missing"},
        action=_("Show recommendations"),
    )

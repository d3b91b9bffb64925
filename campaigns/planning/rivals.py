"""Whom a rival of the brand booked lately, as the core reads it."""

from datetime import timedelta

from django.db.models import QuerySet

from campaigns.models import Campaign
from campaigns.models import RivalBooking as BookingRow
from campaigns.strategy.facts import RivalBooking
from influencers.models import Profile


def rival_bookings(pool: QuerySet[Profile], campaign: Campaign) -> dict[int, RivalBooking]:
    """By influencer, the newest that the brief minds: from so many weeks before its start on, to its end.

    One query, none where the brief has no such rule.
    """
    if campaign.rival_weeks is None:
        return {}
    days = min(campaign.rival_weeks * 7, campaign.starts_on.toordinal() - 1)  # the calendar begins there
    since = campaign.starts_on - timedelta(days=days)
    rows = BookingRow.objects.filter(
        rival__brand=campaign.brand_id,
        booked_on__range=(since, campaign.ends_on),
        influencer__in=pool.order_by().values("influencer"),
    ).order_by("booked_on", "pk")
    found = rows.values_list("influencer", "rival__name", "booked_on")
    return {influencer: RivalBooking(name, day) for influencer, name, day in found}

"""What a brand knows of its rivals, on the page of an influencer: `{% rival_bookings influencer %}`."""

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.forms import RivalBookingForm
from campaigns.models import Brand, RivalBooking
from influencers.models import Influencer

register = template.Library()


@register.inclusion_tag("campaigns/_rival_bookings.html", takes_context=True)
def rival_bookings(context: Context, influencer: Influencer) -> dict[str, object]:
    """Notes of the user's brands, with a form for planners; two queries, one more with a form."""
    user = context["request"].user
    brands = list(planner_brands(user))
    bookings = RivalBooking.objects.of_member(user).filter(influencer=influencer)
    return {
        "bookings": bookings.select_related("rival__brand"),
        "planned": {brand.pk for brand in brands},
        "form": _form(brands, influencer) if brands else None,
        "csrf_token": context.get("csrf_token"),
    }


def _form(brands: list[Brand], influencer: Influencer) -> RivalBookingForm:
    """The page has another form with a brand, hence ids of its own."""
    return RivalBookingForm(brands=brands, initial={"influencer": influencer.pk}, auto_id="rival-%s")

"""Saved lists on the page of a profile: `{% keep_profile profile %}` and `{% lists_with profile %}`."""

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.forms import AddToListForm
from campaigns.models import SavedList
from influencers.models import Profile

register = template.Library()


@register.inclusion_tag("campaigns/_keep_profile.html", takes_context=True)
def keep_profile(context: Context, profile: Profile) -> dict[str, object]:
    """For planners a form that adds it to a list, and leads back; two queries."""
    user = context["request"].user
    brands = list(planner_brands(user))
    return {
        "form": AddToListForm(brands=brands, user=user) if brands else None,
        "csrf_token": context.get("csrf_token"),
        "profile": profile,
        "next": context["request"].get_full_path(),
    }


@register.inclusion_tag("campaigns/_lists_with.html", takes_context=True)
def lists_with(context: Context, profile: Profile) -> dict[str, object]:
    """The lists of the user's brands that hold the profile."""
    lists = SavedList.objects.of_member(context["request"].user).filter(profiles=profile)
    return {"saved_lists": lists.select_related("brand")}

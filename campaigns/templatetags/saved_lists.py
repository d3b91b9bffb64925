"""The catalogue's way into saved lists: `{% add_to_list %}` below a list whose rows have check boxes,
`{% keep_profile profile %}` and `{% lists_with profile %}` where one profile is shown.

The boxes are `<input type="checkbox" name="profile" value="(key of the profile)" form="selection">`.
"""

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.forms import AddToListForm
from campaigns.models import SavedList
from influencers.models import Profile

register = template.Library()


@register.inclusion_tag("campaigns/_add_to_list.html", takes_context=True)
def add_to_list(context: Context) -> dict[str, object]:
    """A form for planners, nothing for others; two queries."""
    return _form(context)


@register.inclusion_tag("campaigns/_keep_profile.html", takes_context=True)
def keep_profile(context: Context, profile: Profile) -> dict[str, object]:
    """The same for one profile, from whose page one does not go away."""
    return _form(context) | {"profile": profile, "next": context["request"].get_full_path()}


def _form(context: Context) -> dict[str, object]:
    brands = list(planner_brands(context["request"].user))
    return {
        "form": AddToListForm(brands=brands) if brands else None,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("campaigns/_lists_with.html", takes_context=True)
def lists_with(context: Context, profile: Profile) -> dict[str, object]:
    """The lists of the user's brands that hold the profile."""
    lists = SavedList.objects.of_member(context["request"].user).filter(profiles=profile)
    return {"saved_lists": lists.select_related("brand")}

"""What a brand can do with ticked profiles: `{% brand_actions %}` inside the form of a selection.

The boxes are `<input type="checkbox" name="profile" value="(key of the profile)" form="selection">`; each
action is a button that sends the form to its own address.
"""

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.forms import AddToListForm

register = template.Library()


@register.inclusion_tag("campaigns/_brand_actions.html", takes_context=True)
def brand_actions(context: Context) -> dict[str, object]:
    """Menus for planners, nothing for others; two queries."""
    user = context["request"].user
    brands = list(planner_brands(user))
    return {"form": AddToListForm(brands=brands, user=user) if brands else None, "brands": brands}

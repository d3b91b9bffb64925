"""The catalogue's way into saved lists: `{% add_to_list %}` below a list whose rows have check boxes.

The boxes are `<input type="checkbox" name="profile" value="(key of the profile)" form="selection">`.
"""

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.forms import AddToListForm

register = template.Library()


@register.inclusion_tag("campaigns/_add_to_list.html", takes_context=True)
def add_to_list(context: Context) -> dict[str, object]:
    """A form for planners, nothing for others; two queries."""
    brands = list(planner_brands(context["request"].user))
    return {
        "form": AddToListForm(brands=brands) if brands else None,
        "csrf_token": context.get("csrf_token"),
    }

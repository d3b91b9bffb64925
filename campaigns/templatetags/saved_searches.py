"""The searches of the user's brands on the list page: `{% saved_searches query %}`."""

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.models import SavedSearch

register = template.Library()
SHOWN = 15


@register.inclusion_tag("campaigns/_saved_searches.html", takes_context=True)
def saved_searches(context: Context, query: str) -> dict[str, object]:
    """A menu of them, and for planners a form that keeps the filters of the page; two queries."""
    user = context["request"].user
    searches = list(SavedSearch.objects.of_member(user).select_related("brand")[: SHOWN + 1])
    return {
        "searches": searches[:SHOWN],
        "more": len(searches) > SHOWN,
        "brands": list(planner_brands(user)),
        "query": query,
        "csrf_token": context.get("csrf_token"),
    }

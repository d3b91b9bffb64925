"""What the brief's own fragments need to draw goals, weights and shares."""

from collections.abc import Iterator, Mapping

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Campaign, Goal, Plan, Pool
from influencers.filters import address
from influencers.models import Platform
from influencers.search import Filters

register = template.Library()

NOTES = {
    Goal.AWARENESS: _("Many people see it once."),
    Goal.BALANCED: _("Reach and response count the same."),
    Goal.ENGAGEMENT: _("Fewer people, who answer."),
}


@register.filter
def goal_note(goal: str):
    return NOTES[Goal(goal)]


@register.filter
def default_weight(goal: str) -> int:
    """The weight of awareness that the goal brings along, in percent."""
    return whole_percent(AWARENESS_WEIGHT[Goal(goal)])


@register.filter
def whole_percent(share: float) -> int:
    return round(share * 100)


@register.filter
def at(mapping: Mapping, key: str):
    return mapping.get(key)


@register.filter
def any_selected(options) -> bool:
    return any(option["selected"] for option in options)


@register.simple_tag
def longlist_address(campaign: Campaign) -> str:
    """Where the profiles that the brief chooses from can be browsed; one query, for the niches."""
    # A brief that was sent without naming its list is shown again with its faults, and has none.
    if campaign.pool == Pool.LIST and campaign.pool_list_id:
        return reverse("lists:detail", args=[campaign.pool_list_id])
    niches = tuple(sorted(niche.slug for niche in campaign.niches.all()))
    platforms = tuple(sorted(campaign.platforms))
    return address(Filters(niche=niches, platform=platforms, import_id=campaign.pool_import_id))


@register.simple_tag
def newest_plan(campaign: Campaign) -> Plan | None:
    return campaign.plans.defer("answer").order_by("-version").first()


@register.simple_tag
def goal_picture(goal: str) -> SafeString:
    """A spend field that shows which way the goal leans."""
    name = {Goal.AWARENESS: "30_70", Goal.BALANCED: "50_50", Goal.ENGAGEMENT: "70_30"}[Goal(goal)]
    return render_to_string(f"pictures/_mix_{name}.html")


@register.filter
def weight_percent(field) -> str:
    """The slider's position: what was sent, what is stored, or what the goal brings along."""
    if field.form.is_bound:
        return field.data or "50"
    return "50" if field.initial is None else str(whole_percent(field.initial))


@register.filter
def weight_rest(field) -> str:
    text = weight_percent(field)
    return f"{100 - int(text)} %" if text.isdecimal() else ""


@register.filter
def platform_rows(field) -> Iterator[dict[str, object]]:
    """A row for every platform with its two inputs, at least and at most."""
    inputs = field.field.widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    ends = [
        {"name": each["name"], "id": each["attrs"]["id"], "value": each["value"]}
        for each in inputs["widget"]["subwidgets"]
    ]
    for number, (platform, label) in enumerate(Platform.choices):
        yield {"platform": platform, "label": label, "ends": ends[2 * number : 2 * number + 2]}

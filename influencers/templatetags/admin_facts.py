"""For the inlines of the administration: figures of rows that are only read, as people write them."""

from django import template
from django.contrib.admin.helpers import AdminReadonlyField

from influencers import figures

register = template.Library()


@register.filter
def readable(field: AdminReadonlyField) -> str:
    """Shares as percent and counts grouped, as the inline names them; everything else as Django shows it."""
    name, inline = field.field["name"], field.model_admin
    value = getattr(field.form.instance, name, None)
    if name in getattr(inline, "percent_fields", ()):
        return figures.percent(value, 1)
    if name in getattr(inline, "amount_fields", ()):
        return figures.count(value)
    if name in getattr(inline, "decimal_fields", ()):
        return figures.average(value)
    return field.contents()

"""Words and marks of the catalogue's pages: countries, sources, audience groups."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from influencers.audience import audience_group
from influencers.care import STALE_AFTER
from influencers.citations import cited
from influencers.countries import country_name
from influencers.figures import day
from influencers.models import Source
from influencers.models.source import SourceKind
from influencers.templatetags.marks import provenance

register = template.Library()
register.filter(country_name)
register.filter(audience_group)

DAYS_A_MONTH = 30.44


@register.filter
def source_line(source: Source | None) -> str:
    """A source in one line: its name, the day it speaks of and, for made-up data, that it is made up."""
    if source is None:
        return _("source not recorded")
    parts = [cited(source.name), day(source.obtained_on)]
    if source.is_synthetic:
        parts.append(_("synthetic demo data"))
    return ", ".join(parts)


@register.filter
def age_when_stale(day: dt.date | None) -> str:
    """How old a figure of that day is, "14 months ago"; empty while it is fresh enough to rely on."""
    if day is None or timezone.localdate() - day < STALE_AFTER:
        return ""
    months = round((timezone.localdate() - day).days / DAYS_A_MONTH)
    return ngettext("%(months)s month ago", "%(months)s months ago", months) % {"months": months}


@register.filter
def is_past(day: dt.date | None) -> bool:
    """Whether the day is over: a price that was valid until then no longer holds."""
    return day is not None and day < timezone.localdate()


@register.simple_tag
def source_mark(source: Source | None, tip: bool = True) -> SafeString:
    """The provenance mark of a figure from this source; with `tip` it takes focus and names the source.

    Nothing without a source: templates hand over an empty text where a figure is missing.
    """
    if not source:
        return SafeString("")
    kind = "entered" if source.kind == SourceKind.HAND else "measured"
    return provenance(kind, source_line(source) if tip else "")

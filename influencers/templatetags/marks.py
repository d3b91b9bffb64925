"""Icons, tier marks and provenance marks: the symbols of templates/_icons.html with their names."""

from functools import lru_cache

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from influencers.citations import cited
from influencers.models.profile import Tier

register = template.Library()
register.filter(cited)

DRAWN_TIERS = (Tier.MICRO, Tier.MACRO, Tier.NANO)
PROVENANCE = {
    "measured": _("Measured"),
    "estimated": _("Estimated from benchmark"),
    "entered": _("Entered by hand"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon; the words stand beside it or in the button's aria-label."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#icon-{}"/></svg>', name)


@register.filter
def tier_name(tier: str) -> str:
    """The tier in words; what is no tier stays as it is."""
    return dict(Tier.choices).get(tier, tier)


@register.simple_tag
def tier_mark(tier: str) -> SafeString:
    """The tier's shape in its colour, named; nothing when the tier is not known."""
    return _tier_mark(tier, str(tier_name(tier))) if tier in DRAWN_TIERS else SafeString("")


@lru_cache
def _tier_mark(tier: str, words: str) -> SafeString:
    """Kept: tables have one a row, and there are a handful of them."""
    return format_html(
        '<svg class="tier {0}" role="img" aria-label="{1}"><use href="#tier-{0}"/></svg>',
        tier,
        words,
    )


@register.simple_tag
def provenance(kind: str, source: str = "") -> SafeString:
    """Where the figure before it comes from: "measured", "estimated" or "entered".

    With `source` the mark takes focus and shows it; leave it out in long tables, whose rows link on.
    """
    if not source:
        return _provenance_mark(kind, str(PROVENANCE[kind]))
    words = f"{PROVENANCE[kind]}: {cited(source)}"
    mark = _provenance_mark(kind, words)
    return format_html('<span class="tip" tabindex="0" data-tip="{}">{}</span>', words, mark)


@lru_cache(maxsize=1_000)
def _provenance_mark(kind: str, words: str) -> SafeString:
    return format_html(
        '<svg class="provenance" role="img" aria-label="{0}"><title>{0}</title>'
        '<use href="#provenance-{1}"/></svg>',
        words,
        kind,
    )


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str, shortcut: str = "") -> SafeString:
    """A link of the main navigation, marked as current on its page and on the pages below it."""
    url = reverse(name)
    path = context["request"].path
    here = path == url if name == "home" else path.startswith(url)
    current = SafeString(' aria-current="page"' if here else "")
    keys = format_html(' data-shortcut="{}"', shortcut) if shortcut else ""
    return format_html('<a href="{}"{}{}>{}</a>', url, keys, current, label)

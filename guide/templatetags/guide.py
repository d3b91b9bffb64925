"""Help where it is needed: a word explained on the spot, and the way to how a figure was computed."""

from django import template
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString

from guide.sections import SECTIONS
from guide.terms import TERMS

register = template.Library()


@register.inclusion_tag("guide/_term.html")
def term(slug: str, label: str = "") -> dict[str, object]:
    """The word with its short explanation on hover, focus and tap. Once a section, where it first appears.

    A button: it belongs neither into a link nor into a label. Raises KeyError for an unknown term.
    """
    known = TERMS[slug]
    # Random, because a fragment can be swapped into a page that has the same word already.
    return {"term": known, "label": label or known.name, "id": f"term-{slug}-{get_random_string(6)}"}


@register.inclusion_tag("guide/_how.html")
def how(slug: str) -> dict[str, object]:
    """A small link beside a result, to how it was computed. Raises KeyError for an unknown section."""
    return {"section": SECTIONS[slug]}


@register.simple_tag
def glossary_address(slug: str) -> SafeString:
    """Where the glossary explains the term."""
    return SafeString(f"{reverse('guide:glossary')}#{TERMS[slug].slug}")

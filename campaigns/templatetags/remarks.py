"""What a brand keeps about people, on the catalogue's pages: `{% brand_marks rows as marks %}` and
`{% marks_of marks influencer %}` beside the rows of a list, `{% remarks influencer %}` on a person's page.
"""

from collections.abc import Mapping, Sequence

from django import template
from django.template import Context

from campaigns.access import planner_brands
from campaigns.forms.remarks import NoteForm
from campaigns.marks import Marked, marks_of
from campaigns.models import Note
from influencers.listing import Row
from influencers.models import Influencer, Profile

register = template.Library()


@register.simple_tag(takes_context=True)
def brand_marks(context: Context, rows: Sequence[Row]) -> dict[int, Marked]:
    """Tags and blocks of the rows' people, by person; two queries."""
    return marks_of(context["request"].user, {row.profile.influencer_id for row in rows})


@register.inclusion_tag("campaigns/_marks.html", name="marks_of")
def shown_marks(marks: Mapping[int, Marked], influencer_id: int) -> dict[str, object]:
    return {"marked": marks.get(influencer_id)}


@register.inclusion_tag("campaigns/_remarks.html", takes_context=True)
def remarks(context: Context, influencer: Influencer, profile: Profile) -> dict[str, object]:
    """Notes, tags and blocks of the user's brands, with forms for planners; five queries, one a form more."""
    user = context["request"].user
    brands = list(planner_brands(user))
    notes = Note.objects.of_member(user).filter(influencer=influencer).select_related("brand", "written_by")
    return {
        "influencer": influencer,
        "profile": profile,
        "notes": notes,
        "marked": marks_of(user, [influencer.pk]).get(influencer.pk, Marked()),
        "brands": brands,
        "planned": {brand.pk for brand in brands},
        "shown": bool(brands) or user.brands.exists(),
        "form": NoteForm(brands=brands, auto_id="note-%s") if brands else None,
        "next": context["request"].get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }

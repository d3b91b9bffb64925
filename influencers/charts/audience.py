"""Who follows: the shares of countries, ages and genders as one table to copy."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from influencers.audience import audience_group
from influencers.charts.numbers import Numbers, Row, numbers
from influencers.figures import percent
from influencers.models import AudienceShare, Source


class Part(Protocol):
    """The audience along one dimension, from one source."""

    label: str
    source: Source
    shares: Sequence[AudienceShare]


def audience_numbers(parts: Iterable[Part]) -> Numbers:
    """Ages and genders are known each for itself, so their combinations are nobody's figure and not shown."""
    rows = [
        Row((capfirst(part.label), str(audience_group(share.value)), percent(share.share, 1)))
        for part in parts
        for share in part.shares
    ]
    return numbers(_("Audience"), [_("Dimension"), _("Group"), _("Share of the audience")], rows, words=2)

"""The shares of an audience: its groups in words, and whether they can be true together."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from influencers.countries import country_name
from influencers.figures import percent
from influencers.models import AudienceShare

GENDERS = {
    "female": gettext_lazy("Women"),
    "male": gettext_lazy("Men"),
    "other": gettext_lazy("Other"),
}
ROUNDING = 0.01  # sources round each share, so the sum may pass the whole by a little


def audience_group(value: str) -> str:
    """A country code, an age band or a gender in words."""
    if value in GENDERS:
        return str(GENDERS[value])
    if len(value) == 2:
        return country_name(value)
    return value.replace("-", "–")


def check_totals(
    *, profile_id: int | None, rows: Iterable[AudienceShare], without: Collection[int] = ()
) -> None:
    """Raise ValidationError where `rows`, with what the profile has already, pass 100 % of a dimension.

    A row that is saved already counts as it is in `rows`; rows `without` do not count; one query.
    """
    rows = list(rows)
    totals: dict[tuple[str, int], float] = defaultdict(float)
    replaced = {row.pk for row in rows if row.pk} | set(without)
    kept = AudienceShare.objects.filter(profile=profile_id).exclude(pk__in=replaced)
    for dimension, source, share in kept.values_list("dimension", "source_id", "share"):
        totals[dimension, source] += share
    for row in rows:
        totals[row.dimension, row.source_id] += row.share or 0
    for row in rows:
        total = totals[row.dimension, row.source_id]
        if total > 1 + ROUNDING:
            raise ValidationError(
                _("The shares of “%(dimension)s” from this source come to %(total)s, more than 100 %%.")
                % {"dimension": row.get_dimension_display(), "total": percent(total)}
            )

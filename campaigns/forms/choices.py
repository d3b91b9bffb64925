"""What the brief's selects offer."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from campaigns.models import Brand, SavedList
from influencers.countries import NEARBY, country_names
from influencers.figures import count, day
from influencers.models import ExchangeRate, Import, Niche
from influencers.models.importing import ImportKind

Choices = list[tuple[str, object]]


def currency_choices(*, current: str) -> Choices:
    """Rupiah, every currency with an exchange rate, and the one that the brief has already."""
    rated = ExchangeRate.objects.order_by("currency").values_list("currency", flat=True).distinct()
    return [(code, code) for code in dict.fromkeys(["IDR", *rated, current])]


def country_choices() -> Choices:
    """The first market and its neighbours, then every other country by name."""
    names = country_names()
    others = [(code, name) for code, name in names.items() if code not in NEARBY]
    return [(_("Nearby"), [(code, names[code]) for code in NEARBY]), (_("Other countries"), others)]


def niche_choices() -> Choices:
    """Niches grouped below their broader one, which stands first in its group."""
    niches = sorted(Niche.objects.select_related("parent"), key=lambda niche: niche.label)
    groups = {niche.pk: (niche.label, [(niche.pk, niche.label)]) for niche in niches if not niche.parent_id}
    for niche in niches:
        if niche.parent_id:
            groups[niche.parent_id][1].append((niche.pk, niche.label))
    return list(groups.values())


def imports_of(brands: Iterable[Brand]) -> QuerySet[Import]:
    """Finished imports by members of these brands or by the command line, with their numbers of profiles."""
    members = Brand.members.through.objects.filter(brand__in=brands).values("user")
    # A list of the command line was never uploaded; an upload whose uploader is gone is nobody's.
    whose = Q(uploaded_by__in=members) | Q(uploaded_by__isnull=True, file="")
    return Import.objects.of_kind(ImportKind.PROFILES).done().filter(whose).annotate(size=Count("profiles"))


def import_label(row: Import) -> str:
    return _("%(file)s, %(day)s (%(count)s)") % {
        "file": row.file_name,
        "day": day(row.created_at),
        "count": count(row.size),
    }


def lists_of(brands: Iterable[Brand]) -> QuerySet[SavedList]:
    return SavedList.objects.filter(brand__in=brands).select_related("brand").with_size()


def list_label(row: SavedList) -> str:
    return f"{row.brand} › {row.name} ({count(row.size)})"

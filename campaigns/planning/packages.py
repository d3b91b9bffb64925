"""The quoted packages of the candidates, as the core reads them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from campaigns.planning.origins import SOURCE, origin_of
from campaigns.strategy.facts import Extra, Package, Price
from campaigns.strategy.forecasting.forecast import OfferForecast
from influencers.deliverables import is_of_platform
from influencers.models import Package as PackageRow
from influencers.models import PackageItem, Profile

COLUMNS = (
    "pk",
    "profile",
    "profile__platform",
    "name",
    "amount",
    "currency",
    "basis",
    "usage_rights_days",
    "exclusivity_days",
    "more_rights_days",
    "more_rights_price",
    "more_exclusivity_days",
    "more_exclusivity_price",
    "quoted_on",
    *SOURCE,
)
Convert = Callable[[int, str], int | None]
Items = tuple[tuple[str, int], ...]


def holding(today: date) -> Q:
    """Which prices, of packages or of single deliverables, can still be had on the day."""
    return Q(valid_until__isnull=True) | Q(valid_until__gte=today)


def packages_of(pool: QuerySet[Profile], convert: Convert, today: date) -> dict[int, tuple[Package, ...]]:
    """By profile, those that still hold; two queries.

    `convert` brings an amount of a currency into the campaign's, or answers None. A package that it cannot
    convert, that has no deliverables or some of another platform is left out.
    """
    rows = PackageRow.objects.filter(holding(today), profile__in=pool)
    inside = _items(rows)
    found: dict[int, list[Package]] = defaultdict(list)
    for row in rows.order_by("pk").values(*COLUMNS):
        items = inside.get(row["pk"], ())
        fits = all(is_of_platform(deliverable, row["profile__platform"]) for deliverable, _ in items)
        if items and fits and convert(row["amount"], row["currency"]) is not None:
            found[row["profile"]].append(_package(row, items, convert))
    return {profile: tuple(packages) for profile, packages in found.items()}


def offered(offer: OfferForecast) -> dict[str, Any]:
    """What an offer has in it, as plain JSON; days of rights are those that its cost pays for."""
    asked = {right.code: right.days for right in offer.cost.rights}
    package = offer.package
    return {
        "items": [list(item) for item in offer.items],
        "name": package.name if package else "",
        "rights_days": max(package.rights_days if package else 0, asked.get("rights", 0)),
        "exclusivity_days": max(package.exclusivity_days if package else 0, asked.get("exclusivity", 0)),
    }


def _items(packages: QuerySet[PackageRow]) -> Mapping[int, Items]:
    found: dict[int, Items] = defaultdict(tuple)
    rows = PackageItem.objects.filter(package__in=packages).order_by("pk")
    for package, deliverable, quantity in rows.values_list("package", "deliverable", "quantity"):
        found[package] += ((deliverable, quantity),)
    return found


def _package(row: Mapping[str, Any], items: Items, convert: Convert) -> Package:
    origin = origin_of(row["source__name"], row["source__kind"], row["quoted_on"])
    return Package(
        id=str(row["pk"]),
        name=row["name"],
        items=items,
        price=Price(_whole(row, "amount", convert), origin, row["basis"], row["currency"]),
        rights_days=row["usage_rights_days"],
        exclusivity_days=row["exclusivity_days"],
        rights=_more(row, "rights", convert),
        exclusivity=_more(row, "exclusivity", convert),
    )


def _more(row: Mapping[str, Any], right: str, convert: Convert) -> Extra | None:
    days = row[f"more_{right}_days"]
    return None if days is None else Extra(days, _whole(row, f"more_{right}_price", convert))


def _whole(row: Mapping[str, Any], column: str, convert: Convert) -> int:
    """At least 1, for in a strong currency little money may come to nothing."""
    return max(1, convert(row[column], row["currency"]) or 0)

"""The orders in which a shortlist can be read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Line = Mapping[str, Any]


class Order(TextChoices):
    SPEND = "spend", _("Spend")
    PEOPLE = "people", _("People added")
    ENGAGEMENTS = "engagements", _("Engagements")
    PER_ENGAGEMENT = "per-engagement", _("Cost per engagement")


KEYS: Mapping[str, Callable[[Line], float]] = {
    Order.SPEND: lambda line: -line["cost"]["amount"],
    Order.PEOPLE: lambda line: -line["adds"],
    Order.ENGAGEMENTS: lambda line: -line["engagements"]["mean"],
    Order.PER_ENGAGEMENT: lambda line: line["cost"]["amount"] / (line["engagements"]["mean"] or 0.001),
}


def known_order(order: str) -> Order:
    """The order of that name; the dearest first where there is none."""
    return Order(order) if order in Order.values else Order.SPEND


def in_order(lines: Iterable[dict[str, Any]], order: str) -> list[dict[str, Any]]:
    """Most first, but the cheapest engagement first; equals keep their places."""
    return sorted(lines, key=KEYS[known_order(order)])

"""What an offer has in it, in words: "2 × Instagram feed post + 3 × Instagram story, exclusivity 30 days"."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.reporting.names import deliverable_name
from influencers.figures import count


def package_in_words(line: Mapping[str, Any]) -> str:
    """Deliverables with their quantities, and rights; an older line has one deliverable and no package."""
    package = line.get("package") or {"items": [[line["deliverable"], 1]]}
    return ", ".join([" + ".join(map(_item, package["items"])), *_rights(package)])


def _item(item: tuple[str, int]) -> str:
    deliverable, quantity = item
    name = deliverable_name(deliverable)
    return name if quantity == 1 else f"{count(quantity)} × {name}"


def _rights(package: Mapping[str, Any]) -> Iterator[str]:
    if days := package.get("rights_days"):
        yield ngettext("usage rights %(days)s day", "usage rights %(days)s days", days) % {
            "days": count(days)
        }
    if days := package.get("exclusivity_days"):
        yield ngettext("exclusivity %(days)s day", "exclusivity %(days)s days", days) % {"days": count(days)}


def package_name(line: Mapping[str, Any]) -> str:
    """What the rate card calls the package, "" for a single deliverable."""
    package = line.get("package") or {}
    return _("Package “%(name)s”") % {"name": package["name"]} if package.get("name") else ""

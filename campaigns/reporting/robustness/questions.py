"""What a sceptical reader asks of an answer, each with its answer in one sentence.

What stands behind a sentence is the fragment `campaigns/recommendation/_<slug>.html`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.reporting.robustness.budgets import nearest_in_words as nearest_budgets
from campaigns.reporting.robustness.flips import nearest_in_words as nearest_flip
from campaigns.reporting.robustness.rule_prices import dearest_in_words
from influencers.figures import count, money_short, percent, short

Page = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """`answer` is one sentence; `slug` names the place on the page and the fragment behind it."""

    slug: str
    heading: str | Promise
    answer: str

    @property
    def template(self) -> str:
        return f"campaigns/recommendation/_{self.slug.replace('-', '_')}.html"


def questions(page: Page) -> list[Question]:
    """Those that this answer can answer, in the order in which they are asked."""
    asked = ((slug, heading, answer(page)) for slug, heading, answer in ASKED)
    return [Question(slug, heading, answer) for slug, heading, answer in asked if answer]


def _sure(page: Page) -> str | None:
    return page["sureness"] and page["sureness"]["answer"]


def _flips(page: Page) -> str | None:
    return nearest_flip(page["flips"]) if page["flips"] else None


def _rules(page: Page) -> str | None:
    return dearest_in_words(page["rule_prices"]) if page["rule_prices"] else None


def _budget(page: Page) -> str | None:
    return nearest_budgets(page["answer"]) if page["budgets"] else None


def _mix(page: Page) -> str:
    low, high = page["answer"]["proof"].get("equally_good") or (page["micro_share"],) * 2
    if percent(low) == percent(high):
        return _("The best results lie at %(share)s micro.") % {"share": percent(page["micro_share"])}
    return _("From %(low)s to %(high)s micro is about equally good.") % {
        "low": percent(low),
        "high": percent(high),
    }


def _reach(page: Page) -> str:
    totals, level = page["answer"]["totals"], page.get("reach_level")
    words = _("%(people)s people, each counted once; added up they would be %(sum)s. %(level)s.")
    return words % {
        "people": short(totals["reach"]),
        "sum": short(totals["plain_sum"]),
        "level": level["name"] if level else _("No overlaps known"),
    }


def _cost(page: Page) -> str | None:
    if not page.get("bill"):
        return None
    answer = page["answer"]
    return _("%(cost)s with all taxes and fees. An estimate: ask a tax adviser.") % {
        "cost": money_short(answer["totals"]["cost"], answer["currency"])
    }


def _claims(page: Page) -> str | None:
    verdicts = [claim["verdict"] for claim in page["answer"]["why"]]
    if not verdicts:
        return None
    holding = verdicts.count("holds")
    words = ngettext(
        "%(holding)s of %(all)s holds among these candidates.",
        "%(holding)s of %(all)s hold among these candidates.",
        holding,
    )
    return words % {"holding": count(holding), "all": count(len(verdicts))}


def _known(page: Page) -> str:
    answer = page["answer"]
    return _(
        "Prices are known for %(prices)s of %(people)s, reach for %(reach)s, engagements for %(acts)s."
    ) % {
        "people": count(len(answer["lines"])),
        "prices": _certain(answer, "fee"),
        "reach": _certain(answer, "reach"),
        "acts": _certain(answer, "engagements"),
    }


def _certain(answer: Mapping[str, Any], figure: str) -> str:
    counts = answer["evidence"][figure]
    return count(counts.get("measured", 0) + counts.get("entered", 0))


ASKED: tuple[tuple[str, str | Promise, Callable[[Page], str | None]], ...] = (
    ("sureness", gettext_lazy("How sure is it?"), _sure),
    ("flips", gettext_lazy("What would turn it?"), _flips),
    ("mix-curve", gettext_lazy("Why this mix?"), _mix),
    ("rule-prices", gettext_lazy("What do the rules cost?"), _rules),
    ("budgets", gettext_lazy("Is the budget right?"), _budget),
    ("counted-once", gettext_lazy("Is anybody counted twice?"), _reach),
    ("bill", gettext_lazy("What is in the price?"), _cost),
    ("claims", gettext_lazy("Do the rules of thumb hold?"), _claims),
    ("evidence", gettext_lazy("How much is known?"), _known),
)

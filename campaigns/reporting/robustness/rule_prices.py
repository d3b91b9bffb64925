"""What each rule in force costs: the result without it, solved again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.reporting.names import leaning_name, rule_in_words
from influencers.figures import percent

Answer = Mapping[str, Any]
NOTHING = 0.0005  # a gain that rounds to 0.0 %


@dataclass(frozen=True, slots=True)
class RulePrice:
    """`gain` is how much better the result would be without the rule, a share; the others are differences.

    `turned` is the leaning without the rule, where it is another one.
    """

    rule: str
    gain: float
    reach: int
    relevant: int
    turned: str

    @property
    def words(self) -> str:
        return percent(self.gain, 1)


def rule_prices(answer: Answer) -> list[RulePrice]:
    """The dearest rule first."""
    found = [_price(each, answer) for each in answer.get("rule_prices") or ()]
    return sorted(found, key=lambda price: -price.gain)


def _price(each: Mapping[str, Any], answer: Answer) -> RulePrice:
    turned = "" if each["leaning"] == answer["leaning"] else leaning_name(each["leaning"])
    return RulePrice(
        rule_in_words(each["rule"], answer),
        max(each["objective"], 0.0),
        round(each["reach"]),
        round(each["relevant"]),
        turned,
    )


def dearest_in_words(prices: list[RulePrice]) -> str:
    """The rule that costs most, in one sentence."""
    if prices[0].gain < NOTHING and len(prices) == 1:
        return _("“%(rule)s” costs nothing here.") % {"rule": prices[0].rule}
    if prices[0].gain < NOTHING:
        return _("No rule costs anything: without each of them the result stays as good.")
    return _("Most by “%(rule)s”: without it the result would be %(gain)s better.") % {
        "rule": prices[0].rule,
        "gain": prices[0].words,
    }

"""Usage rights and exclusivity: what a brief asks for beyond what the price of an offer includes."""

from dataclasses import dataclass
from typing import Literal

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.facts import Brief, Extra, Package, Price

DAYS_A_MONTH = 30
RightCode = Literal["rights", "exclusivity"]


@dataclass(frozen=True, slots=True)
class Right:
    """So many days of a right and what they add to the price, on its basis; 0 where it includes them."""

    code: RightCode
    days: int
    amount: int
    kind: Literal["included", "quoted", "estimated"]


class Rights:
    """The rights that one brief asks of every offer.

    In order: what the package includes; the package's own price for enough days; a share of the price for
    every month that is missing, by the benchmark.
    """

    def __init__(self, brief: Brief, benchmarks: Benchmarks) -> None:
        self._known_only = brief.known_prices_only
        self._rights, self._exclusivity = brief.usage_rights_days, brief.exclusivity_days
        self._share_a_month = {
            "rights": benchmarks.value("usage_rights_share"),
            "exclusivity": benchmarks.value("exclusivity_share"),
        }

    def of(self, price: Price, package: Package | None) -> tuple[Right, ...] | None:
        """Those asked for; None where one has no price and none may be estimated."""
        if not (self._rights or self._exclusivity):
            return ()
        had = (package.rights_days, package.exclusivity_days) if package else (0, 0)
        offered = (package.rights, package.exclusivity) if package else (None, None)
        found = [
            self._priced("rights", self._rights, had[0], offered[0], price.amount),
            self._priced("exclusivity", self._exclusivity, had[1], offered[1], price.amount),
        ]
        if self._known_only and any(right.kind == "estimated" for right in found):
            return None
        return tuple(right for right in found if right.days)

    def _priced(self, code: RightCode, asked: int, had: int, offered: Extra | None, price: int) -> Right:
        if asked <= had:
            return Right(code, asked, 0, "included")
        if offered is not None and offered.days >= asked:
            return Right(code, asked, offered.amount, "quoted")
        months = (asked - had) / DAYS_A_MONTH
        return Right(code, asked, max(1, round(price * months * self._share_a_month[code])), "estimated")

"""The rules as rows, exact: which limits a shortlist keeps and which it breaks.

Every limit on sums is one row, `spend * cost of all + matching * cost of those that match + people * count
+ matching_people * count of those that match <= limit`. Shares are read as the decimals they were written as,
so 3 of 10 keeps a share of 0.3.
"""

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from campaigns.strategy.records import Interval, Offer, Problem, Rules

PERSON_RULE = "one_offer_per_person"
CAP_RULE = "max_share_per_influencer"
EXCLUDE_RULE = "exclude"
BUDGET_RULE = "budget"


@dataclass(frozen=True, slots=True)
class Row:
    """One limit; `rule` is the name shown to a user, `name` tells the two sides of a rule apart."""

    name: str
    rule: str
    limit: int
    spend: Fraction = Fraction(0)
    matching: Fraction = Fraction(0)
    people: int = 0
    matching_people: int = 0
    field: str = ""
    value: str = ""

    @property
    def counts_money(self) -> bool:
        """Whether the row is in units of the currency (else in people)."""
        return self.people == 0 and self.matching_people == 0

    def matches(self, offer: Offer) -> bool:
        """Whether the row singles this offer out."""
        return bool(self.field) and getattr(offer, self.field) == self.value

    def excess(self, offers: Sequence[Offer]) -> Fraction:
        """By how much these offers exceed the limit; exact; 0 or less keeps it."""
        matched = [offer for offer in offers if self.matches(offer)]
        people = self.people * len(offers) + self.matching_people * len(matched)
        spend, singled_out = sum(offer.cost for offer in offers), sum(offer.cost for offer in matched)
        return self.spend * spend + self.matching * singled_out + people - self.limit


def decimal(share: float) -> Fraction:
    """The decimal number that a share was written as."""
    return Fraction(str(share))


def rows(problem: Problem) -> tuple[Row, ...]:
    """All limits on sums that can bind."""
    rules = problem.rules
    money = Row(BUDGET_RULE, BUDGET_RULE, problem.budget, spend=Fraction(1))
    spends = _spend_rows(rules.tier_spend_max)
    return (money, *_count_rows(rules), *_share_rows(rules), *spends, *_person_rows(rules.include_people))


def _count_rows(rules: Rules) -> Iterator[Row]:
    low, high = rules.influencers
    if low > 0:
        yield Row("influencers_min", "influencers_min", -low, people=-1)
    if high is not None:
        yield Row("influencers_max", "influencers_max", high, people=1)


def _share_rows(rules: Rules) -> Iterator[Row]:
    for field in ("tier", "platform", "niche"):
        shares: Mapping[str, Interval] = getattr(rules, f"{field}_share")
        for value, (low, high) in shares.items():
            rule = f"{field}_share:{value}"
            if low > 0:
                name = f"{field}_share_min:{value}"
                yield Row(name, rule, 0, decimal(low), Fraction(-1), field=field, value=value)
            if high < 1:
                name = f"{field}_share_max:{value}"
                yield Row(name, rule, 0, -decimal(high), Fraction(1), field=field, value=value)


def _spend_rows(limits: Mapping[str, int]) -> Iterator[Row]:
    for tier, money in limits.items():
        name = f"tier_spend_max:{tier}"
        yield Row(name, name, money, matching=Fraction(1), field="tier", value=tier)


def _person_rows(people: Iterable[str]) -> Iterator[Row]:
    for person in people:
        name = f"include_person:{person}"
        yield Row(name, name, -1, matching_people=-1, field="person", value=person)


def most_per_influencer(problem: Problem) -> Fraction:
    """The most money one influencer who is not included may cost."""
    share = problem.rules.max_share_per_influencer
    return Fraction(problem.budget) if share is None else min(Fraction(1), decimal(share)) * problem.budget


def may_be_booked(problem: Problem, names: Container[str] | None = None) -> Callable[[Offer], bool]:
    """Whether an offer fits the named rules (None: all) on its own.

    That is: not excluded, not dearer than the budget, one influencer or its tier may be. An included offer
    or person is spared the limits on cost: there the rows decide.
    """
    rules = problem.rules

    def holds(name: str) -> bool:
        return names is None or name in names

    excluded = frozenset(rules.exclude) if holds(EXCLUDE_RULE) else frozenset()
    # Costs are whole, so a limit is as good as its floor, and far quicker to compare with.
    is_capped = rules.max_share_per_influencer is not None and holds(CAP_RULE)
    most = math.floor(most_per_influencer(problem)) if is_capped else math.inf
    most = min(most, problem.budget) if holds(BUDGET_RULE) else most
    per_tier = {t: money for t, money in rules.tier_spend_max.items() if holds(f"tier_spend_max:{t}")}
    spared = _is_included(rules)

    def may(offer: Offer) -> bool:
        cheap = offer.cost <= most and offer.cost <= per_tier.get(offer.tier, offer.cost)
        return (cheap or spared(offer)) and offer.id not in excluded

    return may


def _is_included(rules: Rules) -> Callable[[Offer], bool]:
    ids, people = frozenset(rules.include), frozenset(rules.include_people)
    return lambda offer: offer.id in ids or offer.person in people


def violated(problem: Problem, offers: Sequence[Offer]) -> tuple[str, ...]:
    """The names of the rules that booking exactly these offers would break, exactly reckoned, in a fixed
    order.
    """
    broken = [row.rule for row in rows(problem) if row.excess(offers) > 0]
    broken.extend(_broken_singly(problem, offers))
    return tuple(dict.fromkeys(broken))


def _broken_singly(problem: Problem, offers: Sequence[Offer]) -> Iterator[str]:
    ids = {offer.id for offer in offers}
    included, most = _is_included(problem.rules), most_per_influencer(problem)
    if any(offer.cost > most and not included(offer) for offer in offers):
        yield CAP_RULE
    if len({offer.person for offer in offers}) < len(offers):
        yield PERSON_RULE
    if not ids.isdisjoint(problem.rules.exclude):
        yield EXCLUDE_RULE
    yield from (f"include:{name}" for name in problem.rules.include if name not in ids)


def pick(problem: Problem, chosen: Iterable[str]) -> tuple[Offer, ...]:
    """The offers with these ids, in the order given. Raises `KeyError` for an id the problem does not
    have.
    """
    by_id = {offer.id: offer for offer in problem.offers}
    return tuple(by_id[name] for name in dict.fromkeys(chosen))

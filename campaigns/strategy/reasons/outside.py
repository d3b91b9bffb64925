"""Who was nearly chosen: the best offers outside, whom each would replace, and the rule that keeps it out.

An offer comes in beside the others, in the place of one, or in the place of the several that bring least for
their money until it can be paid. Of these deals the best that the budget allows counts, and every rule is
checked exactly on the shortlist that it makes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.reasons.board import Board, board_of, of_same_profiles, promising
from campaigns.strategy.reasons.swaps import loss_of
from campaigns.strategy.records import BestAlone, Offer, Problem
from campaigns.strategy.rules import BUDGET_RULE, may_be_booked, pick, violated

OUTCOMPETED = "outcompeted"
CANDIDATES = 60
LOOKED_AT = 24
TRIES = 4
NOTHING = 1e-9
NO_FILTERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Outsider:
    """`enters` is not chosen; in the place of `leaves` (nobody: beside the others) the objective would fall
    by `loss`, a share of it, below 0 where it would rise.

    `kept_out` is the rule that this breaks, several joined by "+" where setting one aside would not do;
    "outcompeted" where every rule is kept. A rule is named where the result would rise without it, and where
    no deal that was tried keeps the rules.
    """

    enters: str
    leaves: tuple[str, ...]
    loss: float
    kept_out: str


@dataclass(frozen=True, slots=True)
class _Deal:
    """Which positions inside leave, the money that is then free, and the objective with each outside in."""

    leaves: tuple[int, ...]
    room: int
    values: Floats


def best_outsiders(
    problem: Problem,
    chosen: Sequence[str],
    best: BestAlone,
    profile_of: Mapping[str, str],
    *,
    filters: Mapping[str, str] = NO_FILTERS,
    number: int = 10,
) -> tuple[Outsider, ...]:
    """The offers outside that would cost the result least, one a profile that is not chosen and one a person.

    `filters` names the filter of the brief that keeps an offer of the problem from being one.
    At most half of them are kept out by a rule where there are enough others. Exact in rules and objective
    of what it states; heuristic in whom it looks at: the 60 of each tier with most objective and the 60 with
    most for their price, of which the best 24 of those that may be booked and of all are held against the
    rules. Cost: (2 x chosen) x 240 x segments, and about 200 checks of the rules.
    """
    shut = of_same_profiles(problem, chosen, profile_of)
    inside, outside = pick(problem, chosen), promising(problem, shut, best, CANDIDATES)
    board = board_of(problem, inside, outside, best)
    deals = list(_deals(board))
    looked_at = _nearest(board, deals, filters)
    found = [_outsider(board, deals, position, filters) for position in looked_at]
    person = {offer.id: offer.person for offer in board.outside}
    return tuple(_shown(_once(found, profile_of, person), number))


def _deals(board: Board) -> Iterator[_Deal]:
    """Beside all, for each one, and for the least useful for their money together; musts stay."""
    rules, total = board.problem.rules, board.value()
    free = [
        index
        for index, offer in enumerate(board.inside)
        if offer.id not in rules.include and offer.person not in rules.include_people
    ]
    gain = {index: total - board.without([index]) for index in free}
    order = sorted(free, key=lambda index: gain[index] / max(1, board.inside[index].cost))
    several = [tuple(order[:many]) for many in range(2, len(order) + 1)]
    spent = sum(offer.cost for offer in board.inside)
    for leaves in [(), *((index,) for index in free), *several]:
        freed = sum(board.inside[index].cost for index in leaves)
        yield _Deal(leaves, board.problem.budget - spent + freed, board.replacing(leaves))


def _payable(board: Board, deals: Sequence[_Deal]) -> Floats:
    """The objective of every deal (rows) with every offer outside, minus infinity beyond the budget."""
    costs = np.array([offer.cost for offer in board.outside], dtype=float)
    return np.array([np.where(costs <= deal.room, deal.values, -np.inf) for deal in deals])


def _nearest(board: Board, deals: Sequence[_Deal], filters: Mapping[str, str]) -> list[int]:
    """The offers outside worth a closer look: the best by their best deal, all and bookable ones apart."""
    if not board.outside:
        return []
    order = np.argsort(-_payable(board, deals).max(axis=0), kind="stable").tolist()
    may = may_be_booked(board.problem)
    bookable = (i for i in order if may(board.outside[i]) and board.outside[i].id not in filters)
    return list(dict.fromkeys([*order[:LOOKED_AT], *islice(bookable, LOOKED_AT)]))


def _outsider(board: Board, deals: Sequence[_Deal], position: int, filters: Mapping[str, str]) -> Outsider:
    """The best deal that keeps every rule, unless one rule alone keeps a deal out that is a gain."""
    entering, total = board.outside[position], board.value()
    shut = (filters[entering.id],) if entering.id in filters else ()
    tried = [(deal, (*shut, *_broken(board, deal, entering))) for deal in _tried(board, deals, position)]
    kept = next((deal for deal, broken in tried if not broken), None)
    barred = min((pair for pair in tried if pair[1]), key=lambda pair: len(pair[1]), default=None)
    if barred and (kept is None or _is_gain(barred, total, position)):
        deal, broken = barred
        return _stated(board, deal, position, "+".join(broken))
    if kept:
        return _stated(board, kept, position, OUTCOMPETED)
    everybody = max(deals, key=lambda deal: deal.room)
    return _stated(board, everybody, position, BUDGET_RULE)


def _is_gain(barred: tuple[_Deal, Sequence[str]], total: float, position: int) -> bool:
    deal, broken = barred
    return len(broken) == 1 and float(deal.values[position]) > total + NOTHING


def _tried(board: Board, deals: Sequence[_Deal], position: int) -> list[_Deal]:
    """The best deals that can be paid, best first; and the best of those that are likely to keep the rules,
    because of who leaves."""
    offer = board.outside[position]
    payable = [deal for deal in deals if offer.cost <= deal.room]
    payable.sort(key=lambda deal: -float(deal.values[position]))
    alike = (deal for deal in payable if _is_alike(board, deal, offer))
    found = [*payable[:TRIES], *islice(alike, TRIES)]
    unique = {deal.leaves: deal for deal in found}
    return sorted(unique.values(), key=lambda deal: -float(deal.values[position]))


def _is_alike(board: Board, deal: _Deal, entering: Offer) -> bool:
    """Whether the person's other offer leaves, where one is chosen, or all who leave are of the same kind."""
    own = [index for index, offer in enumerate(board.inside) if offer.person == entering.person]
    return (
        set(own) <= set(deal.leaves)
        if own
        else all(_kind(board.inside[index]) == _kind(entering) for index in deal.leaves)
    )


def _kind(offer: Offer) -> tuple[str, str, str]:
    return offer.tier, offer.platform, offer.niche


def _broken(board: Board, deal: _Deal, entering: Offer) -> tuple[str, ...]:
    stay = [offer for index, offer in enumerate(board.inside) if index not in deal.leaves]
    return violated(board.problem, [*stay, entering])


def _stated(board: Board, deal: _Deal, position: int, kept_out: str) -> Outsider:
    leaves = tuple(board.inside[index].id for index in deal.leaves)
    loss = loss_of(board.value(), float(deal.values[position]))
    return Outsider(board.outside[position].id, leaves, loss, kept_out)


def _once(
    found: Iterable[Outsider], profile_of: Mapping[str, str], person_of: Mapping[str, str]
) -> list[Outsider]:
    """The best of each profile and of each person, by what they would cost the result."""
    profiles: dict[str, Outsider] = {}
    for outsider in sorted(found, key=lambda each: (each.loss, each.enters)):
        profiles.setdefault(profile_of[outsider.enters], outsider)
    people: dict[str, Outsider] = {}
    for outsider in profiles.values():
        people.setdefault(person_of[outsider.enters], outsider)
    return list(people.values())


def _shown(found: Sequence[Outsider], number: int) -> list[Outsider]:
    """So many, at most half kept out by a rule where there are enough others; least loss first."""
    barred = [each for each in found if each.kept_out != OUTCOMPETED]
    others = [each for each in found if each.kept_out == OUTCOMPETED]
    room = max(number - number // 2, number - len(others))
    kept = [*barred[:room], *others][:number]
    return sorted(kept, key=lambda each: (each.loss, each.enters))

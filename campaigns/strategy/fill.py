"""Room that a shortlist leaves: whoever still fits the budget and the rules and adds something comes in."""

from collections.abc import Sequence

import numpy as np

from campaigns.strategy.reasons.board import board_of, promising
from campaigns.strategy.records import BestAlone, Offer, Problem
from campaigns.strategy.rules import pick, violated

CONSIDERED = 200  # offers a tier by objective for their price, and as many by objective
LEAST = 1e-3  # of the objective: less is not worth another influencer


def filled(problem: Problem, chosen: Sequence[str], best: BestAlone) -> tuple[str, ...]:
    """The shortlist with offers added, the one that adds most first, until none adds anything.

    Guarantee: keeps every rule that the shortlist keeps (exactly reckoned), and its objective never falls.
    Cost: for each offer added, one pass over at most 400 offers a tier.
    """
    inside = list(pick(problem, chosen))
    outside = promising(problem, frozenset(chosen), best, CONSIDERED)
    while (added := _best_addition(problem, inside, outside, best)) is not None:
        inside.append(added)
        outside = [offer for offer in outside if offer.person != added.person]
    return tuple(offer.id for offer in inside)


def _best_addition(
    problem: Problem, inside: Sequence[Offer], outside: Sequence[Offer], best: BestAlone
) -> Offer | None:
    people, left = {offer.person for offer in inside}, problem.budget - sum(offer.cost for offer in inside)
    fit = [offer for offer in outside if offer.cost <= left and offer.person not in people]
    if not fit:
        return None
    board = board_of(problem, inside, fit, best)
    value = board.value()
    gains = board.replacing(()) - value
    order: list[int] = np.argsort(-gains, kind="stable").tolist()
    for index in order:
        if gains[index] <= LEAST * value:
            return None
        if not violated(problem, [*inside, fit[index]]):
            return fit[index]
    return None

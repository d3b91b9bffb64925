"""What would have been taken instead: the best single replacement of every chosen offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reasons.board import Board, board_of, of_same_profiles, promising
from campaigns.strategy.records import BestAlone, Offer, Problem
from campaigns.strategy.rules import pick, violated

CANDIDATES = 150
TRIES = 12


@dataclass(frozen=True, slots=True)
class Swap:
    """The chosen offer `leaves`, `enters` of the same tier takes its place, and the objective falls by
    `loss`.

    `loss` is a share of the objective, below 0 where the swap would gain. `enters` is "" where no offer of
    the tier fits the rules in its place: then leaving it out costs `loss`.
    """

    leaves: str
    enters: str
    loss: float


def best_swaps(
    problem: Problem, chosen: Sequence[str], best: BestAlone, profile_of: Mapping[str, str]
) -> Mapping[str, Swap]:
    """The best replacement of every chosen offer by one of its tier (so the mix stands) that keeps the rules.

    Another package of the same profile is no replacement. Guarantee: each swap named keeps every rule. Only
    the 150 offers outside with most objective for their price and the 150 with most objective are tried, so a
    better one may exist among the rest. Cost: chosen x 300 x segments.
    """
    out = of_same_profiles(problem, chosen, profile_of) | frozenset(problem.rules.exclude)
    board = board_of(problem, pick(problem, chosen), promising(problem, out, best, CANDIDATES), best)
    total = board.value()
    return {offer.id: _best_swap(board, index, total) for index, offer in enumerate(board.inside)}


def _best_swap(board: Board, index: int, total: float) -> Swap:
    problem, outside, leaving = board.problem, board.outside, board.inside[index]
    rest = [offer for offer in board.inside if offer is not leaving]
    room = problem.budget - sum(offer.cost for offer in rest)
    people = {offer.person for offer in rest}
    fits = np.array(
        [o.tier == leaving.tier and o.cost <= room and o.person not in people for o in outside], dtype=bool
    )
    values = np.where(fits, board.replacing([index]), -np.inf)
    for candidate in np.argsort(-values, kind="stable")[:TRIES]:
        entering = outside[candidate]
        if np.isfinite(values[candidate]) and not _breaks(problem, [*rest, entering], leaving):
            return Swap(leaving.id, entering.id, loss_of(total, float(values[candidate])))
    return Swap(leaving.id, "", loss_of(total, board.without([index])))


def _breaks(problem: Problem, offers: Sequence[Offer], leaving: Offer) -> bool:
    """Whether a rule other than the must-have of the leaving offer would be broken."""
    musts = {f"include:{leaving.id}", f"include_person:{leaving.person}"}
    return bool(set(violated(problem, offers)) - musts)


def loss_of(total: float, value: float) -> float:
    """What `value` is less than `total`, as a share of it."""
    return (total - value) / total if total > 0 else 0.0

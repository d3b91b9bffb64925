"""Which rules cannot hold together: feasibility settled with proof, and the fewest rules to blame."""

from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.reach.flat import Ints
from campaigns.strategy.rules import BUDGET_RULE, CAP_RULE, EXCLUDE_RULE, may_be_booked
from campaigns.strategy.selection.best import Best
from campaigns.strategy.selection.bound import Leaf, Split, contradictory
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.master import solve_master
from campaigns.strategy.selection.tangents import nothing_priced
from campaigns.strategy.selection.tree import Effort, plant

NODES = 400


@dataclass(frozen=True, slots=True)
class Settled:
    """A shortlist that keeps the rules, or what was proved about there being none.

    `proved` bounds a goal that is 0 for every shortlist: below 0 there is none. With `chosen` None and a
    bound of 0 the search gave up.
    """

    chosen: Ints | None
    proved: Leaf | Split
    bound: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot hold together, none of them to spare, with the proof (over an instance of these
    rules alone).
    """

    rules: tuple[str, ...]
    instance: Instance
    settled: Settled


def settle(instance: Instance, deadline: float) -> Settled:
    """Find any shortlist that keeps the rules or prove that there is none. Cost: as one solve."""
    if contradictory(instance):
        return Settled(None, Leaf(nothing_priced(instance), -np.inf), -np.inf)
    nothing = Goal(np.zeros(len(instance.model.population)), np.zeros(len(instance.cost)))
    best = Best(instance, nothing)
    tree = plant(best, solve_master(instance, nothing), 0.0)
    tree.grow(Effort(deadline, NODES))
    return Settled(best.chosen, tree.certificate(), tree.bound)


def explain(instance: Instance, settled: Settled, deadline: float) -> Conflict:
    """The rules behind an instance without any shortlist, by leaving out one after the other.

    None can be spared, unless the time is over before all were tried. Cost: one `settle` a rule that takes
    part.
    """
    found = _without_idle(instance, settled, deadline)
    for name in found.rules:
        fewer = restrict(instance, [rule for rule in found.rules if rule != name])
        tried = settle(fewer, deadline)
        if tried.bound < 0:
            found = Conflict(tuple(rule for rule in found.rules if rule != name), fewer, tried)
    return found


def _without_idle(instance: Instance, settled: Settled, deadline: float) -> Conflict:
    """Drop all rules that a proof at the root does not use, if the rest is indeed enough."""
    every = rule_names(instance)
    if isinstance(settled.proved, Leaf):
        used = {
            row.rule
            for row, price in zip(instance.rows, settled.proved.prices.by_row, strict=True)
            if price > 0
        }
        rest = tuple(name for name in every if name in used or name.startswith(_UNPRICED))
        fewer = restrict(instance, rest)
        tried = settle(fewer, deadline)
        if tried.bound < 0:
            return Conflict(rest, fewer, tried)
    return Conflict(every, instance, settled)


# Rules that rule offers out or in singly, and so take part without a price.
_UNPRICED = (BUDGET_RULE, CAP_RULE, EXCLUDE_RULE, "include:", "tier_spend_max:")


def rule_names(instance: Instance) -> tuple[str, ...]:
    """The names of all rules of an instance, the most telling to keep last: those are left out last."""
    rules = instance.problem.rules
    names = [CAP_RULE] if rules.max_share_per_influencer is not None else []
    names += [EXCLUDE_RULE] if rules.exclude else []
    names += [f"include:{name}" for name in rules.include]
    return tuple(dict.fromkeys([*names, *(row.rule for row in reversed(instance.rows))]))


def restrict(instance: Instance, names: list[str] | tuple[str, ...]) -> Instance:
    """The instance under the named rules alone."""
    kept = [k for k, row in enumerate(instance.rows) if row.rule in names]
    musts = {name.removeprefix("include:") for name in names if name.startswith("include:")}
    may = may_be_booked(instance.problem, names)
    return replace(
        instance,
        rows=tuple(instance.rows[k] for k in kept),
        limits=instance.limits[:, kept],
        bounds=instance.bounds[kept],
        usable=np.array([may(offer) for offer in instance.offers], dtype=bool),
        must=np.array([offer.id in musts for offer in instance.offers], dtype=bool),
    )

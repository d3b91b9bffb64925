"""The certificate of a solution: multipliers by name, from which anyone can recompute the bound in closed
form.

A certificate has one tree each for `reach` and `engagements` (what each metric could reach alone) and for
`objective`; an infeasible problem has one for `infeasible`. A tree is a leaf `{"segments": {name: y},
"rules": {row: lambda}}` or a decision `{"offer": id, "with": tree, "without": tree}`; so the leaves always
partition all shortlists, and the bound is the largest of theirs. Money rows are priced per unit of the
currency. Multipliers of 0 are left out.
"""

from dataclasses import dataclass
from typing import Any

from campaigns.strategy.selection.bound import Proof
from campaigns.strategy.selection.instance import Instance

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Split:
    """A decision on one offer (its position in the instance) and what is proved either way."""

    offer: int
    included: "Split | Proof"
    excluded: "Split | Proof"


def tree(instance: Instance, node: Split | Proof) -> Tree:
    """The JSON form of a proof."""
    if isinstance(node, Proof):
        return leaf(instance, node)
    name = instance.offers[node.offer].id
    return {"offer": name, "with": tree(instance, node.included), "without": tree(instance, node.excluded)}


def leaf(instance: Instance, proof: Proof) -> Tree:
    """The JSON form of one set of multipliers."""
    budget = instance.problem.budget
    units = [budget if row.counts_money else 1 for row in instance.rows]
    prices = {
        r.name: p / unit for r, p, unit in zip(instance.rows, proof.by_row.tolist(), units, strict=True) if p
    }
    segments = zip(instance.problem.segments, proof.by_segment.tolist(), strict=True)
    return {"segments": {name: y for name, y in segments if y}, "rules": prices}

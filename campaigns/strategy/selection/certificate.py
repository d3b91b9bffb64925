"""The certificate of a solution: multipliers by name, from which anyone can recompute the bound in closed
form.

A certificate has one tree each for `reach` and `engagements` (what each metric could reach alone) and for
`objective`; an infeasible problem has one for `infeasible`. A tree is a leaf `{"segments": {name: y},
"rules": {row: lambda}}` or a decision `{"offer": id, "with": tree, "without": tree}`; so the leaves always
partition all shortlists, and the bound is the largest of theirs. Money rows are priced per unit of the
currency. Multipliers of 0 are left out.
"""

from typing import Any

from campaigns.strategy.selection.bound import Leaf, Split
from campaigns.strategy.selection.instance import Instance

Tree = dict[str, Any]


def tree(instance: Instance, node: Split | Leaf) -> Tree:
    """The JSON form of what was proved."""
    if isinstance(node, Leaf):
        return _leaf(instance, node)
    name = instance.offers[node.offer].id
    return {"offer": name, "with": tree(instance, node.included), "without": tree(instance, node.excluded)}


def _leaf(instance: Instance, leaf: Leaf) -> Tree:
    budget = instance.problem.budget
    priced = zip(instance.rows, leaf.by_row.tolist(), strict=True)
    segments = zip(instance.problem.segments, leaf.by_segment.tolist(), strict=True)
    return {
        "segments": {name: y for name, y in segments if y},
        "rules": {row.name: price / (budget if row.counts_money else 1) for row, price in priced if price},
    }

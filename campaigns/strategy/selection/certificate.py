"""The certificate of a solution: multipliers by name, from which anyone can recompute the bound in closed
form.

A certificate has one tree each for `reach` and `engagements` (what each metric could reach alone) and for
`objective`; an infeasible problem has one for `infeasible`. A tree is a leaf `{"segments": {name: y},
"rules": {row: lambda}}` or a decision `{"offer": id, "with": tree, "without": tree}`, or one on how
many offers cost at least so much, `{"cost_from": money, "at_most": number, "with": tree, "without": tree}`,
which its leaves price by `"counts": {money: price}`, above 0 for the most and below 0 for the least; so the
leaves always partition all shortlists, and the bound is the largest of theirs. Money rows are priced per unit
of the currency. Multipliers of 0 are left out. Instead of y a nested segment has
`{"points": [[weight, {niche: exposure}], ...]}`: its covered share is bounded by the planes that touch it
there, mixed by the weights.
"""

from typing import Any

from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.selection.bound import AtMost, Leaf, Question, Split
from campaigns.strategy.selection.instance import Instance
from campaigns.strategy.selection.tangents import Prices

Tree = dict[str, Any]


def tree(instance: Instance, node: Split | Leaf) -> Tree:
    """The JSON form of what was proved."""
    if isinstance(node, Leaf):
        return _leaf(instance, node)
    return {
        **_asked(instance, node.question),
        "with": tree(instance, node.included),
        "without": tree(instance, node.excluded),
    }


def _asked(instance: Instance, question: Question) -> Tree:
    if isinstance(question, AtMost):
        return {"cost_from": instance.levels[question.level], "at_most": question.count}
    return {"offer": instance.offers[question].id}


def _leaf(instance: Instance, leaf: Leaf) -> Tree:
    budget, prices = instance.problem.budget, leaf.prices
    priced = zip(instance.rows, prices.by_row.tolist(), strict=True)
    counts = zip(instance.levels, prices.by_level.tolist(), strict=True)
    priced_counts = {str(level): price for level, price in counts if price}
    return {
        **({"counts": priced_counts} if priced_counts else {}),
        "segments": _lines(instance, prices) | _planes(instance, prices),
        "rules": {row.name: price / (budget if row.counts_money else 1) for row, price in priced if price},
    }


def _lines(instance: Instance, prices: Prices) -> Tree:
    model = instance.model
    return {
        model.names[i][0]: y
        for i, y in zip(
            model.flat_coordinates, prices.by_coordinate[model.flat_coordinates].tolist(), strict=True
        )
        if y
    }


def _planes(instance: Instance, prices: Prices) -> Tree:
    model, segments = instance.model, list(instance.problem.segments)
    found = {}
    for block, mix in zip(model.blocks, prices.mixes, strict=True):
        niches = [niche for _, niche in model.names[block.coordinates]]
        points = [
            [w, _named(niches, at)] for w, at in zip(mix.weights.tolist(), mix.planes.points, strict=True)
        ]
        if points:
            found[segments[block.segment]] = {"points": points}
    return found


def _named(niches: list[str], point: Floats) -> dict[str, float]:
    return {niche: x for niche, x in zip(niches, point.tolist(), strict=True) if x}

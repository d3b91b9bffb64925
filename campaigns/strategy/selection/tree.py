"""Branch-and-bound in which every node proves its own bound in closed form.

A node decides some offers for or against; its relaxation gives multipliers, and those give a bound over
all offers, not just the pooled ones. So the finished tree is a certificate: nothing in it rests on the
linear-programming solver's word.
"""

import heapq
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from campaigns.strategy.reach import Floats
from campaigns.strategy.selection.best import Best, steepness
from campaigns.strategy.selection.bound import Leaf, Proof, Split, decide, leaf_of, penalties, prove
from campaigns.strategy.selection.master import NOBODY, Master
from campaigns.strategy.selection.program import Program, Relaxation, Relaxed
from campaigns.strategy.selection.search import Field, field_of, rounded

NEAR = 600  # offers pooled for their small penalty
DEEPEST = 100
CLIMB_EVERY = 5
FRACTION = 1e-6


@dataclass(slots=True)
class Node:
    """A set of decisions (positions in the pool), what is proved under it, and its relaxation's optimum."""

    decided: dict[int, bool]
    leaf: Leaf
    take: Floats
    split: int = -1
    kids: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """When to stop: the relative gap wanted, a time of `time.perf_counter`, a number of nodes."""

    gap: float
    deadline: float
    nodes: int


@dataclass(slots=True)
class Tree:
    """The search below one solved relaxation; `best` is kept up to date."""

    best: Best
    proof: Proof
    relaxation: Relaxation
    pooled: Field
    root: Node
    heap: list[tuple[float, int, Node]] = field(default_factory=list)
    nodes: int = 0

    @property
    def bound(self) -> float:
        """The largest bound of all leaves."""
        return max(leaf.bound for leaf in _leaves(self.root))

    def grow(self, effort: Effort) -> None:
        """Branch until the gap is closed or the effort is spent. Cost: some milliseconds a node."""
        dive: Node | None = self.root
        while dive is not None or self.heap:
            if self.nodes >= effort.nodes or time.perf_counter() >= effort.deadline:
                break
            node = dive if dive is not None else heapq.heappop(self.heap)[2]
            dive = None
            if self._done(node, effort.gap) or not self._branch(node):
                continue
            later, first = sorted(node.kids, key=lambda kid: kid.leaf.bound)
            self._push(later)
            if self.nodes % 8 < 6:
                dive = first
            else:
                self._push(first)

    def _push(self, node: Node) -> None:
        heapq.heappush(self.heap, (-node.leaf.bound, self.nodes, node))
        self.nodes += 1

    def _done(self, node: Node, gap: float) -> bool:
        return node.leaf.bound * (1 - gap) <= self.best.value or len(node.decided) >= DEEPEST

    def _branch(self, node: Node) -> bool:
        """Decide one more offer both ways; False when nothing is left to decide."""
        split = self._choose(node)
        if split is None:
            return False
        node.kids = tuple(self._kid(node, split, inside=inside) for inside in (True, False))
        node.split, node.take = split, NOBODY.astype(float)
        return True

    def _choose(self, node: Node) -> int | None:
        """The offer to decide next: the most fractional for its cost; where all are whole yet some rule is
        broken, one of those taken.
        """
        fraction = np.minimum(node.take, 1 - node.take)
        if fraction.max(initial=0.0) > FRACTION:
            pool, instance = self.pooled.offers, self.best.instance
            weight = np.sqrt(instance.cost[pool] / instance.problem.budget + 1e-4)
            return int(np.argmax(np.where(fraction > FRACTION, fraction * weight, 0.0)))
        whole = [i for i in np.flatnonzero(node.take > 0.5).tolist() if i not in node.decided]
        feasible = self.best.instance.feasible(self.pooled.offers[node.take > 0.5])
        return whole[0] if whole and not feasible else None

    def _kid(self, parent: Node, split: int, *, inside: bool) -> Node:
        decided = {**parent.decided, split: inside}
        relaxed = self.relaxation.solve(decided)
        pool, instance, goal = self.pooled.offers, self.best.instance, self.best.goal
        here = decide(instance, {int(pool[i]): value for i, value in decided.items()})
        proof = prove(here, goal, relaxed.by_segment, relaxed.by_row)
        if proof.bound > parent.leaf.bound:
            proof = prove(here, goal, parent.leaf.by_segment, parent.leaf.by_row)
        self._look(relaxed)
        return Node(decided, leaf_of(proof), relaxed.take)

    def _look(self, relaxed: Relaxed) -> None:
        """Round the node's optimum; search around roundings that come near the best."""
        score, picked = rounded(self.pooled, relaxed.take)
        chosen = self.pooled.offers[picked]
        if score > self.best.value:
            self.best.offer(chosen)
        if self.nodes % CLIMB_EVERY == 0 and score > self.best.value - 0.004 * abs(self.best.value):
            self.best.climb(chosen, self.proof)

    def certificate(self) -> Split | Leaf:
        """What the tree proved."""
        return self._certificate(self.root)

    def _certificate(self, node: Node) -> Split | Leaf:
        if not node.kids:
            return node.leaf
        included, excluded = (self._certificate(kid) for kid in node.kids)
        return Split(int(self.pooled.offers[node.split]), included, excluded)


def _leaves(root: Node) -> Iterator[Leaf]:
    open_ = [root]
    while open_:
        node = open_.pop()
        open_.extend(node.kids)
        if not node.kids:
            yield node.leaf


def plant(best: Best, master: Master) -> Tree:
    """The tree's root from a solved relaxation, with a first shortlist. Cost: one linear program, one
    search.
    """
    instance, goal, proof = best.instance, best.goal, master.proof
    near = np.argsort(penalties(instance, proof), kind="stable")[:NEAR]
    pool = np.union1d(master.start.pool, near[instance.usable[near]])
    scale = max(abs(proof.bound), 1e-9)
    relaxation = Relaxation(Program(instance, goal, scale, pool, master.start.points))
    relaxed = relaxation.solve()
    own = prove(instance, goal, relaxed.by_segment, relaxed.by_row)
    proof = own if own.bound < proof.bound else proof
    pooled = field_of(instance, goal, pool, steepness(proof))
    best.climb(pool[rounded(pooled, relaxed.take)[1]], proof)
    return Tree(best, proof, relaxation, pooled, Node({}, leaf_of(proof), relaxed.take))

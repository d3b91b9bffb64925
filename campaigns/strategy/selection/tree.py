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

from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.selection.best import Best, steepness
from campaigns.strategy.selection.bound import Leaf, Proof, Split, decide, leaf_of, penalties, prove
from campaigns.strategy.selection.master import NOBODY, ROUNDING, Master
from campaigns.strategy.selection.program import Program, Relaxation, Relaxed, refined
from campaigns.strategy.selection.search import Field, field_of, rounded

NEAR = 600  # offers pooled for their small penalty
DEEPEST = 100
REFINED = 6  # relaxations of one node, each with tangents where the last one ended
CLIMB_EVERY = 5
FRACTION = 1e-6
SHORT = 1e-9  # of a budget or a person: rows broken by less may be rounding


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
    """When to stop: a time of `time.perf_counter`, a number of nodes."""

    deadline: float
    nodes: int


@dataclass(slots=True)
class Tree:
    """The search below one solved relaxation; `best` is kept up to date."""

    best: Best
    proof: Proof
    relaxation: Relaxation
    pooled: Field
    noise: float
    gap: float
    root: Node = field(init=False)
    heap: list[tuple[float, int, Node]] = field(default_factory=list)
    nodes: int = 0

    @property
    def bound(self) -> float:
        """The largest bound of all leaves."""
        return max(leaf.bound for leaf in _leaves(self.root))

    def grow(self, effort: Effort) -> None:
        """Branch until the gap is closed or the effort is spent; may be called again. Cost: milliseconds a
        node.
        """
        dive: Node | None = None
        while dive is not None or self.heap:
            if self.nodes >= effort.nodes or time.perf_counter() >= effort.deadline:
                break
            node = dive if dive is not None else heapq.heappop(self.heap)[2]
            dive = None
            if not self._done(node) and self._branch(node):
                dive = self._next(node)
        if dive is not None:
            self._push(dive)

    def _next(self, node: Node) -> Node | None:
        """Keep the kids for later, except that most often the better one is looked into at once."""
        later, first = sorted(node.kids, key=lambda kid: kid.leaf.bound)
        self._push(later)
        if self.nodes % 8 < 6:
            return first
        self._push(first)
        return None

    def _push(self, node: Node) -> None:
        heapq.heappush(self.heap, (-node.leaf.bound, self.nodes, node))
        self.nodes += 1

    def _done(self, node: Node) -> bool:
        bound = node.leaf.bound
        return bound < 0 or bound * (1 - self.gap) <= self.best.value or len(node.decided) >= DEEPEST

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
        return self._node({**parent.decided, split: inside}, parent.leaf)

    def _node(self, decided: dict[int, bool], known: Leaf) -> Node:
        """The node of some decisions, proved by its own relaxation or by the multipliers already known."""
        pool, goal = self.pooled.offers, self.best.goal
        here = decide(self.best.instance, {int(pool[i]): value for i, value in decided.items()})
        leaf, steep = known, False
        for _ in range(REFINED):
            relaxed = self.relaxation.solve(decided, steep=steep)
            proof = prove(here, goal, relaxed.prices)
            leaf = leaf_of(proof) if proof.bound < leaf.bound - self.noise else leaf
            self._look(relaxed)
            steep = relaxed.shortfall > SHORT and leaf.bound >= 0 and not steep
            if self._is_coarse(relaxed, proof):
                self.relaxation = refined(self.relaxation, relaxed.x)
            elif not steep:
                break
        return Node(decided, leaf, relaxed.take)

    def _is_coarse(self, relaxed: Relaxed, proof: Proof) -> bool:
        """Whether the tangents alone keep the node open: its optimum is worth no more than the best
        shortlist.
        """
        reached = self.best.instance.reached(self.best.goal, relaxed.x)
        worth = float(reached + self.pooled.values @ relaxed.take)
        closed = worth * (1 - self.gap) <= self.best.value + self.noise < proof.bound * (1 - self.gap)
        return closed and relaxed.shortfall <= SHORT and proof.bound - worth > self.noise

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


def plant(best: Best, master: Master, gap: float) -> Tree:
    """The tree's root from a solved relaxation, with a first shortlist; `gap` is the relative gap to
    close. Cost: one linear program, one search.
    """
    instance, goal, proof = best.instance, best.goal, master.proof
    near = np.argsort(penalties(instance, proof), kind="stable")[:NEAR]
    pool = np.union1d(master.start.pool, near[instance.usable[near]])
    scale = max(abs(proof.bound), 1e-9)
    relaxation = Relaxation(Program(instance, goal, scale, pool, master.start.tangents))
    pooled = field_of(instance, goal, pool, steepness(proof))
    tree = Tree(best, proof, relaxation, pooled, ROUNDING * instance.size(goal), gap)
    tree.root = tree._node({}, leaf_of(proof))
    tree._push(tree.root)
    return tree

"""Branch-and-bound in which every node proves its own bound in closed form.

A node decides some offers for or against; its relaxation gives multipliers, and those give a bound over
all offers, not just the pooled ones. So the finished tree is a certificate: nothing in it rests on the
linear-programming solver's word.
"""

import heapq
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.selection.best import Best, steepness
from campaigns.strategy.selection.bound import (
    Leaf,
    Proof,
    Question,
    Split,
    contradictory,
    decide,
    leaf_of,
    penalties,
    prove,
)
from campaigns.strategy.selection.branching import FRACTION, Memory, candidates
from campaigns.strategy.selection.cuts import row_of, tightened, violated_cuts
from campaigns.strategy.selection.instance import Cut, Instance
from campaigns.strategy.selection.master import NOBODY, ROUNDING, Master, missing_offers
from campaigns.strategy.selection.program import Program, Relaxation, Relaxed, refined
from campaigns.strategy.selection.search import Field, field_of, rounded
from campaigns.strategy.selection.tangents import around

NEAR = 150  # offers pooled for their small penalty
ADDED = 60  # offers pooled at once where a node lacks them
ACCURACY = 0.2  # of the gap to close: so much may rest on the program's coarseness
DEEPEST = 100
ROUNDS = 8  # of cuts over the same pool
PASSES = 6  # of such rounds, each with the offers that the last one lacked
LEAST_FALL = 0.05  # of what is open: a pass that lowers the bound by less is the last
STEEPNESS = (1.0, 30.0, 1000.0)  # how much more broken rows are charged, one step after the other
REFINED = 8  # relaxations of one node, each with tangents where the last one ended
CLIMB_EVERY = 5
SHORT = 1e-9  # of a budget or a person: rows broken by less may be rounding


@dataclass(slots=True)
class Node:
    """A set of decisions, what is proved under it, and its relaxation's optimum (over the first of the
    pool) with its value.
    """

    decided: dict[Question, bool]
    leaf: Leaf
    take: Floats
    value: float = -np.inf
    split: Question = -1
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
    instance: Instance  # that of `best`, with cuts once it is tightened
    proof: Proof
    relaxation: Relaxation
    pooled: Field
    noise: float
    gap: float
    root: Node = field(init=False)
    heap: list[tuple[float, int, Node]] = field(default_factory=list)
    nodes: int = 0
    memory: Memory = field(default_factory=Memory)

    @property
    def bound(self) -> float:
        """The largest bound of all leaves."""
        return max(leaf.bound for leaf in _leaves(self.root))

    def tighten(self, deadline: float) -> None:
        """Add cuts to a tree that has not grown yet, while they lower its bound by much of what is open.
        Cost: some tens of milliseconds.
        """
        for _ in range(PASSES):
            before = self.root.leaf.bound
            self.instance = tightened(self.instance, self._cuts(deadline))
            self.relaxation = Relaxation(replace(self.relaxation.program, instance=self.instance))
            self.root = self._node({}, self.root.leaf)
            after = self.root.leaf.bound
            if before - after < LEAST_FALL * (after - self._floor) or time.perf_counter() >= deadline:
                break
            if after <= self._floor:
                break
        self.heap, self.nodes = [], 0
        self._push(self.root)

    def _cuts(self, deadline: float) -> tuple[Cut, ...]:
        """The cuts known and those that the pooled offers need, as far as they have a price in the end."""
        pool, cuts, rules = self.pooled.offers, [*self.instance.cuts], len(self.instance.rows)
        for _ in range(ROUNDS):
            relaxed = self.relaxation.solve()
            self._look(relaxed)
            if relaxed.value <= self._floor or relaxed.shortfall > SHORT or time.perf_counter() >= deadline:
                break
            found = violated_cuts(self.instance, pool, relaxed.take, relaxed.prices.by_row[:rules])
            if not found:
                break
            rows, bounds = zip(*(row_of(cut, self.instance, pool) for cut in found), strict=True)
            self.relaxation.tighten(np.column_stack(rows), np.array(bounds))
            cuts += found
        prices = self.relaxation.solve().prices.by_row[rules:]
        return tuple(cut for cut, price in zip(cuts, prices.tolist(), strict=True) if price > 0)

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

    def _choose(self, node: Node) -> Question | None:
        """The question to decide next; where all offers are whole yet some rule is broken, one of those
        taken.
        """
        pool, instance = self.pooled.offers[: len(node.take)], self.instance
        if open_ := candidates(instance, pool, node.take):
            here = decide(instance, node.decided)
            return self.memory.choose(open_, self.relaxation, here, node.value, self._floor)
        whole = [i for i in pool[node.take > 0.5].tolist() if i not in node.decided]
        return whole[0] if whole and not instance.feasible(pool[node.take > 0.5]) else None

    def _kid(self, parent: Node, split: Question, *, inside: bool) -> Node:
        return self._node({**parent.decided, split: inside}, parent.leaf)

    def _node(self, decided: dict[Question, bool], known: Leaf) -> Node:
        """The node of some decisions, proved by its own relaxation or by the multipliers already known."""
        here = decide(self.instance, decided)
        if contradictory(here):
            return Node(decided, replace(known, bound=-np.inf), NOBODY.astype(float))
        leaf, steep = known, 0
        for _ in range(REFINED):
            relaxed = self.relaxation.solve(here, steep=STEEPNESS[steep], deadline=self.best.deadline)
            proof = prove(here, self.best.goal, relaxed.prices)
            # The steepest prices are good for showing that nothing is left, too rough for anything else.
            roughly = steep == len(STEEPNESS) - 1
            if proof.bound < (0.0 if roughly else leaf.bound) - self.noise:
                leaf = leaf_of(proof)
            self._look(relaxed)
            if time.perf_counter() >= self.best.deadline:
                break
            widened = self._widen(here, relaxed, proof)
            steeper = relaxed.shortfall > SHORT and leaf.bound >= 0 and not roughly
            if not (widened or steeper):
                break
            steep += steeper
        return Node(decided, leaf, relaxed.take, relaxed.value)

    @property
    def _floor(self) -> float:
        """Bounds up to this need no more work."""
        return self.best.value / (1 - self.gap) if self.gap < 1 else np.inf

    def _widen(self, here: Instance, relaxed: Relaxed, proof: Proof) -> bool:
        """Give the program what its optimum lacks, if that keeps the node open: the offers that its
        multipliers would rather take, and tangents where it ended. Whether it did.
        """
        short, room = relaxed.shortfall > SHORT, proof.bound - self._floor
        reached = self.best.instance.reached(self.best.goal, relaxed.x)
        worth = float(reached + self.pooled.values @ relaxed.take)
        coarse = max(self.noise, min(0.5 * room, ACCURACY * self.gap * proof.bound))
        if room <= self.noise or (not short and proof.bound - worth <= coarse):
            return False
        missing = missing_offers(here, proof, self.pooled.offers, ADDED)
        if short and not len(missing):
            return False
        self.relaxation = refined(self.relaxation, relaxed.x, missing)
        pool = self.relaxation.program.pool
        self.pooled = field_of(self.best.instance, self.best.goal, pool, self.pooled.steep)
        return True

    def _look(self, relaxed: Relaxed) -> None:
        """Round the node's optimum; search around roundings that come near the best."""
        score, picked = rounded(self.pooled, relaxed.take)
        chosen = self.pooled.offers[picked]
        if score > self.best.value:
            self.best.offer(chosen)
            self.best.climb(chosen, self.proof, far=True)
        elif self.nodes % CLIMB_EVERY == 0 and score > self.best.value - 0.004 * abs(self.best.value):
            self.best.climb(chosen, self.proof)

    def certificate(self) -> Split | Leaf:
        """What the tree proved."""
        return self._certificate(self.root)

    def _certificate(self, node: Node) -> Split | Leaf:
        if not node.kids:
            return node.leaf
        included, excluded = (self._certificate(kid) for kid in node.kids)
        return Split(node.split, included, excluded)


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
    taken = master.start.pool[master.relaxed.take > FRACTION]
    musts = np.flatnonzero(instance.must & instance.usable)
    pool = np.unique(np.concatenate((taken, musts, near[instance.usable[near]])))
    tangents = around(master.start.tangents, instance.model, master.relaxed.x)
    relaxation = Relaxation(Program(instance, goal, max(abs(proof.bound), 1e-9), pool, tangents))
    pooled = field_of(instance, goal, pool, steepness(proof))
    tree = Tree(best, instance, proof, relaxation, pooled, ROUNDING * instance.size(goal), gap)
    tree.root = tree._node({}, leaf_of(proof))
    tree._push(tree.root)
    return tree

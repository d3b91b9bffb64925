"""The linear program over some of the offers, with every concave term replaced by its tangents from above.

Segment s contributes pieces d_sk with falling slopes (the incremental form of the tangent envelope) and
one row `sum of pieces - sum of t z <= 0`, whose price is the multiplier y_s of the certificate. A nested
segment contributes one column, the share covered, under a row for every plane that touches it; such rows are
added where an optimum lands. Solved by HiGHS on one thread.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from campaigns.strategy.reach.flat import Floats, Ints
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.tangents import (
    Planes,
    Prices,
    Tangents,
    envelope,
    joined,
    mixture,
    touching,
    with_points,
)

SHORTFALL_PRICE = 1e3  # of the goal's scale, for one unit of a broken row
PROBED = 40  # steps of a simplex that only looks how far a bound would fall
UNLIMITED = 2**31 - 1
TOUCHES = 2  # rounds of planes in one solve
NEAR = 1e-4  # of the goal's scale: planes that lie nearer to the covered share are near enough
OPTIONS: Mapping[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "presolve": "off",
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the program: `take` per pooled offer, `x` per coordinate, multipliers, the rows'
    shortfall, and the share covered of every nested segment as the planes have it.
    """

    take: Floats
    x: Floats
    prices: Prices
    shortfall: float
    value: float
    roofs: Floats


@dataclass(frozen=True, slots=True)
class Program:
    """What to solve: the pool of offers, and where the covered shares are touched."""

    instance: Instance
    goal: Goal
    scale: float
    pool: Ints
    tangents: Tangents


@dataclass(frozen=True, slots=True)
class Layout:
    """The program as arrays for HiGHS: columns are pieces, nested coordinates, roofs (the share covered of a
    nested segment), pooled offers, shortfalls; rows are coordinates, limits, levels, people. Planes come
    after.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    column: Ints
    row: Ints
    value: Floats
    unit: Floats  # exposure units, one a coordinate
    roof_unit: Floats  # one a nested segment
    deep: Ints  # the nested coordinates
    pieces: int
    first: int  # column of the first pooled offer


def layout(program: Program) -> Layout:
    """Lay the program out; rows may be broken at `SHORTFALL_PRICE`."""
    instance, pool, model = program.instance, program.pool, program.instance.model
    table = instance.table(pool)
    largest = table.max(axis=0, initial=0.0)
    unit = np.where(largest > 0, largest, 1.0)
    roof_unit = np.array([unit[block.coordinates].max(initial=0.0) or 1.0 for block in model.blocks])
    slopes, widths = envelope(program.tangents.flat, model.kappa[model.flat_segments])
    deep = np.setdiff1d(np.arange(len(unit)), model.flat_coordinates)
    limits, bounds, weights = instance.limits[pool], instance.bounds, program.goal.weights
    grouped, group = _shared_people(instance.person[pool])
    groups = group.max(initial=-1) + 1
    segments, m, n = len(unit), len(bounds), len(instance.levels)
    counted = (instance.level[pool][:, None] > np.arange(n)).astype(float)
    first = slopes.size + len(deep) + len(roof_unit)
    short = first + len(pool) + np.arange(m + 2 * n)
    entries = [
        (np.arange(slopes.size), np.repeat(model.flat_coordinates, slopes.shape[1]), np.ones(slopes.size)),
        (slopes.size + np.arange(len(deep)), deep, np.ones(len(deep))),
        _sparse(np.concatenate((-table / unit, limits, counted), axis=1), first),
        (first + grouped, segments + m + n + group, np.ones(len(grouped))),
        (short[: m + n], segments + np.arange(m + n), -np.ones(m + n)),
        (short[m + n :], segments + m + np.arange(n), np.ones(n)),
    ]
    column, row, value = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    order = np.argsort(column, kind="stable")
    flat_unit = unit[model.flat_coordinates][:, None]
    lines = (weights[model.flat_segments][:, None] * flat_unit * slopes).ravel()
    roofs = np.array([weights[block.segment] for block in model.blocks]) * roof_unit
    gains = np.concatenate((lines, np.zeros(len(deep)), roofs, program.goal.values[pool]))
    rest = np.full(len(deep) + len(roof_unit), np.inf)
    return Layout(
        np.concatenate((-gains / program.scale, np.full(len(short), SHORTFALL_PRICE))),
        np.concatenate((np.zeros(first), instance.must[pool], np.zeros(len(short)))),
        np.concatenate(((widths / flat_unit).ravel(), rest, np.ones(len(pool)), np.full(len(short), np.inf))),
        np.concatenate((np.full(segments + m, -np.inf), _lowest(instance), np.full(groups, -np.inf))),
        np.concatenate((np.zeros(segments), bounds, instance.most, np.ones(groups))),
        column[order],
        row[order],
        value[order],
        unit,
        roof_unit,
        deep,
        slopes.size,
        first,
    )


def _lowest(instance: Instance) -> Floats:
    return np.where(instance.least > 0, instance.least, -np.inf)


def _shared_people(person: Ints) -> tuple[Ints, Ints]:
    """Positions whose person occurs more than once, and a number from 0 for each such person."""
    _, inverse, counts = np.unique(person, return_inverse=True, return_counts=True)
    shared = np.flatnonzero(counts[inverse] > 1)
    _, group = np.unique(person[shared], return_inverse=True)
    return shared, group


def _sparse(dense: Floats, first_column: int) -> tuple[Ints, Ints, Floats]:
    column, row = np.nonzero(dense)
    return column + first_column, row, dense[column, row]


def load(plan: Layout) -> highspy.Highs:
    """A silent HiGHS on one thread, with the program in it."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(plan.cost), len(plan.row_upper)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = plan.cost, plan.lower, plan.upper
    lp.row_lower_, lp.row_upper_ = plan.row_lower, plan.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(plan.column, np.arange(lp.num_col_ + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = plan.row.astype(np.int32), plan.value
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


class Relaxation:
    """A program kept in the solver, so that solving it again under other decisions starts where the last
    one ended.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._plan = layout(program)
        self._solver = load(self._plan)
        self._first = self._plan.first
        self._limits = np.arange(len(program.instance.bounds)) + len(self._plan.unit)
        self._decided = program.instance
        self._steep = 1.0
        self._rows: list[list[int]] = [[] for _ in program.instance.model.blocks]
        for i, planes in enumerate(program.tangents.nested):
            self._load_planes(i, planes)

    def solve(
        self,
        decided: Instance | None = None,
        *,
        steep: float = 1.0,
        touches: int = TOUCHES,
        deadline: float = np.inf,
    ) -> Relaxed:
        """The optimum; `decided` is the program's instance with some questions decided.

        Rows that cannot hold show as `shortfall` > 0; `steep` charges for them so that no gain can
        outweigh even a small one. Cost: one dual simplex from the last optimum, and one more for every round
        of planes, `touches` at most and none after the `deadline` (of `time.perf_counter`).
        """
        self._decide(decided or self.program.instance)
        self._charge(steep=steep)
        relaxed = self._optimum()
        for _ in range(touches):
            if time.perf_counter() >= deadline or not self.touch(relaxed.x, self._far(relaxed)):
                break
            relaxed = self._optimum()
        return relaxed

    def tighten(self, rows: Floats, bounds: Floats) -> None:
        """Add rows over the pooled offers, one a column of `rows`: `rows.T @ take <= bounds`. `program` does
        not know of them: to pool more offers, start again from an instance that has them.
        """
        columns = (np.arange(len(self.program.pool)) + self._first).astype(np.int32)
        for row, bound in zip(rows.T, bounds.tolist(), strict=True):
            where = np.flatnonzero(row)
            number = self._solver.getNumRow()
            self._limits = np.append(self._limits, number)
            self._solver.addRow(-np.inf, bound, len(where), columns[where], row[where])
            price = SHORTFALL_PRICE * self._steep
            self._solver.addCol(price, 0.0, np.inf, 1, np.array([number], dtype=np.int32), np.array([-1.0]))

    def probe(self, decided: Instance) -> float:
        """The value alone of the optimum under some decisions. Cost: one dual simplex."""
        self._decide(decided)
        self._charge(steep=1.0)
        self._solver.setOptionValue("simplex_iteration_limit", PROBED)
        self._solver.run()
        self._solver.setOptionValue("simplex_iteration_limit", UNLIMITED)
        return self._value()

    def _value(self) -> float:
        return float(-self._solver.getInfo().objective_function_value * self.program.scale)

    def _optimum(self) -> Relaxed:
        self._solver.run()
        answer, program, plan = self._solver.getSolution(), self.program, self._plan
        columns, duals = np.array(answer.col_value), -np.array(answer.row_dual) * program.scale
        segments, m, last = len(plan.unit), len(program.instance.bounds), self._first + len(program.pool)
        x, deep = np.empty(segments), plan.pieces + len(plan.deep)
        lines = columns[: plan.pieces].reshape(program.tangents.flat.shape).sum(axis=1)
        x[program.instance.model.flat_coordinates], x[plan.deep] = lines, columns[plan.pieces : deep]
        planes = zip(program.tangents.nested, self._rows, strict=True)
        by_level = duals[segments + m : segments + m + len(program.instance.levels)]
        mixes = tuple(mixture(known, duals[rows]) for known, rows in planes)
        return Relaxed(
            take=columns[self._first : last],
            x=np.maximum(x, 0.0) * plan.unit,
            prices=Prices(duals[:segments] / plan.unit, duals[self._limits], by_level, mixes),
            shortfall=float(columns[last:].sum()),
            value=self._value(),
            roofs=columns[deep : self._first] * plan.roof_unit,
        )

    def _far(self, relaxed: Relaxed) -> list[int]:
        """The nested segments whose planes lie far above the share covered at the optimum."""
        program, blocks = self.program, self.program.instance.model.blocks
        near = NEAR * program.scale / max(1, len(blocks))
        return [
            i
            for i, (block, roof) in enumerate(zip(blocks, relaxed.roofs.tolist(), strict=True))
            if (roof - block.covered(relaxed.x[block.coordinates])) * program.goal.weights[block.segment]
            > near
        ]

    def touch(self, x: Floats, which: Sequence[int]) -> bool:
        """Touch some of the nested segments at x; whether there were any."""
        nested = list(self.program.tangents.nested)
        for i in which:
            block = self.program.instance.model.blocks[i]
            planes = touching(block, x[None, block.coordinates])
            nested[i] = joined(nested[i], planes)
            self._load_planes(i, planes)
        tangents = replace(self.program.tangents, nested=tuple(nested))
        self.program = replace(self.program, tangents=tangents)
        return len(which) > 0

    def _load_planes(self, i: int, planes: Planes) -> None:
        """Add a row `roof - slope x <= height` for each plane over nested segment i."""
        plan, coordinates = self._plan, self.program.instance.model.blocks[i].coordinates
        unit = plan.roof_unit[i]
        roof = plan.pieces + len(plan.deep) + i
        start = plan.pieces + int(np.searchsorted(plan.deep, coordinates.start))
        columns = np.array([roof, *range(start, start + planes.slopes.shape[1])], dtype=np.int32)
        count, width = len(planes.heights), len(columns)
        slopes = planes.slopes * plan.unit[coordinates] / unit
        values = np.concatenate((np.ones((count, 1)), -slopes), axis=1).ravel()
        first, starts = self._solver.getNumRow(), np.arange(count, dtype=np.int32) * width
        self._rows[i] += range(first, first + count)
        lowest, highest = np.full(count, -np.inf), planes.heights / unit
        self._solver.addRows(count, lowest, highest, count * width, starts, np.tile(columns, count), values)

    def _charge(self, *, steep: float) -> None:
        if steep == self._steep:
            return
        self._steep = steep
        columns = np.arange(self._first + len(self.program.pool), len(self._plan.cost), dtype=np.int32)
        price = SHORTFALL_PRICE * steep
        self._solver.changeColsCost(len(columns), columns, np.full(len(columns), price))

    def _decide(self, here: Instance) -> None:
        before, pool = self._decided, self.program.pool
        self._decided = here
        lower, upper = here.must[pool], here.usable[pool]
        changed = np.flatnonzero((lower != before.must[pool]) | (upper != before.usable[pool]))
        if len(changed):
            columns = (changed + self._first).astype(np.int32)
            bounds = (lower[changed].astype(float), upper[changed].astype(float))
            self._solver.changeColsBounds(len(changed), columns, *bounds)
        first = len(self._plan.unit) + len(here.bounds)
        for i in np.flatnonzero((here.least != before.least) | (here.most != before.most)).tolist():
            self._solver.changeRowBounds(first + i, _lowest(here)[i], here.most[i])


def refined(relaxation: Relaxation, x: Floats, offers: Ints) -> Relaxation:
    """The same program with the covered share of every segment touched at x too, and more offers pooled."""
    program, model = relaxation.program, relaxation.program.instance.model
    if not len(model.flat_segments) and not len(offers):
        relaxation.touch(x, range(len(model.blocks)))
        return relaxation
    pool = np.concatenate((program.pool, offers))
    return Relaxation(replace(program, pool=pool, tangents=with_points(program.tangents, model, x)))

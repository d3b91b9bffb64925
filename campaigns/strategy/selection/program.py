"""The linear program over some of the offers, with every concave term replaced by its tangents from above.

Segment s contributes pieces d_sk with falling slopes (the incremental form of the tangent envelope) and
one row `sum of pieces - sum of t z <= 0`, whose price is the multiplier y_s of the certificate. Solved by
HiGHS on one thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import highspy
import numpy as np

from campaigns.strategy.reach.flat import Floats, Ints, covered, exposure, slope
from campaigns.strategy.selection.instance import Goal, Instance

START = np.array(
    [0, 0.01, 0.02, 0.04, 0.07, 0.11, 0.16, 0.22, 0.29, 0.37, 0.45, 0.53, 0.62, 0.7, 0.78, 0.86, 0.92, 0.97]
)
SHORTFALL_PRICE = 1e3  # of the goal's scale, for one unit of a broken row
STEEPER = 1e3
NOTHING_DECIDED: Mapping[int, bool] = MappingProxyType({})
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
    """An optimum of the program: `take` per pooled offer, `x` per segment, multipliers, and the rows'
    shortfall.
    """

    take: Floats
    x: Floats
    by_segment: Floats
    by_row: Floats
    shortfall: float


@dataclass(frozen=True, slots=True)
class Program:
    """What to solve: the pool of offers, and tangent points (segments x any number)."""

    instance: Instance
    goal: Goal
    scale: float
    pool: Ints
    points: Floats


def start_points(instance: Instance) -> Floats:
    """Tangent points spread over the share reached, 0 first."""
    return exposure(START[None, :], instance.kappa[:, None])


def with_points(points: Floats, x: Floats) -> Floats:
    """The tangent points with one more a segment."""
    return np.sort(np.concatenate((points, x[:, None]), axis=1), axis=1)


def envelope(points: Floats, kappa: Floats) -> tuple[Floats, Floats]:
    """Slopes and widths (segments x pieces) of the least tangent of phi at the points, 0 among them."""
    k = kappa[:, None]
    slopes = slope(points, k)
    intercepts = covered(points, k) - slopes * points
    falls = slopes[:, :-1] - slopes[:, 1:]
    apart = falls > 1e-12
    meet = (intercepts[:, 1:] - intercepts[:, :-1]) / np.where(apart, falls, 1.0)
    meet = np.clip(np.where(apart, meet, points[:, 1:]), points[:, :-1], points[:, 1:])
    nothing, everything = np.zeros((len(points), 1)), np.full((len(points), 1), np.inf)
    return slopes, np.diff(np.concatenate((nothing, meet, everything), axis=1), axis=1)


@dataclass(frozen=True, slots=True)
class Layout:
    """The program as arrays for HiGHS: columns are pieces, pooled offers, shortfalls; rows segments,
    limits, people.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    row_upper: Floats
    column: Ints
    row: Ints
    value: Floats
    unit: Floats  # exposure units, one a segment


def layout(program: Program) -> Layout:
    """Lay the program out; rows may be broken at `SHORTFALL_PRICE`."""
    instance, pool = program.instance, program.pool
    table = instance.table(pool)
    largest = table.max(axis=0, initial=0.0)
    unit = np.where(largest > 0, largest, 1.0)
    slopes, widths = envelope(program.points, instance.kappa)
    limits, bounds = instance.limits[pool], instance.bounds
    grouped, group = _shared_people(instance.person[pool])
    segments, count, m = len(unit), slopes.size, len(bounds)
    entries = [
        (np.arange(count), np.repeat(np.arange(segments), slopes.shape[1]), np.ones(count)),
        _sparse(np.concatenate((-table / unit, limits), axis=1), count),
        (count + grouped, segments + m + group, np.ones(len(grouped))),
        (count + len(pool) + np.arange(m), segments + np.arange(m), -np.ones(m)),
    ]
    column, row, value = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    order = np.argsort(column, kind="stable")
    weights = (program.goal.weights * unit)[:, None] * slopes
    values = program.goal.values
    return Layout(
        np.concatenate((-weights.ravel(), -values[pool], np.full(m, SHORTFALL_PRICE * program.scale)))
        / program.scale,
        np.concatenate((np.zeros(count), instance.must[pool], np.zeros(m))),
        np.concatenate(
            (
                (widths / unit[:, None]).ravel(),
                np.ones(len(pool)),
                np.full(m, np.inf),
            )
        ),
        np.concatenate((np.zeros(segments), bounds, np.ones(group.max(initial=-1) + 1))),
        column[order],
        row[order],
        value[order],
        unit,
    )


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
    lp.row_lower_, lp.row_upper_ = np.full(lp.num_row_, -np.inf), plan.row_upper
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
        self._first = program.points.size
        self._decided: dict[int, bool] = {}
        self._steep = False

    def solve(self, decided: Mapping[int, bool] = NOTHING_DECIDED, *, steep: bool = False) -> Relaxed:
        """The optimum with some pooled offers (by position in the pool) decided for or against.

        Rows that cannot hold show as `shortfall` > 0; `steep` charges for them so that no gain can
        outweigh even a small one. Cost: one dual simplex from the last optimum.
        """
        self._decide(decided)
        self._charge(steep=steep)
        self._solver.run()
        answer, program, plan = self._solver.getSolution(), self.program, self._plan
        columns, duals = np.array(answer.col_value), -np.array(answer.row_dual) * program.scale
        segments, m, last = len(plan.unit), len(program.instance.bounds), self._first + len(program.pool)
        return Relaxed(
            take=columns[self._first : last],
            x=columns[: self._first].reshape(program.points.shape).sum(axis=1) * plan.unit,
            by_segment=duals[:segments] / plan.unit,
            by_row=duals[segments : segments + m],
            shortfall=float(columns[last:].sum()),
        )

    def _charge(self, *, steep: bool) -> None:
        if steep == self._steep:
            return
        self._steep = steep
        count = len(self.program.instance.bounds)
        columns = np.arange(count, dtype=np.int32) + self._first + len(self.program.pool)
        price = SHORTFALL_PRICE * (STEEPER if steep else 1.0)
        self._solver.changeColsCost(count, columns, np.full(count, price))

    def _decide(self, decided: Mapping[int, bool]) -> None:
        changed = [i for i in {*decided, *self._decided} if decided.get(i) != self._decided.get(i)]
        self._decided = dict(decided)
        if not changed:
            return
        must = self.program.instance.must[self.program.pool[changed]]
        lower = np.array([float(decided.get(i, m)) for i, m in zip(changed, must.tolist(), strict=True)])
        upper = np.array([float(decided.get(i, True)) for i in changed])
        columns = np.array(changed, dtype=np.int32) + self._first
        self._solver.changeColsBounds(len(changed), columns, lower, upper)


def refined(relaxation: Relaxation, x: Floats) -> Relaxation:
    """The same program with a tangent more a segment, at x."""
    program = relaxation.program
    return Relaxation(replace(program, points=with_points(program.points, x)))

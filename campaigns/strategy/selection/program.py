"""The linear program over some of the offers, with every concave term replaced by its tangents from above.

Segment s contributes pieces d_sk with falling slopes (the incremental form of the tangent envelope) and
one row `sum of pieces - sum of t z <= 0`, whose price is the multiplier y_s of the certificate. Solved by
HiGHS on one thread.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from campaigns.strategy.reach import Floats, Ints, covered, exposure, slope
from campaigns.strategy.selection.instance import Goal, Instance

START = np.array(
    [0, 0.01, 0.02, 0.04, 0.07, 0.11, 0.16, 0.22, 0.29, 0.37, 0.45, 0.53, 0.62, 0.7, 0.78, 0.86, 0.92, 0.97]
)
SHORTFALL_PRICE = 1e3  # of the goal's scale, for one unit of a broken row


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the program: `take` per pooled offer, `x` per segment, multipliers, and the rows'
    shortfall.
    """

    value: float
    take: Floats
    x: Floats
    by_segment: Floats
    by_row: Floats
    shortfall: float


@dataclass(frozen=True, slots=True)
class Program:
    """What to solve: the pool of free offers, those already decided for, tangent points (segments x any
    number).
    """

    instance: Instance
    goal: Goal
    scale: float
    pool: Ints
    decided: Ints
    points: Floats


def start_points(instance: Instance) -> Floats:
    """Tangent points spread over the share reached, 0 first."""
    return exposure(START[None, :], instance.kappa[:, None])


def with_points(points: Floats, x: Floats) -> Floats:
    """The tangent points with one more a segment."""
    return np.sort(np.concatenate((points, x[:, None]), axis=1), axis=1)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The envelope beyond `base`: slopes and widths (segments x pieces), and its value at the base."""

    slopes: Floats
    widths: Floats
    start: Floats


def envelope(points: Floats, kappa: Floats, base: Floats) -> Pieces:
    """Tangents of phi at the points, as a concave piecewise linear function from `base` on."""
    k = kappa[:, None]
    slopes, intercepts = slope(points, k), covered(points, k) - slope(points, k) * points
    falls = slopes[:, :-1] - slopes[:, 1:]
    safe = np.where(falls > 1e-12, falls, 1.0)
    meet = np.where(falls > 1e-12, (intercepts[:, 1:] - intercepts[:, :-1]) / safe, points[:, 1:])
    meet = np.maximum.accumulate(np.clip(meet, points[:, :-1], points[:, 1:]), axis=1)
    ends = np.maximum(
        np.concatenate((base[:, None], meet, np.full((len(points), 1), np.inf)), axis=1), base[:, None]
    )
    start = np.min(intercepts + slopes * base[:, None], axis=1)
    return Pieces(slopes, np.diff(ends, axis=1), start)


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
    offset: float


def layout(program: Program, *, elastic: bool) -> Layout:
    """Lay the program out. `elastic` lets rows be broken at `SHORTFALL_PRICE`."""
    instance, pool = program.instance, program.pool
    table, base = instance.table(pool), instance.exposure_of(program.decided)
    unit = np.maximum(table.max(axis=0, initial=0.0), 1e-12)
    pieces = envelope(program.points, instance.kappa, base)
    limits, bounds = instance.limits[pool], instance.bounds - instance.limits[program.decided].sum(axis=0)
    grouped, group = _shared_people(instance.person[pool])
    segments, count, m = len(unit), pieces.slopes.size, len(bounds)
    entries = [
        (np.arange(count), np.repeat(np.arange(segments), pieces.slopes.shape[1]), np.ones(count)),
        _sparse(np.concatenate((-table / unit, limits), axis=1), count),
        (count + grouped, segments + m + group, np.ones(len(grouped))),
        (count + len(pool) + np.arange(m), segments + np.arange(m), -np.ones(m)),
    ]
    column, row, value = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    order = np.argsort(column, kind="stable")
    weights = (program.goal.weights * unit)[:, None] * pieces.slopes
    values = program.goal.values
    return Layout(
        np.concatenate((-weights.ravel(), -values[pool], np.full(m, SHORTFALL_PRICE * program.scale)))
        / program.scale,
        np.concatenate((np.zeros(count), instance.must[pool], np.zeros(m))),
        np.concatenate(
            (
                (pieces.widths / unit[:, None]).ravel(),
                np.ones(len(pool)),
                np.full(m, np.inf if elastic else 0.0),
            )
        ),
        np.concatenate((np.zeros(segments), bounds, np.ones(group.max(initial=-1) + 1))),
        column[order],
        row[order],
        value[order],
        unit,
        float(program.goal.weights @ pieces.start + values[program.decided].sum()) / program.scale,
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


def load(plan: Layout, integer: slice | None = None) -> highspy.Highs:
    """A silent one-thread HiGHS with the program; `integer` marks the columns that must be whole."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(plan.cost), len(plan.row_upper)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = plan.cost, plan.lower, plan.upper
    lp.offset_ = -plan.offset
    lp.row_lower_, lp.row_upper_ = np.full(lp.num_row_, -np.inf), plan.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(plan.column, np.arange(lp.num_col_ + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = plan.row.astype(np.int32), plan.value
    if integer is not None:
        kinds = np.full(lp.num_col_, highspy.HighsVarType.kContinuous, dtype=object)
        kinds[integer] = highspy.HighsVarType.kInteger
        lp.integrality_ = kinds.tolist()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.passModel(lp)
    return solver


def relax(program: Program) -> Relaxed:
    """Solve the program without whole numbers; rows that cannot hold show as `shortfall` > 0."""
    plan = layout(program, elastic=True)
    solver = load(plan)
    solver.setOptionValue("presolve", "off")
    solver.run()
    answer = solver.getSolution()
    columns, duals = np.array(answer.col_value), -np.array(answer.row_dual) * program.scale
    segments, m = len(plan.unit), len(program.instance.bounds)
    pieces = len(columns) - m - len(program.pool)
    take = columns[pieces : len(columns) - m]
    x = columns[:pieces].reshape(segments, -1).sum(axis=1) * plan.unit + program.instance.exposure_of(
        program.decided
    )
    value = -solver.getObjectiveValue() * program.scale
    shortfall = float(columns[len(columns) - m :].sum())
    return Relaxed(value, take, x, duals[:segments] / plan.unit, duals[segments : segments + m], shortfall)

"""Reach counted once: the nested duplication model, niches inside a segment.

People differ in how much they use the medium at all, theta ~ Gamma(kappa0) of mean 1, and in how much of
each niche they see, Gamma(kappa_g) of mean 1. With x_g the exposures of the offers of niche g,

    phi(x) = 1 - sum over q of w_q * product over g of (1 + theta_q x_g / kappa_g) ** -kappa_g

where theta_q, w_q are the Gauss-Laguerre quadrature of theta. Small kappa0: audiences overlap across niches;
small kappa_g: inside one. The exposure t of a single offer solves phi(t) = f in its own niche, so that every
single reach is reproduced exactly. phi is concave and rising. Arrays broadcast over leading axes; the last
axis of an x is the niches.
"""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from campaigns.strategy.reach import flat
from campaigns.strategy.reach.flat import Floats, Ints

NODES = 32
LEAST_BETWEEN = 0.5  # the smallest kappa0 for which so many nodes hold
CHUNK = 400_000  # numbers held at once
GRID = np.exp(np.linspace(np.log(1e-6), np.log(1e14), 1200))


@lru_cache(maxsize=256)
def nodes(between: float) -> tuple[Floats, Floats]:
    """Nodes and weights (32 each, weights adding up to 1) for theta ~ Gamma(between) of mean 1: the
    eigenproblem of generalised Laguerre polynomials (Golub and Welsch 1969)."""
    n = np.arange(NODES)
    off = np.sqrt(n[1:] * (n[1:] + between - 1.0)) / between
    theta, vectors = np.linalg.eigh(
        np.diag((2.0 * n + between) / between) + np.diag(off, 1) + np.diag(off, -1)
    )
    weights = vectors[0] ** 2
    return theta / (weights @ theta), weights


def covered(x: Floats, between: float, within: float) -> Floats:
    """phi(x), the share of a segment reached. Cost: x.size * 32 logarithms."""

    def share(part: Floats) -> Floats:
        theta, weights = nodes(between)
        return np.asarray(-np.expm1(-_thickness(part, theta, within)) @ weights)

    return _by_chunks(share, x)[..., 0]


def gradient(x: Floats, between: float, within: float) -> Floats:
    """The slope of phi along every niche: 1 at x = 0, falling to 0. Shape of x; cost as `covered`."""

    def slopes(part: Floats) -> Floats:
        theta, weights = nodes(between)
        left = np.exp(-_thickness(part, theta, within)) * (weights * theta)
        return np.asarray((left[:, None, :] / (1.0 + part[..., None] * (theta / within))).sum(axis=-1))

    return _by_chunks(slopes, x)


def covered_with(x: Floats, niche: Ints, more: Floats, between: float, within: float) -> Floats:
    """phi at every row of x with every one of `more` added, each in its `niche`: rows x len(more).

    Fast where most rows have what the first row has in most niches: then it is one product of matrices.
    """
    theta, weights = nodes(between)
    thickness = _thickness(x, theta, within)
    missed = np.exp(-thickness) * weights

    def won(at: Floats, step: Floats) -> Floats:
        """The share of those missed at each node that a step reaches."""
        grown = step[:, None] * (theta / within) / (1.0 + at[:, None] * (theta / within))
        return np.asarray(-np.expm1(-within * np.log1p(grown)))

    gained = missed @ won(x[0, niche], more).T
    row, column = np.nonzero((x != x[0])[:, niche] & (more > 0))
    exactly = won(x[row, niche[column]], more[column])
    gained[row, column] = (missed[row] * exactly).sum(axis=1)
    return np.asarray((-np.expm1(-thickness) @ weights)[:, None] + gained)


def exposure(fraction: Floats, between: float, within: float) -> Floats:
    """The t with phi(t) = fraction for a single offer, 0 <= fraction < 1, to about 1e-14 of it.

    Newton's method on the flat model's exposure of phi(t), a power mean of straight lines in t: concave and
    nearly straight, so two steps from a table are enough. Cost: about 150 transcendental functions a number.
    """
    wanted = flat.exposure(np.asarray(fraction, dtype=float), np.asarray(within))
    with np.errstate(divide="ignore"):
        t = wanted * np.interp(np.log(wanted), *_table(between, within))
    for _ in range(20):
        now, slope = _straightened(t, between, within)
        step = (wanted - now) / slope
        t = np.maximum(t + step, 0.0)
        if (np.abs(step) <= 1e-7 * t).all():
            break
    return t


@lru_cache(maxsize=256)
def _table(between: float, within: float) -> tuple[Floats, Floats]:
    """The flat exposure's logarithm, and t divided by it."""
    straight, _ = _straightened(GRID, between, within)
    return np.log(straight), GRID / straight


def _straightened(t: Floats, between: float, within: float) -> tuple[Floats, Floats]:
    """The flat model's exposure of phi(t), and its slope."""
    share = covered(t[..., None], between, within)
    thickness = -np.log1p(-np.minimum(share, 1.0 - 1e-16))
    slope = gradient(t[..., None], between, within)[..., 0]
    return within * np.expm1(thickness / within), slope * np.exp(thickness * (1.0 / within + 1.0))


def _thickness(x: Floats, theta: Floats, within: float) -> Floats:
    """-ln of the share missed at each node: rows x niches to rows x nodes."""
    return np.asarray(within * np.log1p(x[..., None] * (theta / within)).sum(axis=-2))


def _by_chunks(work: Callable[[Floats], Floats], x: Floats) -> Floats:
    """The work done on rows of niches, a few at a time; a result of one number a row becomes a last axis
    of one."""
    rows = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
    size = max(1, CHUNK // (NODES * max(1, x.shape[-1])))
    parts = [
        work(rows[at : at + size]).reshape(len(rows[at : at + size]), -1) for at in range(0, len(rows), size)
    ]
    whole = np.concatenate(parts) if parts else np.zeros((0, 1))
    return whole.reshape(*x.shape[:-1], whole.shape[-1])

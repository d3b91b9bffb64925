"""The nested duplication model at many values of its two kappas at once, for fitting them.

Of G pairs of kappas each function gives one row. Exposures are read off a table of the single-offer curve
(linear between logs, good to 1e-4), for the fit needs thousands of them; what is shown is computed exactly
by `reach.nested`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from campaigns.strategy.reach.flat import Bools, Floats, Ints
from campaigns.strategy.reach.nested import nodes

LEAST_SHARE = 1e-9
_EXPOSURES = np.linspace(np.log(1e-9), np.log(1e6), 200)


@dataclass(frozen=True, slots=True)
class KappaGrid:
    """`kappa` and `kappa_niche` have one entry a grid point; `theta` and `weight` the quadrature, one row a
    point; `curve` the log share reached by one offer at each tabulated exposure."""

    kappa: Floats
    kappa_niche: Floats
    theta: Floats
    weight: Floats
    curve: Floats

    @classmethod
    def over(cls, kappas: Floats, kappas_niche: Floats) -> Self:
        """Every pair of the two lists. Cost: 0.1 ms a pair."""
        between, within = (part.ravel() for part in np.meshgrid(kappas, kappas_niche, indexing="ij"))
        found = [nodes(float(kappa)) for kappa in kappas]
        theta, weight = (
            np.repeat(np.array([each[part] for each in found]), len(kappas_niche), axis=0) for part in (0, 1)
        )
        kappa = within[:, None, None]
        thickness = kappa * np.log1p(theta[:, :, None] * np.exp(_EXPOSURES) / kappa)
        curve = np.log(np.einsum("gq,gqt->gt", weight, -np.expm1(-thickness)))
        return cls(between, within, theta, weight, curve)

    def at(self, points: Ints) -> Self:
        """These grid points alone."""
        parts = (self.kappa, self.kappa_niche, self.theta, self.weight, self.curve)
        return type(self)(*(part[points] for part in parts))

    def exposures(self, shares: Floats) -> Floats:
        """Points x offers: the exposure at which one offer alone reaches each share (0 to below 1)."""
        logs = np.log(np.maximum(shares, LEAST_SHARE))
        found = np.exp(np.array([np.interp(logs, curve, _EXPOSURES) for curve in self.curve]))
        return np.where(shares > 0, found, 0.0)

    def overlaps(self, first: Floats, second: Floats, same_niche: Bools) -> Floats:
        """Points x pairs: the share of people in both offers of each pair, from their exposures.

        Free of cancellation: the joint surplus inside a niche is written as one term.
        """
        kappa, theta = self.kappa_niche[:, None, None], self.theta[:, None, :]
        u, v = theta * first[:, :, None] / kappa, theta * second[:, :, None] / kappa
        apart = np.expm1(-kappa * np.log1p(u)) * np.expm1(-kappa * np.log1p(v))
        alike = np.exp(-kappa * np.log1p(u + v)) * -np.expm1(-kappa * np.log1p(u * v / (1.0 + u + v)))
        return np.asarray(np.einsum("gq,gpq->gp", self.weight, apart + same_niche[None, :, None] * alike))

    def reached(self, exposures: Floats, niches: Sequence[str]) -> Floats:
        """Per point: the share of people whom offers with these exposures reach together."""
        labels = np.array(niches)
        thickness = np.zeros_like(self.theta)
        for niche in dict.fromkeys(niches):
            x = exposures[:, labels == niche].sum(axis=1, keepdims=True)
            thickness += self.kappa_niche[:, None] * np.log1p(self.theta * x / self.kappa_niche[:, None])
        return np.asarray(np.einsum("gq,gq->g", self.weight, -np.expm1(-thickness)))

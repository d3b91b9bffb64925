"""Ranges of what is not known yet: one log-normal figure, and the total of several."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

Z90 = 1.2815515655446004  # standard normal quantile of 0.9
DRAWS = 4_000


@dataclass(frozen=True, slots=True)
class Range:
    """Expected value and the bounds below which 10, 50 and 90 of 100 outcomes are expected."""

    mean: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class LogNormal:
    """A positive quantity whose log is normal; `mean` may use a smaller spread than the range (see the
    method)."""

    mu: float
    sigma: float
    mean: float

    @classmethod
    def of(cls, mu: float, sigma: float) -> "LogNormal":
        return cls(mu, sigma, exp(mu + sigma**2 / 2))

    @property
    def p10(self) -> float:
        return exp(self.mu - Z90 * self.sigma)

    @property
    def p50(self) -> float:
        return exp(self.mu)

    @property
    def p90(self) -> float:
        return exp(self.mu + Z90 * self.sigma)

    @property
    def range(self) -> Range:
        return Range(self.mean, self.p10, self.p50, self.p90)


def total(parts: Sequence[LogNormal], *, shock: float = 0.0, seed: int = 0) -> Range:
    """The sum of figures that one common shock (sigma of its log, mean 1) moves together.

    The mean is exact; the bounds are those of 4,000 seeded draws, for a sum of log-normals has none in closed
    form. Raises ValueError without parts.
    """
    rng = np.random.default_rng(seed)
    mu, sigma = np.array([[part.mu, part.sigma] for part in parts]).T
    drawn = np.exp(mu + sigma * rng.standard_normal((DRAWS, len(parts)))).sum(axis=1)
    drawn *= np.exp(shock * rng.standard_normal(DRAWS) - shock**2 / 2)
    return Range(sum(part.mean for part in parts), *np.quantile(drawn, [0.1, 0.5, 0.9]).tolist())

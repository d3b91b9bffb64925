"""The records that the optimiser reads and answers with.

Money is in whole units of the campaign's currency; reach is people; engagements are counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the target audience in which a person is counted once.

    `kappa` is the overdispersion of the flat duplication model; None means random duplication (Sainsbury).
    With `kappa_niche` the model is nested: `kappa` holds between niches, `kappa_niche` inside one, and the
    niches are those of the offers.
    """

    population: float
    kappa: float | None = None
    kappa_niche: float | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A profile with a package of deliverables and its all-in cost.

    `reach` maps a segment to on-target people reached; `engagements` counts the relevant ones only.
    """

    id: str
    person: str
    tier: str
    platform: str
    niche: str
    cost: int
    reach: Mapping[str, float]
    engagements: float


@dataclass(frozen=True, slots=True)
class Rules:
    """What a shortlist must keep to.

    Shares of tier, platform and niche are of the spend; the cap per influencer is of the budget and spares
    the included offers; `tier_spend_max` caps a tier's spend in money, which is how the frontier walks the
    mixes. Of each person in `include_people` one offer is chosen, any; the cap spares all of theirs.
    """

    influencers: tuple[int, int | None] = (0, None)
    max_share_per_influencer: float | None = None
    tier_share: Mapping[str, Interval] = field(default_factory=dict)
    platform_share: Mapping[str, Interval] = field(default_factory=dict)
    niche_share: Mapping[str, Interval] = field(default_factory=dict)
    tier_spend_max: Mapping[str, int] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One selection problem; `awareness_weight` (0 to 1) is the weight of reach against engagements."""

    budget: int
    awareness_weight: float
    segments: Mapping[str, Segment]
    offers: tuple[Offer, ...]
    rules: Rules = Rules()
    target_gap: float = 0.001
    time_limit_s: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class BestAlone:
    """Upper bounds of what each metric could reach alone under the same rules: the units of the objective."""

    reach: float
    engagements: float


@dataclass(frozen=True, slots=True)
class Solution:
    """A shortlist with its proof.

    `certified_bound` follows from `certificate` alone (see `certificate.py`); `bound` may be tighter where
    branch-and-bound proved more, and `proof` says which of the two the gap rests on.
    `conflict` names the rules that cannot hold together when `status` is "infeasible".
    """

    status: Literal["ok", "infeasible"]
    chosen: tuple[str, ...] = ()
    cost: int = 0
    reach: float = 0.0
    engagements: float = 0.0
    best_alone: BestAlone = BestAlone(0.0, 0.0)
    objective: float = 0.0
    bound: float = 0.0
    gap: float = 0.0
    proof: Literal["certificate", "branch-and-bound"] = "certificate"
    certified_bound: float = 0.0
    certificate: Mapping[str, object] = field(default_factory=dict)
    seconds: float = 0.0
    conflict: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What any given shortlist yields; `violated` names the rules it breaks (empty: it may be booked)."""

    cost: int
    reach: float
    plain_sum: float
    engagements: float
    objective: float
    violated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """The best shortlist found with the micro spend held to `micro_share_cap` of the budget and macro to
    the rest.

    `micro_share` is the actual share of the spend. `objective`, `bound` and `gap` are in the units of the
    whole frontier's `best_alone`, so points compare with each other.
    """

    micro_share_cap: float
    micro_share: float
    reach: float
    engagements: float
    objective: float
    bound: float
    gap: float
    cost: int
    chosen: tuple[str, ...]

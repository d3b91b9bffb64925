"""What a recommendation says: the records that a page shows, an export writes and a plan freezes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from campaigns.strategy.facts import Kind
from campaigns.strategy.forecasting.audience import Universe
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.forecasting.levels import Calibrations
from campaigns.strategy.mix import Leaning, TieBreak, TierMix
from campaigns.strategy.playbook import PlaybookMix
from campaigns.strategy.reach.band import Reached
from campaigns.strategy.reasons.claims.claim import Claim
from campaigns.strategy.reasons.explain import Reason
from campaigns.strategy.records import FrontierPoint, Problem, Solution
from campaigns.strategy.robustness.assess import Robustness
from campaigns.strategy.totals import Totals


@dataclass(frozen=True, slots=True)
class Chosen:
    """One offer of the shortlist: its forecast, the people of the target that it adds to the others, the
    reasons."""

    forecast: OfferForecast
    added_reach: float
    is_must: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NotChosen:
    """An offer that was nearly chosen, with its reasons.

    In the place of the offers `instead_of` (none: beside the others) it would add `added_reach` people, and
    the objective would fall by `loss`, a share of it, below 0 where it would rise. `kept_out` names the rule
    that this breaks (several joined by "+"), or is "outcompeted".
    """

    forecast: OfferForecast
    added_reach: float
    reasons: tuple[Reason, ...]
    kept_out: str
    instead_of: tuple[str, ...]
    loss: float


@dataclass(frozen=True, slots=True)
class OtherGoal:
    """The best shortlist for the opposite goal's weight under the same rules, solved, beside the
    recommended one.

    `reach` and `relevant` are its totals; the differences are its own minus the recommended one's.
    `given_up` is what its mix would be worth less for the goal asked for, as a share of the objective that
    the recommended one has.
    """

    awareness_weight: float
    micro_share: float
    cost: int
    reach: float
    relevant: float
    reach_difference: float
    relevant_difference: float
    gap: float
    given_up: float


EvidenceCounts = Mapping[str, Mapping[Kind, int]]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The answer to a brief.

    `status`: "ok"; "playbook" where no candidate can be booked (`playbook_reason`: "no_candidates", or
    "nothing_fits" where none fits the budget and the rules, "nothing_reached" where those who do reach nobody
    of the target and engage nobody for the niches); "infeasible" where `conflict` names rules that
    cannot hold together. `leaning` is the recommended mix's, or the playbook's without candidates.
    `counted` is the shortlist's reach counted once with the range that unknown overlaps leave.
    `evidence` counts, per figure, how many of the chosen offers have it measured, estimated, entered or
    assumed. `left_out` counts profiles that could not be offers, by reason. `cheapest`
    is the least that an offer costs, all-in, of those that no rule excludes; None without any. `problem` and
    `solution` let a checker recompute the proof.
    """

    status: Literal["ok", "playbook", "infeasible"]
    goal: str
    awareness_weight: float
    budget: int
    playbook: PlaybookMix
    leaning: Leaning | None = None
    playbook_reason: Literal["", "no_candidates", "nothing_fits", "nothing_reached"] = ""
    conflict: tuple[str, ...] = ()
    candidates: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    cheapest: int | None = None
    mix: Mapping[str, TierMix] = field(default_factory=dict)
    chosen: tuple[Chosen, ...] = ()
    totals: Totals | None = None
    tie_break: TieBreak | None = None
    frontier: tuple[FrontierPoint, ...] = ()
    other_goal: OtherGoal | None = None
    not_chosen: tuple[NotChosen, ...] = ()
    why: tuple[Claim, ...] = ()
    evidence: EvidenceCounts = field(default_factory=dict)
    robustness: Robustness | None = None
    universe: Universe | None = None
    counted: Reached | None = None
    calibrations: Calibrations = field(default_factory=dict)
    problem: Problem | None = None
    solution: Solution | None = None

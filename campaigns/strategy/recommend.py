"""From a pool of profiles and a brief to the recommendation: the whole core in order, nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from campaigns.strategy.audience import Universe, segments
from campaigns.strategy.benchmarks import Benchmarks, default_benchmarks
from campaigns.strategy.calibrate import calibrate
from campaigns.strategy.claims import why_mix
from campaigns.strategy.explain import Context, peers_of, reasons_for
from campaigns.strategy.facts import Brief, ProfileFacts
from campaigns.strategy.forecast import Candidates, OfferForecast, forecast_offers, to_offer
from campaigns.strategy.frontier import frontier
from campaigns.strategy.levels import Calibrations
from campaigns.strategy.mix import TieBreak, break_tie, leaning, mix_of
from campaigns.strategy.objective import marginal_reach
from campaigns.strategy.playbook import GOAL_WEIGHTS, PlaybookMix, playbook_mix
from campaigns.strategy.reach import unique_reach
from campaigns.strategy.recommendation import (
    Chosen,
    EvidenceCounts,
    NearMiss,
    OtherGoal,
    Recommendation,
    Totals,
)
from campaigns.strategy.records import Offer, Problem, Rules, Segment, Solution
from campaigns.strategy.selection import solve
from campaigns.strategy.swaps import Swap, best_swaps

Progress = Callable[[int, str], None]
NEAR_MISSES = 5


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds for the shortlist, for all points of the frontier together, and for the opposite goal."""

    solve: float = 1.0
    frontier: float = 3.0
    other_goal: float = 0.5


@dataclass(frozen=True, slots=True)
class _Case:
    """One question to the core: the offers, the problem they pose, and what it is asked with."""

    brief: Brief
    goal: str
    candidates: Candidates
    universe: Universe
    problem: Problem
    playbook: PlaybookMix
    limits: TimeLimits
    calibrations: Calibrations
    progress: Progress

    @property
    def by_id(self) -> Mapping[str, OfferForecast]:
        return {offer.id: offer for offer in self.candidates.offers}


def _silent(percent: int, step: str) -> None:
    """Nobody watches."""


def recommend(
    facts: Sequence[ProfileFacts],
    brief: Brief,
    rules: Rules,
    budget: int,
    *,
    goal: str = "awareness",
    awareness_weight: float | None = None,
    benchmarks: Benchmarks | None = None,
    time_limits: TimeLimits | None = None,
    seed: int = 0,
    progress: Progress = _silent,
) -> Recommendation:
    """The recommended mix and shortlist with its proof and its reasons.

    `awareness_weight` is the slider's value, by default the goal's. `progress` is called with a percentage
    and the name of the step. Ids of rules are profile ids; a must-have that cannot be forecast or priced
    makes the brief infeasible, an exclusion of an unknown profile is void. Raises `UnknownPopulation` where
    there are candidates and nothing says how large the target audience is, and `ProblemError` for
    impossible numbers.
    """
    benchmarks = benchmarks or default_benchmarks()
    weight = GOAL_WEIGHTS[goal] if awareness_weight is None else awareness_weight
    progress(2, "forecast")
    calibrations = calibrate(facts, benchmarks)
    found = forecast_offers(facts, brief, benchmarks, calibrations, keep=frozenset(rules.include))
    playbook = playbook_mix(weight, budget, brief, benchmarks, _cheapest_macro(found.offers))
    blank = Recommendation(
        "playbook",
        goal,
        weight,
        budget,
        playbook,
        leaning=leaning(playbook.micro),
        playbook_reason="no_candidates",
        candidates=len(found.offers),
        left_out=found.left_out,
        calibrations=calibrations,
    )
    if missing := sorted(set(rules.include) - {offer.id for offer in found.offers}):
        conflict = tuple(f"include:{name}" for name in missing)
        return replace(blank, status="infeasible", leaning=None, playbook_reason="", conflict=conflict)
    if not found.offers:
        return blank
    limits = time_limits or TimeLimits()
    universe = segments(brief, benchmarks)
    problem = _problem(found.offers, universe, rules, budget, weight, limits, seed)
    case = _Case(brief, goal, found, universe, problem, playbook, limits, calibrations, progress)
    return _answer(case, replace(blank, universe=universe, problem=problem))


def _cheapest_macro(offers: Iterable[OfferForecast]) -> int | None:
    return min((offer.cost.total for offer in offers if offer.tier == "macro"), default=None)


def _problem(
    offers: Sequence[OfferForecast],
    universe: Universe,
    rules: Rules,
    budget: int,
    weight: float,
    limits: TimeLimits,
    seed: int,
) -> Problem:
    known = {offer.id for offer in offers}
    return Problem(
        budget=budget,
        awareness_weight=weight,
        segments=universe.segments,
        offers=tuple(map(to_offer, offers)),
        rules=replace(rules, exclude=tuple(name for name in rules.exclude if name in known)),
        time_limit_s=limits.solve,
        seed=seed,
    )


def _answer(case: _Case, blank: Recommendation) -> Recommendation:
    case.progress(15, "shortlist")
    solution = solve(case.problem)
    if solution.status == "infeasible":
        return replace(
            blank,
            status="infeasible",
            leaning=None,
            playbook_reason="",
            conflict=solution.conflict,
            solution=solution,
        )
    if not solution.chosen:
        return replace(blank, playbook_reason="nothing_fits", solution=solution)
    case.progress(35, "frontier")
    points = frontier(case.problem, best_alone=solution.best_alone, time_limit_s=case.limits.frontier)
    tie = break_tie(case.problem, solution, points, case.playbook.micro)
    case.progress(75, "other goal")
    other = _other_goal(case, tie)
    case.progress(85, "reasons")
    return _explained(case, replace(blank, frontier=points, other_goal=other), solution, tie)


def _explained(case: _Case, answer: Recommendation, solution: Solution, tie: TieBreak) -> Recommendation:
    """The recommended shortlist with everything that is said about it."""
    chosen = [case.by_id[name] for name in tie.chosen]
    swaps = best_swaps(case.problem, tie.chosen, solution.best_alone)
    mix = mix_of(chosen, case.universe.segments)
    return replace(
        answer,
        status="ok",
        playbook_reason="",
        solution=solution,
        leaning=leaning(mix["micro"].share),
        mix=mix,
        chosen=_with_reasons(case, chosen, swaps),
        totals=_totals(case, chosen),
        tie_break=tie,
        near_misses=_near_misses(case, swaps),
        why=why_mix(case.candidates.offers),
        evidence=_evidence(chosen),
    )


def _with_reasons(
    case: _Case, chosen: Sequence[OfferForecast], swaps: Mapping[str, Swap]
) -> tuple[Chosen, ...]:
    """Macro before micro, the dearest first."""
    added = marginal_reach(case.problem, [offer.id for offer in chosen])
    context = Context(
        peers=peers_of(case.candidates.offers),
        marginal=added,
        swaps=swaps,
        names={offer.id: offer.facts.name for offer in case.candidates.offers},
        as_of=case.brief.as_of,
        niches_asked=bool(case.brief.niches),
        included=frozenset(case.problem.rules.include),
    )
    order = sorted(chosen, key=lambda offer: (offer.tier, -offer.cost.total, offer.id))
    return tuple(
        Chosen(offer, added[offer.id], offer.id in context.included, reasons_for(offer, context))
        for offer in order
    )


def _totals(case: _Case, chosen: Sequence[OfferForecast]) -> Totals:
    offers: list[Offer] = [to_offer(offer) for offer in chosen]
    cost = sum(offer.cost for offer in offers)
    reach = unique_reach(case.universe.segments, offers)
    at_random = {name: Segment(s.population) for name, s in case.universe.segments.items()}
    gross = sum(offer.reach.mean for offer in chosen)
    engagements = sum(offer.engagements.mean for offer in chosen)
    return Totals(
        cost=cost,
        budget=case.problem.budget,
        people=len({offer.person for offer in offers}),
        reach=reach,
        plain_sum=sum(sum(offer.reach.values()) for offer in offers),
        independent=unique_reach(at_random, offers),
        population=sum(segment.population for segment in case.universe.segments.values()),
        gross_reach=gross,
        engagements=engagements,
        relevant=sum(offer.engagements for offer in offers),
        cpm=_per(1000 * cost, gross),
        cpm_unique=_per(1000 * cost, reach),
        cpe=_per(cost, engagements),
    )


def _per(amount: float, count: float) -> float | None:
    return amount / count if count > 0 else None


def _near_misses(case: _Case, swaps: Mapping[str, Swap]) -> tuple[NearMiss, ...]:
    """The offers outside that would replace a chosen one at the least loss, each once; musts stay."""
    must = set(case.problem.rules.include)
    best: dict[str, Swap] = {}
    for swap in sorted(swaps.values(), key=lambda swap: (swap.loss, swap.leaves)):
        if swap.enters and swap.leaves not in must:
            best.setdefault(swap.enters, swap)
    nearest = list(best.values())[:NEAR_MISSES]
    return tuple(NearMiss(case.by_id[swap.enters], swap.leaves, swap.loss) for swap in nearest)


def _evidence(chosen: Sequence[OfferForecast]) -> EvidenceCounts:
    figures = chosen[0].provenance if chosen else ()
    return {figure: Counter(offer.provenance[figure].kind for offer in chosen) for figure in figures}


def _other_goal(case: _Case, tie: TieBreak) -> OtherGoal | None:
    """Solved again with the opposite weight; balanced is held against engagement."""
    weight = GOAL_WEIGHTS["engagement" if case.problem.awareness_weight >= 0.5 else "awareness"]
    problem = replace(case.problem, awareness_weight=weight, time_limit_s=case.limits.other_goal)
    solution: Solution = solve(problem)
    if solution.status != "ok" or not solution.chosen:
        return None
    here = _totals(case, [case.by_id[name] for name in tie.chosen])
    mix = mix_of([case.by_id[name] for name in solution.chosen], case.universe.segments)
    return OtherGoal(
        awareness_weight=weight,
        micro_share=mix["micro"].share,
        cost=solution.cost,
        reach=solution.reach,
        relevant=solution.engagements,
        reach_difference=solution.reach - here.reach,
        relevant_difference=solution.engagements - here.relevant,
        gap=solution.gap,
    )

"""From a pool of profiles and a brief to the recommendation: the whole core in order, nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.strategy.benchmarks import Benchmarks, default_benchmarks
from campaigns.strategy.facts import Brief, KnownOverlap, ProfileFacts
from campaigns.strategy.forecasting.audience import Universe, segments
from campaigns.strategy.forecasting.calibrate import calibrate
from campaigns.strategy.forecasting.forecast import Candidates, OfferForecast, forecast_offers, to_offer
from campaigns.strategy.forecasting.levels import Calibrations
from campaigns.strategy.forecasting.overlaps import counted_once, with_overlaps
from campaigns.strategy.forecasting.validation import validate_facts
from campaigns.strategy.mix import TieBreak, break_tie, leaning, mix_of
from campaigns.strategy.objective import evaluate
from campaigns.strategy.offers import Musts, competing, musts_of, profiles_of, rules_of_offers
from campaigns.strategy.playbook import playbook_mix
from campaigns.strategy.reasons.claims.claim import Claim
from campaigns.strategy.reasons.claims.why import why_mix
from campaigns.strategy.reasons.screened import Screened, lifted, screened_out
from campaigns.strategy.reasons.shortlist import explain_shortlist
from campaigns.strategy.recommendation import (
    EvidenceCounts,
    OtherGoal,
    Recommendation,
)
from campaigns.strategy.records import BestAlone, Problem, Rules, Segment, Solution
from campaigns.strategy.robustness.assess import Depth, Robustness, Stated, assess
from campaigns.strategy.robustness.flips import Default
from campaigns.strategy.robustness.prices import without_each
from campaigns.strategy.selection import solve
from campaigns.strategy.selection.frontier import frontier
from campaigns.strategy.totals import Totals, totals_of
from campaigns.strategy.validation import LARGEST, check_number

Progress = Callable[[int, str], None]
COMPARISON_GAP = 0.005


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds for the shortlist, for all points of the frontier together, and for the opposite goal."""

    solve: float = 1.0
    frontier: float = 4.0
    other_goal: float = 0.5


def _silent(percent: int, step: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked."""

    facts: Sequence[ProfileFacts]
    brief: Brief
    rules: Rules
    budget: int
    overlaps: tuple[KnownOverlap, ...]
    goal: str
    weight: float
    benchmarks: Benchmarks
    limits: TimeLimits
    depth: Depth
    seed: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Case:
    """A question that can be solved: its offers and the problem that they pose."""

    question: _Question
    made: Sequence[OfferForecast]  # before must-haves crowd out the other profiles of their people
    by_id: Mapping[str, OfferForecast]
    screened: Screened
    musts: Musts
    universe: Universe
    problem: Problem

    def offers(self, ids: Iterable[str]) -> list[OfferForecast]:
        return [self.by_id[name] for name in ids]

    def totals(self, ids: Iterable[str]) -> Totals:
        return totals_of(self.offers(ids), self.universe.segments, self.problem.budget)


def recommend(
    facts: Sequence[ProfileFacts],
    brief: Brief,
    rules: Rules,
    budget: int,
    *,
    overlaps: Sequence[KnownOverlap] = (),
    goal: str = "awareness",
    awareness_weight: float | None = None,
    benchmarks: Benchmarks | None = None,
    time_limits: TimeLimits | None = None,
    depth: Depth | None = None,
    seed: int = 0,
    progress: Progress = _silent,
) -> Recommendation:
    """The recommended mix and shortlist with its proof and its reasons.

    `awareness_weight` is the slider's value, by default the goal's. `progress` is called with a percentage
    and the name of the step. Ids of rules are profile ids; a must-have that cannot be forecast or priced
    makes the brief infeasible, an exclusion of an unknown profile is void. `overlaps` between candidates set
    how reach is counted once, in the optimiser and in what is shown. Raises `UnknownPopulation` where
    there are candidates and nothing says how large the target audience is, and `ProblemError` for
    impossible numbers, naming the field.
    """
    weight = AWARENESS_WEIGHT[goal] if awareness_weight is None else awareness_weight
    check_number("awareness_weight", weight, 0, 1)
    check_number("budget", budget, 1, LARGEST, whole=True)
    validate_facts(facts, brief)
    known, limits = benchmarks or default_benchmarks(), time_limits or TimeLimits()
    question = _Question(
        facts,
        brief,
        rules,
        budget,
        tuple(overlaps),
        goal,
        weight,
        known,
        limits,
        depth or Depth(),
        seed,
        progress,
    )
    progress(2, "forecast")
    calibrations = calibrate(facts, brief, known)
    found = forecast_offers(facts, brief, known, calibrations, keep=frozenset(rules.include))
    blank = replace(_without_shortlist(question, found), calibrations=calibrations)
    if missing := sorted(set(rules.include) - {offer.facts.id for offer in found.offers}):
        return _infeasible(blank, tuple(f"include:{name}" for name in missing))
    if not found.offers:
        return blank
    bookable = [profile for profile in facts if profile.id not in rules.exclude]
    screened = screened_out(bookable, found.offers, brief, known, calibrations)
    return _answer(_case(question, found.offers, screened), blank)


def _without_shortlist(question: _Question, found: Candidates) -> Recommendation:
    """What can be said before anything is solved: the playbook's answer."""
    macro = min((offer.cost.total for offer in found.offers if offer.tier == "macro"), default=None)
    playbook = playbook_mix(question.weight, question.budget, question.brief, question.benchmarks, macro)
    return Recommendation(
        "playbook",
        question.goal,
        question.weight,
        question.budget,
        playbook,
        leaning=leaning(playbook.micro),
        playbook_reason="no_candidates",
        candidates=len({offer.facts.id for offer in found.offers}),
        left_out=found.left_out,
        cheapest=min((offer.cost.total for offer in found.offers if _may(offer, question)), default=None),
    )


def _may(offer: OfferForecast, question: _Question) -> bool:
    return offer.facts.id not in question.rules.exclude


def _infeasible(blank: Recommendation, conflict: tuple[str, ...]) -> Recommendation:
    return replace(blank, status="infeasible", leaning=None, playbook_reason="", conflict=conflict)


def _case(question: _Question, offers: Sequence[OfferForecast], screened: Screened) -> _Case:
    musts = musts_of(question.rules.include, offers)
    made, offers = offers, competing(offers, musts)
    universe = with_overlaps(segments(question.brief, question.benchmarks), offers, question.overlaps)
    problem = _problem(question, offers, musts, universe.segments)
    by_id = {offer.id: offer for offer in offers}
    return _Case(question, made, by_id, screened, musts, universe, problem)


def _problem(
    question: _Question, offers: Sequence[OfferForecast], musts: Musts, segments: Mapping[str, Segment]
) -> Problem:
    return Problem(
        budget=question.budget,
        awareness_weight=question.weight,
        segments=segments,
        offers=tuple(map(to_offer, offers)),
        rules=rules_of_offers(question.rules, offers, musts),
        time_limit_s=question.limits.solve,
        seed=question.seed,
    )


def _answer(case: _Case, blank: Recommendation) -> Recommendation:
    progress, limits = case.question.progress, case.question.limits
    progress(15, "shortlist")
    solution = solve(case.problem)
    blank = replace(blank, universe=case.universe, problem=case.problem, solution=solution)
    if solution.status == "infeasible":
        return _infeasible(blank, case.musts.named(solution.conflict))
    if not solution.chosen:
        return replace(blank, playbook_reason="nothing_fits")
    if solution.objective <= 0 and not case.question.rules.include:
        return replace(blank, playbook_reason="nothing_reached")
    progress(20, "frontier")
    points = frontier(_beside(case.problem), best_alone=solution.best_alone, time_limit_s=limits.frontier)
    tie = break_tie(case.problem, solution, points, blank.playbook.micro)
    progress(34, "other goal")
    other = _other_goal(case, tie, solution.best_alone)
    progress(37, "reasons")
    found = _explained(case, replace(blank, frontier=points, other_goal=other), solution, tie)
    return replace(found, robustness=_assessed(case, found, solution, tie))


def _beside(problem: Problem) -> Problem:
    """The problem of a comparison beside the answer, which need not be proved as closely."""
    return replace(problem, target_gap=max(problem.target_gap, COMPARISON_GAP))


def _explained(case: _Case, answer: Recommendation, solution: Solution, tie: TieBreak) -> Recommendation:
    """The recommended shortlist with everything that is said about it."""
    chosen = case.offers(tie.chosen)
    question, best = case.question, solution.best_alone
    musts = question.rules.include
    listed, outside = explain_shortlist(
        case.problem, tie.chosen, best, case.by_id, question.brief, musts, case.screened
    )
    mix = mix_of(chosen, case.universe.segments)
    totals = case.totals(tie.chosen)
    return replace(
        answer,
        status="ok",
        playbook_reason="",
        leaning=leaning(mix["micro"].share),
        mix=mix,
        chosen=listed,
        totals=totals,
        counted=counted_once(case.universe, chosen),
        tie_break=tie,
        not_chosen=outside,
        why=_why(case, answer, totals, mix["micro"].share),
        evidence=_evidence(chosen),
    )


def _assessed(case: _Case, found: Recommendation, solution: Solution, tie: TieBreak) -> Robustness | None:
    """How sure the recommended shortlist is, what would turn it, and what each rule costs."""
    if not (found.leaning and found.totals and found.counted):
        return None
    stated = Stated(
        problem=case.problem,
        chosen=tie.chosen,
        others=tuple(dict.fromkeys([solution.chosen, *(point.chosen for point in found.frontier)])),
        best_alone=solution.best_alone,
        leaning=found.leaning,
        totals=found.totals,
        forecasts=case.by_id,
        freer=_freer(case, found.calibrations),
        default=_default_of(case.question),
        benchmarks=case.question.benchmarks,
        counted=found.counted,
    )
    return assess(stated, case.question.depth, case.question.progress)


def _default_of(question: _Question) -> Default:
    """The playbook's micro share for any weight and budget of this brief."""

    def micro(weight: float, budget: int, cheapest_macro: int | None) -> float:
        brief, known = question.brief, question.benchmarks
        return playbook_mix(weight, budget, brief, known, cheapest_macro).micro

    return micro


def _freer(case: _Case, calibrations: Calibrations) -> dict[str, Problem]:
    """The problem without each rule of the brief, by the rule's name in a conflict; its filters too."""
    question, keep = case.question, frozenset(case.question.rules.include)
    freer = {
        name: _under(case, replace(question, rules=rules), case.made)
        for name, rules in without_each(question.rules)
    }
    for name, facts, brief in lifted(question.facts, question.brief):
        found = forecast_offers(facts, brief, question.benchmarks, calibrations, keep=keep)
        freer[name] = _under(case, question, found.offers)
    return freer


def _under(case: _Case, question: _Question, made: Sequence[OfferForecast]) -> Problem:
    """The problem of other rules or offers, with reach counted as in the case."""
    musts = musts_of(question.rules.include, made)
    return _problem(question, competing(made, musts), musts, case.universe.segments)


def _why(case: _Case, answer: Recommendation, totals: Totals, share: float) -> tuple[Claim, ...]:
    """The claims on goals weigh the recommended shortlist and the other goal's with the frontier."""
    points, question = [*answer.frontier], case.question
    if points:
        here = replace(points[0], micro_share=share, reach=totals.reach, engagements=totals.relevant)
        points.append(here)
        if other := answer.other_goal:
            points.append(
                replace(here, micro_share=other.micro_share, reach=other.reach, engagements=other.relevant)
            )
    return why_mix(profiles_of(case.by_id.values()), points, question.benchmarks, question.brief.market)


def _evidence(chosen: Sequence[OfferForecast]) -> EvidenceCounts:
    figures = chosen[0].provenance if chosen else ()
    return {figure: Counter(offer.provenance[figure].kind for offer in chosen) for figure in figures}


def _other_goal(case: _Case, tie: TieBreak, best_alone: BestAlone) -> OtherGoal | None:
    """Solved again with the opposite weight; balanced is held against engagement."""
    weight = AWARENESS_WEIGHT["engagement" if case.problem.awareness_weight >= 0.5 else "awareness"]
    seconds = case.question.limits.other_goal
    problem = replace(_beside(case.problem), awareness_weight=weight, time_limit_s=seconds)
    solution: Solution = solve(problem)
    if solution.status != "ok" or not solution.chosen:
        return None
    here = case.totals(tie.chosen)
    value = evaluate(case.problem, solution.chosen, best_alone).objective
    mix = mix_of(case.offers(solution.chosen), case.universe.segments)
    return OtherGoal(
        awareness_weight=weight,
        micro_share=mix["micro"].share,
        cost=solution.cost,
        reach=solution.reach,
        relevant=solution.engagements,
        reach_difference=solution.reach - here.reach,
        relevant_difference=solution.engagements - here.relevant,
        gap=solution.gap,
        given_up=max(0.0, 1.0 - value / tie.objective) if tie.objective > 0 else 0.0,
    )

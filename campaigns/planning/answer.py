"""From a campaign to its answer: the recommendation as plain JSON that a page shows and a plan freezes."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.planning.brief import benchmarks, brief_of, rules_of
from campaigns.planning.candidates import candidates
from campaigns.planning.costs import bill_parts, cost_parts
from campaigns.planning.lines import who
from campaigns.planning.not_chosen import not_chosen
from campaigns.planning.overlaps import overlap_figures, overlaps_of
from campaigns.planning.packages import offered
from campaigns.planning.robustness import robustness
from campaigns.strategy.benchmarks import MissingBenchmark
from campaigns.strategy.check import check
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.costs.taxes import MissingTaxRate
from campaigns.strategy.facts import Brief, Provenance
from campaigns.strategy.forecasting.audience import UnknownPopulation
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.mix import leaning
from campaigns.strategy.recommend import TimeLimits, recommend
from campaigns.strategy.recommendation import Chosen, Recommendation
from campaigns.strategy.records import Rules
from campaigns.strategy.robustness.assess import Depth
from campaigns.strategy.spend_field import Disc, Spend, pack
from campaigns.strategy.validation import ProblemError as ProblemError  # named by `answer_for`
from influencers.models import Profile

Progress = Callable[[int, str], None]
Answer = dict[str, Any]

# One packing for wide screens, one for phones: width, height in the picture's units.
PICTURES = {"wide": (1000, 200), "narrow": (420, 250)}


def answer_for(campaign: Campaign, *, progress: Progress) -> Answer:
    """Compute the recommendation; everything in it is plain JSON, money in whole units of the currency.

    Raises ProblemError for numbers beyond what the strategy reckons with.
    """
    progress(1, "reading")
    now, rules = timezone.localtime(), rules_of(campaign)
    question = {
        "campaign": campaign.pk,
        "computed_at": now.isoformat(),
        "currency": campaign.currency,
        "pool": len(pool := candidates(campaign)),
        "asked": _asked(rules),
    }
    try:
        brief = brief_of(campaign, as_of=now.date())
        found = recommend(
            pool,
            brief,
            rules,
            campaign.budget,
            overlaps=overlaps_of(campaign, as_of=now.date()),
            goal=campaign.goal,
            awareness_weight=campaign.awareness_weight,
            benchmarks=benchmarks(),
            time_limits=TimeLimits(**settings.STRATEGY_SECONDS),
            depth=Depth(**settings.STRATEGY_DEPTH),
            seed=campaign.pk,
            progress=progress,
        )
    except UnknownPopulation as unknown:
        return {**question, "status": "unknown_population", "country": unknown.country}
    except MissingBenchmark as missing:
        return {**question, "status": "missing_benchmark", "missing": str(missing)}
    except MissingTaxRate as missing:
        return {**question, "status": "missing_tax_rate", "missing": str(missing)}
    progress(95, "checking")
    shortlist = _shortlist(found, brief, campaign.currency)
    return {**question, **_stated(found), **shortlist, **_proved(found), **robustness(found)}


def _asked(rules: Rules) -> Answer:
    """The brief's own limits by the names that a conflict has for them; shares are 0 to 1."""
    least, most = rules.influencers
    return {
        "influencers_min": least,
        "influencers_max": most,
        "max_share_per_influencer": rules.max_share_per_influencer,
        "tier_share": dict(rules.tier_share),
        "platform_share": dict(rules.platform_share),
    }


def _stated(found: Recommendation) -> Answer:
    """What holds with and without a shortlist."""
    return {
        "status": found.status,
        "goal": found.goal,
        "awareness_weight": found.awareness_weight,
        "budget": found.budget,
        "leaning": found.leaning,
        "playbook_reason": found.playbook_reason,
        "candidates": found.candidates,
        "left_out": dict(found.left_out),
        "cheapest": found.cheapest,
        "playbook": {
            "micro": found.playbook.micro,
            "leaning": leaning(found.playbook.micro),
            "low": found.playbook.playbook.low,
            "high": found.playbook.playbook.high,
            "macro_too_dear": found.playbook.macro_too_dear,
            "smallest_macro": found.playbook.smallest_macro,
            "source": found.playbook.playbook.provenance.source,
            "tiers": {tier: asdict(part) for tier, part in found.playbook.tiers.items()},
        },
        **_conflict(found),
    }


def _shortlist(found: Recommendation, brief: Brief, currency: str) -> Answer:
    if not found.totals or not found.universe:
        return {"lines": []}
    shown = [each.forecast for each in found.chosen] + [each.forecast for each in found.not_chosen]
    profiles = Profile.objects.in_bulk([int(offer.facts.id) for offer in shown])
    return {
        "lines": [
            _line(position, each, profiles[int(each.forecast.facts.id)], currency)
            | {"selected": _selected(found, each)}
            for position, each in enumerate(found.chosen, 1)
        ],
        "mix": {tier: asdict(part) for tier, part in found.mix.items()},
        "totals": asdict(found.totals),
        **bill_parts([each.forecast for each in found.chosen], brief, currency),
        "audience": {
            "people": {name: segment.population for name, segment in found.universe.segments.items()},
            "origin": _origin(found.universe.provenance),
            "kappa_origin": _origin(found.universe.kappa_provenance),
            **overlap_figures(found.universe, found.counted),
        },
        "frontier": [_point(point) for point in found.frontier],
        "other_goal": asdict(found.other_goal) if found.other_goal else None,
        "not_chosen": not_chosen(found, profiles, currency),
        "why": [asdict(claim) for claim in found.why],
        "evidence": {figure: dict(counts) for figure, counts in found.evidence.items()},
        "pictures": {name: _picture(found, *size) for name, size in PICTURES.items()},
    }


def _line(position: int, each: Chosen, profile: Profile, currency: str) -> Answer:
    offer = each.forecast
    return {
        "position": position,
        **who(offer, profile, currency),
        "niche": offer.niche,
        "followers": offer.facts.followers,
        "deliverable": offer.deliverable,
        "package": offered(offer),
        "cost": {
            **cost_parts(offer.cost),
            **_origin(offer.cost.provenance),
        },
        "reach": _range(offer.reach, offer.provenance["reach"]),
        "engagements": _range(offer.engagements, offer.provenance["engagements"]),
        "target": sum(offer.on_target.values()),
        "relevant": offer.relevant,
        "adds": each.added_reach,
        "is_must": each.is_must,
        "reasons": [asdict(reason) for reason in each.reasons],
        "assumed": _assumed(offer),
    }


def _selected(found: Recommendation, each: Chosen) -> float | None:
    """The share of the re-solves that choose this profile."""
    known = found.robustness
    return known.sureness.selected.get(each.forecast.facts.id, 0.0) if known else None


def _range(figure: LogNormal, origin: Provenance) -> Answer:
    return {"mean": figure.mean, "p10": figure.p10, "p90": figure.p90, **_origin(origin)}


def _origin(provenance: Provenance) -> Answer:
    day: date | None = provenance.as_of
    return {
        "kind": provenance.kind,
        "source": provenance.source,
        "as_of": day.isoformat() if day else None,
    }


def _assumed(offer: OfferForecast) -> list[str]:
    """The figures of this offer that nobody measured or entered."""
    return [name for name, origin in offer.provenance.items() if origin.kind in ("assumed", "estimated")]


def _point(point: Any) -> Answer:
    kept = ("micro_share", "reach", "engagements", "objective", "gap", "cost")
    return {name: getattr(point, name) for name in kept} | {"people": len(point.chosen)}


def _picture(found: Recommendation, width: int, height: int) -> list[Answer]:
    offers = [each.forecast for each in found.chosen]
    spends = [Spend(offer.facts.id, offer.tier, offer.cost.total) for offer in offers]
    return [_disc(disc) for disc in pack(spends, width=width, height=height)]


def _disc(disc: Disc) -> Answer:
    return {
        "x": round(disc.x, 1),
        "y": round(disc.y, 1),
        "r": round(disc.r, 1),
        "tier": disc.tier,
        "cost": disc.cost,
        "ids": list(disc.ids),
    }


def _proved(found: Recommendation) -> Answer:
    """The proof, and whether the checker, which knows nothing of the solver, agrees with it."""
    if not (found.solution and found.problem and found.tie_break):
        return {}
    solution, tie = found.solution, found.tie_break
    return {
        "proof": {
            "by": solution.proof,
            "gap": tie.gap,
            "certified_gap": _below(tie.objective, solution.certified_bound),
            "given_up": tie.given_up,
            "shortfall": tie.shortfall,
            "moved": tie.moved,
            "equally_good": list(tie.equally_good),
            "objective": tie.objective,
            "bound": solution.bound,
            "seconds": solution.seconds,
            "out_of_time": solution.gap > found.problem.target_gap,
            "fault": check(found.problem, solution_to_dict(solution)),
        }
    }


def _below(value: float, bound: float) -> float:
    return max(0.0, 1.0 - value / bound) if bound > 0 else 0.0


def _conflict(found: Recommendation) -> Answer:
    """The rules that cannot hold together, and whom the must-haves among them and the priced rules name."""
    priced = found.robustness.rule_prices if found.robustness else ()
    rules = (*found.conflict, *(price.rule for price in priced))
    musts = [int(rule.partition(":")[2]) for rule in rules if rule.startswith("include:")]
    rows = list(Profile.objects.filter(pk__in=musts).select_related("influencer"))
    several = len({row.influencer_id for row in rows}) < len(rows)
    return {
        "conflict": [*found.conflict, *(["one_per_person"] if several else [])],
        "names": {str(row.pk): f"{row.influencer.name} ({row.get_platform_display()})" for row in rows},
    }

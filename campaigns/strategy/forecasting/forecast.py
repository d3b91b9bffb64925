"""What one offer would bring: reach and engagements of one sponsored post, its on-target part, and its cost.

Reach and engagements are log-normal. Totals use means, exp(mu + sigma^2 / 2); ranges use the full spread.
The raw pair is what a report will be held against; the on-target pair serves the objective alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from campaigns.strategy import records
from campaigns.strategy.benchmarks import Benchmarks, Floats, default_benchmarks
from campaigns.strategy.costs.pricing import Cost, Pricing
from campaigns.strategy.facts import Brief, ObservedShare, Package, ProfileFacts, Provenance
from campaigns.strategy.forecasting import levels
from campaigns.strategy.forecasting.audience import OnTarget, Targeting, segments
from campaigns.strategy.forecasting.levels import Calibrations, Levels, Priors
from campaigns.strategy.forecasting.observed import Bools, Observations, observe
from campaigns.strategy.forecasting.packages import PackageForecasts, Post, alone
from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.forecasting.relevance import Relevance, main_niche
from campaigns.strategy.forecasting.usable import seen_engagements, seen_exposure
from campaigns.strategy.validation import LARGEST
from influencers.deliverables import DEFAULT_DELIVERABLE

NO_CALIBRATION: Calibrations = {}
NO_NICHE = "unknown"


@dataclass(frozen=True, slots=True)
class OfferForecast:
    """A profile with its usual deliverable or a package: what it brings and costs, and whence each figure.

    `on_target` maps a segment to expected people of the target reached, cut at the clip in `clipped`
    segments; `relevant` counts expected relevant and authentic engagements. `provenance` names the origin
    of "reach", "engagements", "country", "age", "gender", "authenticity", "relevance" and "fee".
    `post_engagements` are those of one usual post; `package` None is the usual deliverable alone.
    """

    facts: ProfileFacts
    deliverable: str
    niche: str
    reach: LogNormal
    engagements: LogNormal
    on_target: Mapping[str, float]
    clipped: tuple[str, ...]
    target_share: float
    relevance: float
    authenticity: float
    relevant: float
    cost: Cost
    provenance: Mapping[str, Provenance]
    post_engagements: LogNormal
    package: Package | None = None

    @property
    def id(self) -> str:
        """The profile's id for its usual deliverable, "profile:package" for a package."""
        return f"{self.facts.id}:{self.package.id}" if self.package else self.facts.id

    @property
    def items(self) -> tuple[tuple[str, int], ...]:
        """(deliverable, quantity)."""
        return self.package.items if self.package else ((self.deliverable, 1),)

    @property
    def tier(self) -> str:
        return self.facts.tier

    @property
    def platform(self) -> str:
        return self.facts.platform


@dataclass(frozen=True, slots=True)
class Candidates:
    """The offers of a pool, and how many profiles were left out for which reason."""

    offers: tuple[OfferForecast, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def forecast_offer(
    facts: ProfileFacts, brief: Brief, benchmarks: Benchmarks | None = None
) -> OfferForecast | None:
    """One profile's usual offer, or None where it cannot be one (see `forecast_offers`)."""
    offers = forecast_offers([facts], brief, benchmarks).offers
    return offers[0] if offers else None


def forecast_offers(
    pool: Sequence[ProfileFacts],
    brief: Brief,
    benchmarks: Benchmarks | None = None,
    calibrations: Calibrations = NO_CALIBRATION,
    *,
    keep: frozenset[str] = frozenset(),
) -> Candidates:
    """Offers of all profiles that pass the brief's hard filters: each's usual deliverable, and its packages.

    O(profiles + packages), 10,000 in well under a second. Profiles left out, counted by reason: "size"
    (nano, or followers unknown), "platform", "blocked" (by the brand), "rival" (booked by one), "credibility"
    (below the floor or not known while there is one), "niche" (nothing in common with the brief's) and
    "price" (none and none may be estimated, or more than any budget). Profiles in `keep` pass every filter
    but those without which there is no forecast.
    """
    benchmarks = benchmarks or default_benchmarks()
    screen = _Screen(brief, benchmarks, keep)
    kept = [profile for profile in pool if screen.admits(profile)]
    if not kept:
        return Candidates((), dict(screen.left_out))
    seen = observe(kept, brief, benchmarks)
    prior = levels.priors(seen, benchmarks, calibrations)
    reach, engagements = _distributions(seen, levels.update(seen, prior), benchmarks)
    builder = _Builder(brief, benchmarks, prior, screen)
    posts = map(Post, reach, engagements, (seen.within**2).tolist())
    offers = [
        offer
        for index, (profile, post) in enumerate(zip(kept, posts, strict=True))
        for offer in builder.offers(index, profile, post)
    ]
    return Candidates(tuple(offers), dict(screen.left_out))


class _Screen:
    """The brief's hard filters; remembers the costs and relevances that it had to work out."""

    def __init__(self, brief: Brief, benchmarks: Benchmarks, keep: frozenset[str]) -> None:
        self._brief, self._keep = brief, keep
        self._relevance, self._pricing = Relevance(brief, benchmarks), Pricing(brief, benchmarks)
        self.priced: dict[str, list[tuple[Package | None, Cost]]] = {}
        self.relevance: dict[str, tuple[float, Provenance]] = {}
        self.left_out: Counter[str] = Counter()

    def admits(self, facts: ProfileFacts) -> bool:
        if reason := self._reason_against(facts):
            self.left_out[reason] += 1
        return not reason

    def _reason_against(self, facts: ProfileFacts) -> str:
        if facts.followers is None or (facts.tier == "nano" and facts.id not in self._keep):
            return "size"
        relevance = self.relevance[facts.id] = self._relevance.of(facts)
        if facts.id not in self._keep and (reason := self._soft_reason(facts, relevance[0])):
            return reason
        costs = [(package, self._pricing.of(facts, package)) for package in (None, *facts.packages)]
        self.priced[facts.id] = [
            (package, cost) for package, cost in costs if cost is not None and cost.total <= LARGEST
        ]
        return "" if self.priced[facts.id] else "price"

    def _soft_reason(self, facts: ProfileFacts, relevance: float) -> str:
        brief = self._brief
        if brief.platforms and facts.platform not in brief.platforms:
            return "platform"
        if facts.blocked:
            return "blocked"
        if facts.booked_by_rival is not None:
            return "rival"
        floor = brief.credibility_min
        if floor is not None and (facts.credibility is None or facts.credibility.value < floor):
            return "credibility"
        return "" if relevance > 0 else "niche"


def _distributions(
    seen: Observations, found: Levels, benchmarks: Benchmarks
) -> tuple[list[LogNormal], list[LogNormal]]:
    """Reach and engagements of one sponsored post each."""
    people = {"instagram": 1.0}
    for platform in ("tiktok", "youtube"):
        people[platform] = benchmarks.value("unique_viewers_per_view", platform=platform)
    factor = np.log([people[str(platform)] for platform in seen.platforms])
    cap = benchmarks.value("unmeasured_sigma_cap")
    sponsored = np.log(benchmarks.value("sponsored_factor"))
    reach_spread = np.sqrt(found.exposure_variance + found.within_variance)
    engagement_spread = np.sqrt(found.engagement_variance + found.within_variance)
    measured = ~np.isnan(seen.engagement) | ~np.isnan(seen.rate)
    return (
        _log_normals(found.exposure + factor, reach_spread, ~np.isnan(seen.exposure), cap),
        _log_normals(found.engagement + sponsored, engagement_spread, measured, cap),
    )


def _log_normals(mu: Floats, sigma: Floats, measured: Bools, cap: float) -> list[LogNormal]:
    mean = np.exp(mu + np.where(measured, sigma, np.minimum(sigma, cap)) ** 2 / 2)
    return [LogNormal(*figures) for figures in zip(mu.tolist(), sigma.tolist(), mean.tolist(), strict=True)]


class _Builder:
    """Puts the offers of a profile together from its forecast, its audience, its niches and its costs."""

    def __init__(self, brief: Brief, benchmarks: Benchmarks, prior: Priors, screen: _Screen) -> None:
        self._brief, self._prior, self._screen = brief, prior, screen
        self._targeting, self._packages = Targeting(brief, benchmarks), PackageForecasts(benchmarks)
        usual = benchmarks.row("authentic_share")
        self._authentic = ObservedShare(usual.value, usual.provenance)
        clip = benchmarks.value("reach_share_clip")
        universe = segments(brief, benchmarks).segments
        self._limits = {name: clip * segment.population for name, segment in universe.items()}

    def offers(self, index: int, facts: ProfileFacts, post: Post) -> Iterator[OfferForecast]:
        """The usual one first."""
        target = self._targeting.of(facts)
        origins = self._origins(index, facts, target)
        for package, cost in self._screen.priced[facts.id]:
            yield self._offer(facts, target, post, origins, cost, package)

    def _offer(
        self,
        facts: ProfileFacts,
        target: OnTarget,
        post: Post,
        origins: Mapping[str, Provenance],
        cost: Cost,
        package: Package | None,
    ) -> OfferForecast:
        brings = self._packages.of(facts, package.items, post) if package else alone(post)
        authentic = facts.credibility or self._authentic
        relevance, relevance_origin = self._screen.relevance[facts.id]
        inside = target.age * target.gender * authentic.value
        people = {name: brings.reach.mean * share * inside for name, share in target.countries.items()}
        known = {"authenticity": authentic.origin, "relevance": relevance_origin, "fee": cost.provenance}
        return OfferForecast(
            facts=facts,
            deliverable=DEFAULT_DELIVERABLE[facts.platform],
            niche=main_niche(facts, self._brief.niche_parents),
            reach=brings.reach,
            engagements=brings.engagements,
            on_target={name: min(count, self._limits[name]) for name, count in people.items()},
            clipped=tuple(name for name, count in people.items() if count > self._limits[name]),
            target_share=sum(target.countries.values()) * target.age * target.gender,
            relevance=relevance,
            authenticity=authentic.value,
            relevant=brings.engagements.mean * relevance * authentic.value,
            cost=cost,
            provenance={**origins, **brings.provenance, **known},
            post_engagements=post.engagements,
            package=package,
        )

    def _origins(self, index: int, facts: ProfileFacts, target: OnTarget) -> dict[str, Provenance]:
        exposure = seen_exposure(facts, self._brief.as_of)
        engagements = seen_engagements(facts, self._brief.as_of)
        prior = self._prior
        return {
            "reach": exposure.origin if exposure else prior.exposure_rows[index].provenance,
            "engagements": engagements.origin if engagements else prior.rate_rows[index].provenance,
            **target.provenance,
        }


def to_offer(forecast: OfferForecast) -> records.Offer:
    """The forecast as the optimiser reads it: on-target reach, relevant engagements, all-in cost."""
    facts = forecast.facts
    return records.Offer(
        id=forecast.id,
        person=facts.person,
        tier=facts.tier,
        platform=facts.platform,
        niche=forecast.niche or NO_NICHE,
        cost=forecast.cost.total,
        reach=forecast.on_target,
        engagements=forecast.relevant,
    )

"""Whom an offer reaches: the share of its audience that is on target, and how many people the target
counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from campaigns.strategy.benchmarks import Benchmark, Benchmarks, MissingBenchmark
from campaigns.strategy.facts import Brief, ObservedShares, ProfileFacts, Provenance
from campaigns.strategy.reach.overlap import Fit, Pair
from campaigns.strategy.records import Segment

ALL_PLATFORMS = ("instagram", "tiktok", "youtube")
AS_ENTERED = Provenance("entered", "brief")


class UnknownPopulation(ValueError):
    """Nothing says how many people the target audience has; the brief must give its size."""

    def __init__(self, country: str) -> None:
        super().__init__(f"There is no audience size for {country or 'an empty country'}.")
        self.country = country


@dataclass(frozen=True, slots=True)
class Universe:
    """The target audience by country, and where its size comes from. With audited pairs of profiles `fit` is
    where the kappas come from."""

    segments: Mapping[str, Segment]
    provenance: Provenance
    kappa_provenance: Provenance
    fit: Fit | None = None
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTarget:
    """Shares of a profile's audience: by country, and in the target's ages and genders."""

    countries: Mapping[str, float]
    age: float
    gender: float
    provenance: Mapping[str, Provenance]


def segments(brief: Brief, benchmarks: Benchmarks) -> Universe:
    """People of the target audience, one segment a country, nested by the offers' niches.

    The brief's own size where given (split over countries by their population, evenly where that is
    unknown), else the adults of the largest chosen platform x age x gender x interest in the niches. Raises
    UnknownPopulation.
    """
    kappa = benchmarks.row("kappa_between_niches")
    kappa_niche = benchmarks.value("kappa_within_niche")
    if not brief.audience.countries:
        raise UnknownPopulation("")
    if brief.audience.size is None:
        sizes = {country: _population(country, brief, benchmarks) for country in brief.audience.countries}
        origin = Provenance("assumed", "platform adults x age x gender x interest in the niches")
    else:
        sizes, origin = _split(brief, benchmarks), AS_ENTERED
    found = {country: Segment(size, kappa.value, kappa_niche) for country, size in sizes.items()}
    return Universe(found, origin, kappa.provenance)


def _split(brief: Brief, benchmarks: Benchmarks) -> dict[str, float]:
    countries, size = brief.audience.countries, float(brief.audience.size or 0)
    try:
        weights = {country: _adults(country, brief, benchmarks) for country in countries}
    except UnknownPopulation:
        weights = dict.fromkeys(countries, 1.0)
    return {country: size * weight / sum(weights.values()) for country, weight in weights.items()}


def _population(country: str, brief: Brief, benchmarks: Benchmarks) -> float:
    ages, genders = brief.audience.ages, brief.audience.genders
    age = _sum_of("age_share", ages, benchmarks) if ages else 1.0
    gender = _sum_of("gender_share", genders, benchmarks) if genders else 1.0
    return _adults(country, brief, benchmarks) * age * gender * niche_interest(brief, benchmarks)


def _adults(country: str, brief: Brief, benchmarks: Benchmarks) -> float:
    """The largest platform alone: the same person uses several, so their sum would count people twice."""
    found = []
    for platform in brief.platforms or ALL_PLATFORMS:
        try:
            found.append(benchmarks.value("platform_adults", platform=platform, country=country))
        except MissingBenchmark:
            continue
    if not found:
        raise UnknownPopulation(country)
    return max(found)


def _sum_of(metric: str, groups: tuple[str, ...], benchmarks: Benchmarks) -> float:
    return sum(benchmarks.value(metric, group=group) for group in groups)


def niche_interest(brief: Brief, benchmarks: Benchmarks) -> float:
    """Share of adults interested in any of the brief's niches, taken as independent; 1 without niches."""
    known = benchmarks.groups("niche_interest")
    chosen = {niche if niche in known else brief.niche_parents.get(niche, niche) for niche in brief.niches}
    shares = [known[niche].value if niche in known else _typical(known) for niche in chosen]
    return 1.0 - prod(1.0 - share for share in shares) if shares else 1.0


def _typical(known: Mapping[str, Benchmark]) -> float:
    values = [row.value for row in known.values()]
    return sum(values) / len(values) if values else 1.0


class Targeting:
    """On-target shares of many profiles for one brief; what a profile does not say comes from the
    benchmarks."""

    def __init__(self, brief: Brief, benchmarks: Benchmarks) -> None:
        self._countries = brief.audience.countries
        self._ages, self._genders = brief.audience.ages, brief.audience.genders
        self._home = {group: benchmarks.row("audience_home_share", group=group) for group in _HOME}
        self._age = _default("age_share", self._ages, benchmarks)
        self._gender = _default("gender_share", self._genders, benchmarks)

    def of(self, facts: ProfileFacts) -> OnTarget:
        countries, country_origin = self._country_shares(facts)
        age, age_origin = _share(facts.audience_ages, self._ages, self._age)
        gender, gender_origin = _share(facts.audience_genders, self._genders, self._gender)
        origins = {"country": country_origin, "age": age_origin, "gender": gender_origin}
        return OnTarget(countries, age, gender, origins)

    def _country_shares(self, facts: ProfileFacts) -> tuple[dict[str, float], Provenance]:
        if seen := facts.audience_countries:
            whole = max(1.0, sum(seen.shares.values()))
            return {code: seen.shares.get(code, 0.0) / whole for code in self._countries}, seen.origin
        if not facts.country:
            share = self._home["unknown"].value / max(1, len(self._countries))
            return dict.fromkeys(self._countries, share), self._home["unknown"].provenance
        home, abroad = self._home["home"], self._home["abroad"]
        shares = {code: (home if code == facts.country else abroad).value for code in self._countries}
        return shares, home.provenance


_HOME = ("home", "abroad", "unknown")


def _default(metric: str, groups: tuple[str, ...], benchmarks: Benchmarks) -> tuple[float, Provenance]:
    if not groups:
        return 1.0, AS_ENTERED
    known = benchmarks.groups(metric)
    whole = sum(row.value for row in known.values())
    share = sum(known[group].value for group in groups if group in known) / whole
    return share, next(iter(known.values())).provenance


def _share(
    seen: ObservedShares | None, groups: tuple[str, ...], default: tuple[float, Provenance]
) -> tuple[float, Provenance]:
    if not groups or seen is None:
        return default
    whole = max(1.0, sum(seen.shares.values()))
    return sum(seen.shares.get(group, 0.0) for group in groups) / whole, seen.origin

"""From a campaign's row to the core's brief, rules and benchmarks."""

from datetime import date

from campaigns.models import Campaign, PinKind
from campaigns.planning.candidates import rupiah_per_unit
from campaigns.planning.costs import overheads_of, taxes_on
from campaigns.strategy.benchmarks import Benchmark as BenchmarkRecord
from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.facts import Audience, Brief
from campaigns.strategy.records import Interval, Rules
from influencers.models import Benchmark, Niche


def brief_of(campaign: Campaign, *, as_of: date) -> Brief:
    """What the forecast needs of the brief; nothing measured after `as_of` may be used.

    Raises MissingTaxRate where no rate of some tax holds on the campaign's first day.
    """
    rupiah = rupiah_per_unit().get(campaign.currency)
    return Brief(
        audience=Audience(
            countries=tuple(campaign.countries),
            ages=tuple(campaign.ages),
            genders=(campaign.gender,) if campaign.gender else (),
            size=campaign.audience_size,
        ),
        as_of=as_of,
        niches=tuple(sorted(niche.slug for niche in campaign.niches.all())),
        niche_parents=dict(Niche.objects.filter(parent__isnull=False).values_list("slug", "parent__slug")),
        platforms=tuple(campaign.platforms),
        known_prices_only=campaign.known_prices_only,
        credibility_min=campaign.credibility_min,
        usage_rights_days=campaign.usage_rights_days,
        exclusivity_days=campaign.exclusivity_days,
        rupiah_per_unit=None if rupiah is None else float(rupiah),
        overheads=overheads_of(campaign),
        taxes=taxes_on(campaign.starts_on),
    )


def rules_of(campaign: Campaign) -> Rules:
    """The brief's rules as the optimiser reads them; ids are those of the profiles."""
    return Rules(
        influencers=(campaign.people_min, campaign.people_max),
        max_share_per_influencer=campaign.share_cap,
        tier_share=_micro_share(campaign),
        platform_share={name: (low, high) for name, (low, high) in campaign.platform_shares.items()},
        include=_pinned(campaign, PinKind.INCLUDE),
        exclude=_pinned(campaign, PinKind.EXCLUDE),
    )


def _micro_share(campaign: Campaign) -> dict[str, Interval]:
    low, high = campaign.micro_share_min, campaign.micro_share_max
    if low is None and high is None:
        return {}
    return {"micro": (low or 0.0, 1.0 if high is None else high)}


def _pinned(campaign: Campaign, kind: PinKind) -> tuple[str, ...]:
    return tuple(sorted(str(pin.profile_id) for pin in campaign.pins.all() if pin.kind == kind))


def benchmarks() -> Benchmarks:
    """The installation's benchmarks, as administrators left them."""
    return Benchmarks(
        BenchmarkRecord(**row)
        for row in Benchmark.objects.values(
            "metric",
            "value",
            "platform",
            "country",
            "group",
            "followers_from",
            "followers_to",
            "sigma",
            "unit",
            "evidence",
            "source",
            "source_url",
            "as_of",
            "note",
        )
    )

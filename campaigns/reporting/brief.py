"""The brief in words, as a planner would say it to a colleague."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.forms.named_profiles import line_of
from campaigns.models import Campaign, Pin, PinKind, Pool
from campaigns.models.brief_checks import platform_name
from influencers.countries import country_names
from influencers.figures import count, day, exact_percent, money, percent
from influencers.models import Niche

Words = list[tuple[str, list[str]]]


def brief_in_words(campaign: Campaign) -> Words:
    """What the brief says, as (heading, sentences), without empty headings. One query more."""
    return said(campaign, campaign.niches.all(), list(campaign.pins.select_related("profile")))


def said(campaign: Campaign, niches: Iterable[Niche], pins: list[Pin]) -> Words:
    """As `brief_in_words`, of a brief that need not be saved; no query."""
    words = [
        (_("Goal"), [_goal(campaign)]),
        (_("Budget"), list(_budget(campaign))),
        (_("Dates"), [_range(day(campaign.starts_on), day(campaign.ends_on))]),
        (_("Audience"), list(_audience(campaign))),
        (_("Niches"), [", ".join(sorted(niche.label for niche in niches)) or _("Any")]),
        (_("Platforms"), [", ".join(campaign.platform_labels)]),
        (_("Choose from"), [_pool(campaign)]),
        (_("Rules"), list(_rules(campaign))),
        (_("Costs on top of fees"), list(_costs(campaign))),
        (_("Must have"), _pinned(pins, PinKind.INCLUDE)),
        (_("Never"), _pinned(pins, PinKind.EXCLUDE)),
    ]
    return [(heading, sentences) for heading, sentences in words if sentences]


def _goal(campaign: Campaign) -> str:
    return _("%(goal)s: awareness counts %(awareness)s, engagement %(engagement)s") % {
        "goal": campaign.get_goal_display(),
        "awareness": percent(campaign.awareness_weight),
        "engagement": percent(1 - campaign.awareness_weight),
    }


def _budget(campaign: Campaign) -> Iterator[str]:
    """Nothing while it is being written."""
    if campaign.budget is not None:
        amount = money(campaign.budget, campaign.currency)
        yield _("%(amount)s, everything included") % {"amount": amount}


def _range(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def _audience(campaign: Campaign) -> Iterator[str]:
    names = country_names()
    yield ", ".join(
        [
            str(campaign.get_gender_display()),
            ", ".join(campaign.ages) or _("all ages"),
            ", ".join(names.get(code, code) for code in campaign.countries),
        ]
    )
    if campaign.audience_size:
        yield _("%(count)s people, as the brief says") % {"count": count(campaign.audience_size)}
    else:
        yield _("Its size is estimated from the platforms' adults")


def _pool(campaign: Campaign) -> str:
    chosen = {Pool.IMPORT: campaign.pool_import, Pool.LIST: campaign.pool_list}.get(campaign.pool)
    return f"{campaign.get_pool_display()}: {chosen}" if chosen else campaign.get_pool_display()


def _rules(campaign: Campaign) -> Iterator[str]:
    yield _people(campaign.people_min, campaign.people_max)
    if campaign.share_cap is not None:
        yield _("At most %(share)s of the budget for one influencer") % {"share": percent(campaign.share_cap)}
    if campaign.micro_share_min is not None or campaign.micro_share_max is not None:
        yield _share_rule(_("Micro"), campaign.micro_share_min or 0, campaign.micro_share_max)
    for platform, (least, most) in campaign.platform_shares.items():
        yield _share_rule(platform_name(platform), least, most)
    if campaign.credibility_min is not None:
        yield _("Nobody below %(share)s credibility, and nobody whose credibility is unknown") % {
            "share": percent(campaign.credibility_min)
        }
    if campaign.known_prices_only:
        yield _("Only prices that were quoted")
    yield from _terms(campaign)


def _terms(campaign: Campaign) -> Iterator[str]:
    if campaign.usage_rights_days:
        words = ngettext(
            "Usage rights for %(count)s day", "Usage rights for %(count)s days", campaign.usage_rights_days
        )
        yield words % {"count": count(campaign.usage_rights_days)}
    if campaign.exclusivity_days:
        words = ngettext(
            "Exclusivity for %(count)s day", "Exclusivity for %(count)s days", campaign.exclusivity_days
        )
        yield words % {"count": count(campaign.exclusivity_days)}
    if campaign.rival_weeks is not None:
        words = ngettext(
            "Nobody whom a rival booked in the week before the start or later",
            "Nobody whom a rival booked in the %(count)s weeks before the start or later",
            campaign.rival_weeks,
        )
        yield words % {"count": count(campaign.rival_weeks)}


def _costs(campaign: Campaign) -> Iterator[str]:
    """Nothing where nothing comes on top."""
    if campaign.agency_fee:
        words = _("Agency fee: %(share)s of the fees, PPN on top")
        without = _("Agency fee: %(share)s of the fees")
        yield (words if campaign.agency_is_pkp else without) % {"share": exact_percent(campaign.agency_fee)}
    if campaign.boost:
        yield _("Paid boost: %(share)s of the fees") % {"share": exact_percent(campaign.boost)}
    if campaign.contingency:
        yield _("Contingency: %(share)s of everything else") % {"share": exact_percent(campaign.contingency)}
    if campaign.vat_is_credited:
        yield _("The brand gets PPN back, so it is not part of the cost")


def _people(least: int, most: int | None) -> str:
    if most is None:
        return ngettext("At least %(count)s person", "At least %(count)s people", least) % {
            "count": count(least)
        }
    return _("%(low)s to %(high)s people") % {"low": count(least), "high": count(most)}


def _share_rule(what: str, least: float, most: float | None) -> str:
    return _("%(what)s: %(range)s of the spend") % {
        "what": what,
        "range": _range(percent(least), percent(1 if most is None else most)),
    }


def _pinned(pins: list[Pin], kind: PinKind) -> list[str]:
    return sorted(line_of(pin.profile) for pin in pins if pin.kind == kind)

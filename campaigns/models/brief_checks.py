"""What constraints cannot say of a brief: the shape of its lists. One validator for form and admin."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from influencers.countries import country_names
from influencers.models.audience import AGE_BANDS
from influencers.models.profile import Platform

if TYPE_CHECKING:
    from campaigns.models.campaign import Campaign

Fault = tuple[str, str]  # field, message
TOLERANCE = 1e-9  # sums of shares are floats


def faults_of(campaign: "Campaign") -> Iterator[Fault]:
    """Every fault of the brief's lists, as (field, message)."""
    platforms = campaign.platforms
    if not _known(platforms, Platform.values):
        platforms = Platform.values
        yield "platforms", _("Choose among the platforms.")
    if not _known(campaign.ages, AGE_BANDS):
        yield "ages", _("Choose among the age groups.")
    if not _known(campaign.countries, country_names()):
        yield "countries", _("Choose among the countries.")
    for message in _faults_of_shares(campaign.platform_shares, platforms or Platform.values):
        yield "platform_shares", message


def _known(values: object, known) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) and value in known for value in values)


def _faults_of_shares(shares: object, allowed: list[str]) -> Iterator[str]:
    if not (isinstance(shares, dict) and all(_is_range(value) for value in shares.values())):
        yield _("Give each platform its least and its most share of the spend.")
        return
    for platform, (least, most) in shares.items():
        if platform not in allowed:
            yield _("%(platform)s is not among the platforms of this brief.") % {
                "platform": platform_name(platform)
            }
        elif least > most:
            yield _("%(platform)s: “at most” is below “at least”.") % {"platform": platform_name(platform)}
    if sum(least for least, most in shares.values()) > 1 + TOLERANCE:
        yield _("Together, the least shares come to more than 100 %.")
    elif set(shares) >= set(allowed) and sum(most for least, most in shares.values()) < 1 - TOLERANCE:
        yield _("Together, the most shares come to less than 100 %: no spend could fit.")


def _is_range(value: object) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and all(isinstance(share, (int, float)) and 0 <= share <= 1 for share in value)
    )


def platform_name(platform: str) -> str:
    return dict(Platform.choices).get(platform, platform)

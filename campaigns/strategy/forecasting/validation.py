"""What facts and a brief must satisfy before anything is forecast: a clear line for the first fault."""

from collections.abc import Iterator, Mapping, Sequence

from campaigns.strategy.facts import Brief, ProfileFacts
from campaigns.strategy.validation import LARGEST, check_number

Numbers = Iterator[tuple[str, float | None, float]]  # field, value, the most it may be


def validate_facts(pool: Sequence[ProfileFacts], brief: Brief) -> None:
    """Raise `ProblemError` for the first number that is none, is negative or beyond all reckoning.

    Shares are 0 to 1. Cost: one pass over the profiles, 10,000 in about 0.1 s.
    """
    check_number("audience size", 1 if brief.audience.size is None else brief.audience.size, 1, LARGEST)
    check_number("credibility_min", brief.credibility_min or 0, 0, 1)
    if brief.rupiah_per_unit is not None:
        check_number("rupiah_per_unit", brief.rupiah_per_unit, 1e-9, LARGEST)
    for profile in pool:
        for field, value, most in _numbers(profile):
            if value is not None and not 0 <= value <= most:  # also catches NaN
                check_number(f"profile {profile.id!r} {field}", value, 0, most)


def _numbers(profile: ProfileFacts) -> Numbers:
    yield "followers", profile.followers, LARGEST
    for field, seen in (
        ("engagements", profile.engagements),
        ("reach", profile.reach),
        ("views", profile.views),
    ):
        if seen is not None:
            yield field, seen.mean, LARGEST
            yield f"{field} posts", seen.posts, LARGEST
    if profile.engagement_rate is not None:
        yield "engagement_rate", profile.engagement_rate.value, LARGEST
        yield "engagement_rate posts", profile.engagement_rate.posts, LARGEST
    yield from _shares("niche", profile.niches)
    for field, shares in (
        ("audience country", profile.audience_countries),
        ("audience age", profile.audience_ages),
        ("audience gender", profile.audience_genders),
    ):
        if shares is not None:
            yield from _shares(field, shares.shares)
    if profile.credibility is not None:
        yield "credibility", profile.credibility.value, 1
    for deliverable, price in profile.prices.items():
        yield f"price of {deliverable}", price.amount, LARGEST
    for package in profile.packages:
        yield f"price of package {package.id}", package.price.amount, LARGEST


def _shares(field: str, shares: Mapping[str, float]) -> Numbers:
    for name, share in shares.items():
        yield f"{field} {name}", share, 1

"""Packages of the synthetic catalogue: what a rate card sells together, a little cheaper than one by one."""

from dataclasses import dataclass

from numpy.random import Generator

from campaigns.demo.figures import benchmarks
from influencers.deliverables import DEFAULT_DELIVERABLE

SHARE = 0.2  # of the profiles with a price: the project's assumption
DISCOUNTS = (0.7, 0.9)  # of the prices one by one
MORE_RIGHTS = 90  # days, at MORE_RIGHTS_PRICE of the package's price
MORE_RIGHTS_PRICE = 0.25
OTHER_MULTIPLIER = 0.5  # of a deliverable that no benchmark prices
SOLD_TOGETHER = {
    "instagram": (
        ("Feed and stories", {"instagram_post": 1, "instagram_story": 3}),
        ("Two feed posts", {"instagram_post": 2}),
        ("Launch", {"instagram_post": 2, "instagram_reel": 1, "instagram_story": 3}),
    ),
    "tiktok": (
        ("Two videos", {"tiktok_video": 2}),
        ("Videos and live", {"tiktok_video": 2, "tiktok_live": 1}),
    ),
    "youtube": (
        ("Integration and shorts", {"youtube_integration": 1, "youtube_short": 2}),
        ("Two integrations", {"youtube_integration": 2}),
    ),
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A package of so many deliverables; with `more_rights_price` it sells usage rights for MORE_RIGHTS days.

    Its terms are those of the account's first quote.
    """

    name: str
    items: dict[str, int]
    amount: int
    rights_days: int
    more_rights_price: int | None


def bundles(rng: Generator, platform: str, price: int | None) -> list[Bundle]:
    """None, or one to all of what is sold together on the platform; `price` is of the usual deliverable."""
    chance, *rolls = rng.random(5).tolist()
    if price is None or chance >= SHARE:
        return []
    offered = SOLD_TOGETHER[platform]
    return [_bundle(price, platform, *each, rolls) for each in offered[: 1 + int(rolls[0] * len(offered))]]


def _bundle(price: int, platform: str, name: str, items: dict[str, int], rolls: list[float]) -> Bundle:
    times, (low, high) = _multipliers(platform), DISCOUNTS
    worth = sum(count * times.get(item, OTHER_MULTIPLIER) for item, count in items.items())
    whole = price * worth / times[DEFAULT_DELIVERABLE[platform]]
    amount = max(int(round(whole * (low + (high - low) * rolls[1]), -4)), 50_000)
    more = max(int(round(amount * MORE_RIGHTS_PRICE, -4)), 10_000) if rolls[2] < 0.5 else None
    return Bundle(name, items, amount, 30 if rolls[3] < 0.4 else 0, more)


def _multipliers(platform: str) -> dict[str, float]:
    return {row["group"]: row["value"] for row in benchmarks("deliverable_multiplier", platform)}

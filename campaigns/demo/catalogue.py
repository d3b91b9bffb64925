"""The synthetic catalogue as plain records: a seed and a day in, people with their profiles out."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from campaigns.demo import names, niches
from campaigns.demo.bundles import Bundle, bundles
from campaigns.demo.figures import PLATFORM_WEIGHTS, PLATFORMS, Drawn, benchmarks, draw
from influencers.tiers import MACRO, tier_of

PEOPLE_A_BATCH = 1_000
PROFILES_OF_A_PERSON = {1: 0.78, 2: 0.16, 3: 0.06}
COMMENTS, SHARES = 0.04, 0.06  # of the engagements; shares are counted on TikTok alone
POST_SIGMA, POSTS = 0.53, 12
BASES = ("nett", "gross", "unknown")
INSTAGRAM, TIKTOK = PLATFORMS.index("instagram"), PLATFORMS.index("tiktok")
USUAL = ("instagram_post", "tiktok_video", "youtube_integration")


@dataclass(frozen=True, slots=True)
class Seen:
    """One dated observation."""

    day: date
    followers: int
    posts: int | None = None
    views: float | None = None
    likes: float | None = None
    comments: float | None = None
    shares: float | None = None
    reach: float | None = None

    @property
    def engagements(self) -> float | None:
        return None if self.likes is None else self.likes + (self.comments or 0) + (self.shares or 0)


@dataclass(frozen=True, slots=True)
class Quote:
    day: date
    deliverable: str
    amount: int
    basis: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """One profile; `seen` has the newest observation first, the first quote is of the usual deliverable."""

    platform: str
    niches: dict[str, float]
    seen: list[Seen]
    quotes: list[Quote]
    credibility: float | None
    audience: dict[tuple[str, str], float]
    bundles: list[Bundle] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    gender: str
    handle: str
    country: str
    city: str
    accounts: list[Account] = field(default_factory=list)


def people(*, profiles: int, seed: int, today: date) -> Iterator[list[Person]]:
    """Batches of people who have so many profiles together.

    The same seed gives the same people and figures, whatever the number: a larger catalogue begins with the
    smaller one. Memory is that of one batch.
    """
    left, number = profiles, 0
    while left > 0:
        batch = []
        for person in _batch(number, seed, today):
            del person.accounts[left:]
            left -= len(person.accounts)
            batch.append(person)
            if not left:
                break
        yield batch
        number += PEOPLE_A_BATCH


def _batch(number: int, seed: int, today: date) -> list[Person]:
    rng = np.random.default_rng([seed, number])
    found = [_person(rng, number + index, seed) for index in range(PEOPLE_A_BATCH)]
    counts = rng.choice(list(PROFILES_OF_A_PERSON), PEOPLE_A_BATCH, p=list(PROFILES_OF_A_PERSON.values()))
    owner = np.repeat(np.arange(PEOPLE_A_BATCH), counts)
    platform = _platforms(rng, counts)
    figures = draw(rng, platform, owner)
    interests = _interests(rng, owner, np.array([each.followers for each in figures]))
    for drawn, person in zip(figures, owner.tolist(), strict=True):
        found[person].accounts.append(_account(rng, drawn, found[person], interests[person], today))
    _offer_bundles(np.random.default_rng([seed, number, 1]), found)
    return found


def _offer_bundles(rng: Generator, found: list[Person]) -> None:
    """Drawn apart, so that the people are the same with and without packages."""
    for account in (account for person in found for account in person.accounts):
        price = account.quotes[0].amount if account.quotes else None
        account.bundles.extend(bundles(rng, account.platform, price))


def _person(rng: Generator, number: int, seed: int) -> Person:
    name, gender, handle = names.person(number, seed)
    country = _one_of(rng, names.COUNTRIES)
    return Person(name, gender, handle, country, _one_of(rng, names.CITIES[country]))


def _one_of(rng: Generator, weights: dict[str, float]) -> str:
    place = rng.random() * sum(weights.values())
    for value, weight in weights.items():
        place -= weight
        if place < 0:
            return value
    return value


def _platforms(rng: Generator, counts: np.ndarray) -> np.ndarray:
    """Different platforms for each person, the likelier ones first: the Gumbel trick."""
    order = np.argsort(-(np.log(PLATFORM_WEIGHTS) + rng.gumbel(size=(len(counts), 3))), axis=1)
    return order[np.arange(3) < counts[:, None]]


def _interests(rng: Generator, owner: np.ndarray, followers: np.ndarray) -> list[dict[str, float]]:
    """Niches of each person; who has a macro profile publishes about more things and less of each."""
    slugs, _, weights = niches.taxonomy()
    people = int(owner.max()) + 1
    largest = np.zeros(people)
    np.maximum.at(largest, owner, followers)
    picks = rng.choice(len(slugs), (people, 3), p=weights)
    extra, spread = rng.integers(0, 2, people), rng.normal(0, niches.FOCUS_SPREAD, people)
    found = []
    for index, size in enumerate(largest.tolist()):
        tier = "macro" if tier_of(int(size)) == MACRO else "micro"
        count = int(extra[index]) + (2 if tier == "macro" else 1)
        main, *others = (slugs[pick] for pick in picks[index, :count])
        focus = min(max(niches.FOCUS[tier] + float(spread[index]), 0.2), 0.95)
        found.append(niches.weights_of(main, others, focus))
    return found


def _account(
    rng: Generator, drawn: Drawn, person: Person, interests: dict[str, float], today: date
) -> Account:
    top = niches.taxonomy()[1][next(iter(interests))]
    return Account(
        platform=PLATFORMS[drawn.platform],
        niches=interests,
        seen=_history(rng, drawn, today),
        quotes=_quotes(rng, drawn, today),
        credibility=_known(drawn.credibility),
        audience=niches.audience(rng, person.country, top) if drawn.has_audience else {},
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _history(rng: Generator, drawn: Drawn, today: date) -> list[Seen]:
    """A month between observations, the newest first; averages scatter like the posts behind them."""
    newest = today - timedelta(days=int(rng.integers(1, 45)))
    noise = rng.normal(0, POST_SIGMA / math.sqrt(POSTS), drawn.months).tolist()
    noise[0] = 0.0  # the newest is the figure drawn
    return [
        _seen(drawn, newest - timedelta(days=30 * month), drawn.growth**-month, math.exp(each))
        for month, each in enumerate(noise)
    ]


def _seen(drawn: Drawn, day: date, size: float, scatter: float) -> Seen:
    followers, reach = max(int(drawn.followers * size), 1), _known(drawn.reach)
    reach = reach and max(round(reach * scatter), 1)
    if math.isnan(drawn.rate):
        return Seen(day=day, followers=followers, reach=reach)
    views = _known(drawn.views) and drawn.views * scatter
    engagements = drawn.rate * (followers * scatter if views is None else views)
    shares = SHARES if drawn.platform == TIKTOK else 0.0
    return Seen(
        day=day,
        followers=followers,
        posts=POSTS,
        views=views and round(views),
        likes=round(engagements * (1 - COMMENTS - shares), 1),
        comments=round(engagements * COMMENTS, 1),
        shares=round(engagements * shares, 1) if shares else None,
        reach=reach,
    )


def _quotes(rng: Generator, drawn: Drawn, today: date) -> list[Quote]:
    """The usual deliverable; two of five Instagram rate cards name a reel and a story as well."""
    if math.isnan(drawn.price):
        return []
    age, basis, lasts, whole = rng.random(4).tolist()
    day = today - timedelta(days=5 + int(195 * age))
    until = day + timedelta(days=365) if lasts < 0.5 else None
    terms = (BASES[int(basis * len(BASES))], until)
    found = [Quote(day, USUAL[drawn.platform], int(drawn.price), *terms)]
    if drawn.platform == INSTAGRAM and whole < 0.4:
        for row in benchmarks("deliverable_multiplier", "instagram"):
            if row["group"] in ("instagram_reel", "instagram_story"):
                amount = max(int(round(drawn.price * row["value"], -4)), 50_000)
                found.append(Quote(day, row["group"], amount, *terms))
    return found

"""What several posts of one profile bring together: engagements add up, reach does not.

Inside the profile the people are beta-binomial: each of its audience sees a post with a chance p of their
own, p ~ Beta with the single post's share f as its mean and `loyalty` as the correlation of two posts. With
s = 1 / loyalty - 1, n posts miss somebody with probability prod_{i < n} ((1 - f) s + i) / (s + i). A weaker
post (a story) counts as a full one with the chance that it reaches as many, independently for each person.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaigns.strategy.benchmarks import Benchmark, Benchmarks
from campaigns.strategy.facts import ProfileFacts, Provenance
from campaigns.strategy.forecasting.ranges import LogNormal
from influencers.deliverables import DEFAULT_DELIVERABLE

Items = Sequence[tuple[str, int]]
STORY = "instagram_story"


@dataclass(frozen=True, slots=True)
class Post:
    """One usual post of a profile; `within` is the variance of the log around the profile's own level."""

    reach: LogNormal
    engagements: LogNormal
    within: float


@dataclass(frozen=True, slots=True)
class Together:
    """What the posts of a package bring; `provenance` has the figures that rest on more than the post."""

    reach: LogNormal
    engagements: LogNormal
    provenance: Mapping[str, Provenance]


def alone(post: Post) -> Together:
    """The usual deliverable, once."""
    return Together(post.reach, post.engagements, {})


class PackageForecasts:
    """Forecasts of packages by the installation's benchmarks; O(posts^2) a package."""

    def __init__(self, benchmarks: Benchmarks) -> None:
        self._benchmarks = benchmarks
        self._loyalty = benchmarks.row("audience_loyalty")

    def of(self, facts: ProfileFacts, items: Items, post: Post) -> Together:
        """Raises MissingBenchmark for a deliverable that no row compares with the usual one."""
        reach_rows = {name: self._against_usual(facts, name, "deliverable_reach") for name, _ in items}
        rows = {name: self._against_usual(facts, name, "deliverable_engagements") for name, _ in items}
        reach = list(_each(items, {name: row.value for name, row in reach_rows.items()}))
        engagements = list(_each(items, {name: row.value for name, row in rows.items()}))
        changed = {}
        if len(reach) > 1 or reach[0] != 1.0:
            row = self._loyalty if len(reach) > 1 else reach_rows[items[0][0]]
            changed["reach"] = row.provenance
        if usual := _mostly_other(items, rows, DEFAULT_DELIVERABLE[facts.platform]):
            changed["engagements"] = usual.provenance
        audience = float(facts.followers or 0)
        return Together(
            _several(
                post.reach, post.within, reach, reached(post.reach.mean, reach, audience, self._loyalty.value)
            ),
            _several(post.engagements, post.within, engagements, sum(engagements) * post.engagements.mean),
            changed,
        )

    def _against_usual(self, facts: ProfileFacts, deliverable: str, metric: str) -> Benchmark:
        """How much of the usual deliverable's figure this one brings."""
        platform, size = facts.platform, float(facts.followers or 0)
        if deliverable == DEFAULT_DELIVERABLE[platform]:
            return Benchmark(metric, 1.0)
        if deliverable == STORY and metric == "deliverable_reach":
            story = self._benchmarks.row("story_reach_per_follower", platform=platform, followers=size)
            feed = self._benchmarks.reach_per_follower(platform, size)
            return _scaled(story, 1 / feed.median)
        return self._benchmarks.row(metric, platform=platform, group=deliverable)


def _scaled(row: Benchmark, by: float) -> Benchmark:
    return Benchmark(row.metric, row.value * by, evidence=row.evidence, source=row.source, as_of=row.as_of)


def _each(items: Items, weights: Mapping[str, float]) -> Iterator[float]:
    for deliverable, quantity in items:
        yield from [weights[deliverable]] * quantity


def _mostly_other(items: Items, rows: Mapping[str, Benchmark], usual: str) -> Benchmark | None:
    """The row behind most of the engagements, None where the usual deliverable brings half of them."""
    brought = {name: quantity * rows[name].value for name, quantity in items}
    if 2 * brought.get(usual, 0.0) >= sum(brought.values()):
        return None
    return rows[max((name for name in brought if name != usual), key=lambda name: brought[name])]


def reached(single: float, weights: Sequence[float], audience: float, loyalty: float) -> float:
    """People reached by posts that alone reach `weight x single` people each, out of `audience`.

    One post gives `weight x single`; more posts never reach fewer people, nor more than the audience or the
    plain sum. An audience smaller than the strongest post's reach is taken to be that reach. `loyalty`: 0
    (who sees one post is no likelier to see the next) to 1 (always the same people).
    """
    strongest = max(weights) * single
    if strongest <= 0:
        return 0.0
    audience = max(audience, strongest)
    missed = _missed(strongest / audience, loyalty, len(weights))
    full = _full_posts([weight * single / strongest for weight in weights])
    return audience * (1.0 - sum(chance * miss for chance, miss in zip(full, missed, strict=True)))


def _missed(share: float, loyalty: float, posts: int) -> list[float]:
    """The chance that 0, 1, ... `posts` full posts all miss a person."""
    found, spread = [1.0], 1.0 - loyalty
    for earlier in range(posts):
        ratio = (
            ((1 - share) * spread + earlier * loyalty) / (spread + earlier * loyalty)
            if earlier
            else 1 - share
        )
        found.append(found[-1] * ratio)
    return found


def _full_posts(chances: Sequence[float]) -> list[float]:
    """The chance that 0, 1, ... of the posts count as full ones."""
    found = [1.0]
    for chance in chances:
        stays, rises = [each * (1 - chance) for each in found], [each * chance for each in found]
        found = [a + b for a, b in zip([*stays, 0.0], [0.0, *rises], strict=True)]
    return found


def _several(post: LogNormal, within: float, weights: Sequence[float], mean: float) -> LogNormal:
    """The single post's figure raised to `mean`; the level is shared by all posts, their noise averages out.

    The noise of the sum is that of the log-normal with the same variance (Fenton and Wilkinson).
    """
    total = sum(weights)
    if total <= 0 or mean <= 0:
        return LogNormal(post.mu, post.sigma, 0.0)
    alone = sum(weight**2 for weight in weights) / total**2
    noise = math.log1p(math.expm1(within) * alone)
    mu = post.mu + math.log(mean / post.mean) + (within - noise) / 2
    return LogNormal(mu, math.sqrt(max(post.sigma**2 - within + noise, 0.0)), mean)

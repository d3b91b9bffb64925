"""Everything the catalogue knows about one influencer, and where each figure comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.figures import count, percent, rate, short
from influencers.gaps import gaps
from influencers.jumps import Jump, Seen, jumps
from influencers.models import (
    AudienceShare,
    Credibility,
    Influencer,
    Measurement,
    Package,
    Platform,
    Profile,
    Rate,
    Source,
)
from influencers.models.audience import AudienceDimension
from influencers.peers import Peers, Standing

HISTORY_SHOWN = 60  # the newest measurements; more would make the page grow without end
HISTORY_FIGURES = (
    ("followers", gettext_lazy("Followers"), count),
    ("engagement_rate", gettext_lazy("Engagement rate"), rate),
    ("average_reach", gettext_lazy("Reach"), count),
    ("average_views", gettext_lazy("Views"), count),
    ("average_likes", gettext_lazy("Likes"), count),
    ("average_comments", gettext_lazy("Comments"), count),
    ("average_shares", gettext_lazy("Shares"), count),
)


@dataclass(frozen=True)
class AudiencePart:
    """The audience along one dimension, as the newest source that covers it has it."""

    label: str
    source: Source
    shares: tuple[AudienceShare, ...]


@dataclass(frozen=True)
class Comparison:
    """A figure beside its peers: `typical` is their median, already in words like `value`."""

    label: str
    value: str
    typical: str
    standing: Standing


@dataclass(frozen=True)
class Observation:
    """A measurement with its figures in words, a cell for each figure that any of them gives."""

    measurement: Measurement
    cells: tuple[tuple[str, str, str], ...]  # label, figure, what a rate is divided by


@dataclass(frozen=True)
class Used:
    """A source and what it said about this profile."""

    source: Source
    gave: str


def of(influencer: Influencer, *, chosen: str = "") -> dict[str, object]:
    """What the page shows; `chosen` is the id of a profile as text; nonsense gets the largest one.

    A constant number of queries, however long the history.
    """
    profiles = list(influencer.profiles.order_by("-followers", "pk"))
    profiles.sort(key=lambda profile: profile.followers is None)
    by_id = {str(profile.pk): profile for profile in profiles}
    picked = by_id.get(chosen) or (profiles[0] if profiles else None)
    context: dict[str, object] = {"influencer": influencer, "profiles": profiles, "profile": None}
    return context | _profile(picked.pk) if picked else context


def _profile(pk: int) -> dict[str, object]:
    profile = _known(pk)
    history = profile.history
    found = _jumps(history)
    standings = _standings(profile, Peers())
    quotes, records = list(profile.rates.all()), list(profile.credibility_records.all())
    packages = list(profile.packages.all())
    audience = list(_audience(profile.audience_shares.all()))
    return {
        "profile": profile,
        "sources": _figure_sources(profile, history),
        "standings": standings,
        "comparisons": list(_comparisons(profile, standings)),
        "audience": audience,
        "rates": quotes,
        "packages": packages,
        "list_rate": _list_rate(profile, quotes),
        "credibility_records": records,
        "observations": _observations(history),
        "followers_course": [
            (each.measured_on, each.followers) for each in reversed(history) if each.followers is not None
        ],
        "jump_marks": {jump.after.day: jump_words(jump) for jump in found},
        "jump_signs": [jump_words(jump) for jump in found if jump.is_sign],
        "used_sources": _used(history, [*quotes, *packages], audience, records),
        "gaps": gaps(profile, audience=audience),
    }


def _jumps(history: Sequence[Measurement]) -> list[Jump]:
    """Sudden changes among the measurements that are shown."""
    return jumps(
        [
            Seen(each.measured_on, each.followers, each.engagements)
            for each in reversed(history)
            if each.followers is not None
        ]
    )


def jump_words(jump: Jump) -> str:
    """A jump in one or two sentences: how much, how fast, and whether the engagements moved along."""
    rose = ngettext(
        "Followers rose by %(change)s within %(days)s day (from %(before)s to %(after)s).",
        "Followers rose by %(change)s within %(days)s days (from %(before)s to %(after)s).",
        jump.days,
    )
    fell = ngettext(
        "Followers fell by %(change)s within %(days)s day (from %(before)s to %(after)s).",
        "Followers fell by %(change)s within %(days)s days (from %(before)s to %(after)s).",
        jump.days,
    )
    words = (rose if jump.change > 0 else fell) % {
        "change": percent(abs(jump.change)),
        "days": count(jump.days),
        "before": count(jump.before.followers),
        "after": count(jump.after.followers),
    }
    if jump.shared is None:
        return words
    moved = _("Engagements moved along.") if jump.shared else _("Engagements did not move along.")
    return f"{words} {moved}"


def _known(pk: int) -> Profile:
    newest = Measurement.objects.select_related("source").order_by("-measured_on", "-pk")[:HISTORY_SHOWN]
    parts = [
        Prefetch("measurements", newest, to_attr="history"),
        Prefetch("rates", Rate.objects.select_related("source")),
        Prefetch("packages", Package.objects.select_related("source").prefetch_related("items")),
        Prefetch("audience_shares", AudienceShare.objects.select_related("source")),
        Prefetch("credibility_records", Credibility.objects.select_related("source")),
    ]
    return Profile.objects.with_person().with_niches().prefetch_related(*parts).get(pk=pk)


def _observations(history: Sequence[Measurement]) -> list[Observation]:
    """The history without the columns that nobody ever filled."""
    given = [
        (name, str(label), words)
        for name, label, words in HISTORY_FIGURES
        if any(getattr(each, name) is not None for each in history)
    ]
    return [
        Observation(
            each, tuple((label, words(getattr(each, name)), _per(each, name)) for name, label, words in given)
        )
        for each in history
    ]


def _per(measurement: Measurement, figure: str) -> str:
    return measurement.get_engagement_denominator_display() if figure == "engagement_rate" else ""


def _figure_sources(profile: Profile, history: Iterable[Measurement]) -> dict[str, Measurement]:
    """For each figure of the profile the newest measurement that gives it, as `current.refresh` decides."""
    found: dict[str, Measurement] = {}
    for measurement in history:
        for figure in ("followers", "average_reach", "average_views"):
            if getattr(measurement, figure) is not None:
                found.setdefault(figure, measurement)
        if _gives_rate(profile, measurement):
            found.setdefault("engagement_rate", measurement)
    return found


def _gives_rate(profile: Profile, measurement: Measurement) -> bool:
    """Stated outright, or to be calculated from engagements and what the platform divides them by."""
    if measurement.engagement_rate is not None:
        return True
    counted = (measurement.average_engagements, measurement.average_likes)
    per = measurement.followers if profile.platform == Platform.INSTAGRAM else measurement.average_views
    return any(value is not None for value in counted) and bool(per)


def _standings(profile: Profile, peers: Peers) -> dict[str, Standing | None]:
    return {
        "engagement": peers.engagement(profile),
        "audience": peers.audience(profile),
        "price": peers.price(profile),
    }


def _comparisons(profile: Profile, standings: Mapping[str, Standing | None]) -> Iterable[Comparison]:
    """The figures that a benchmark speaks of."""
    engagement, audience, price = standings["engagement"], standings["audience"], standings["price"]
    if engagement:
        label = _("Engagement rate %(denominator)s")
        words = label % {"denominator": profile.get_engagement_denominator_display()}
        yield Comparison(words, rate(profile.engagement_rate), rate(engagement.typical), engagement)
    if audience:
        reach = profile.platform == Platform.INSTAGRAM
        label = _("Reach of a post, of followers") if reach else _("Views of a post, of followers")
        seen = profile.average_reach if reach else profile.average_views
        yield Comparison(label, percent(seen / profile.followers), percent(audience.typical), audience)
    if price:
        yield Comparison(_("List price, rupiah"), short(profile.price), short(price.typical), price)


def _audience(shares: Iterable[AudienceShare]) -> Iterable[AudiencePart]:
    """One part a dimension, from its newest source; ages in their order, the rest by size."""
    by_dimension = sorted(shares, key=lambda share: (share.dimension, share.source_id))
    found = {key: list(rows) for key, rows in groupby(by_dimension, key=lambda share: share.dimension)}
    for dimension in AudienceDimension:
        rows = found.get(dimension, [])
        if rows:
            newest = max((row.source for row in rows), key=lambda source: (source.obtained_on, source.pk))
            chosen = [row for row in rows if row.source_id == newest.pk]
            by_age = dimension == AudienceDimension.AGE
            chosen.sort(key=lambda row: row.value if by_age else (-row.share, row.value))
            yield AudiencePart(str(dimension.label), newest, tuple(chosen))


def _list_rate(profile: Profile, quotes: Iterable[Rate]) -> Rate | None:
    """The quote that the list price is copied from."""
    fitting = [
        quote
        for quote in quotes
        if quote.currency == "IDR" and quote.deliverable == DEFAULT_DELIVERABLE[profile.platform]
    ]
    return max(fitting, key=lambda quote: (quote.quoted_on, quote.pk), default=None)


def _used(history, quotes, audience, records) -> list[Used]:
    """Every source behind the page once, with what it gave, the newest first."""
    gave: dict[Source, dict[str, None]] = {}
    pairs = [(row.source, _("measurements")) for row in history]
    pairs += [(part.source, _("audience")) for part in audience]
    pairs += [(row.source, _("rates")) for row in quotes]
    pairs += [(row.source, _("credibility")) for row in records]
    for source, what in pairs:
        gave.setdefault(source, {})[what] = None
    newest_first = sorted(gave, key=lambda source: (source.obtained_on, source.pk), reverse=True)
    return [Used(source, ", ".join(gave[source])) for source in newest_first]

"""The rows of the list page: profiles with everything a row shows, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.models import Credibility, Profile, ProfileNiche, Rate, Source
from influencers.peers import Peers, Standing


@dataclass(frozen=True)
class Row:
    profile: Profile
    standing: Standing | None  # of the engagement rate

    @cached_property
    def niches(self) -> str:
        """Every niche by name, the heaviest first."""
        return ", ".join(weight.niche.label for weight in self.profile.niche_weights.all())

    @cached_property
    def price_source(self) -> Source | None:
        """Where the list price comes from: the newest quote of the deliverable that it is the price of."""
        deliverable = DEFAULT_DELIVERABLE[self.profile.platform]
        asked = deliverable, "IDR"
        quotes = [rate for rate in self.profile.rates.all() if (rate.deliverable, rate.currency) == asked]
        newest = max(quotes, key=lambda rate: (rate.quoted_on, rate.pk), default=None)
        return newest and newest.source

    @cached_property
    def credibility_source(self) -> Source | None:
        """Where the credibility comes from: the newest assessment."""
        newest = next(iter(self.profile.credibility_records.all()), None)
        return newest and newest.source


def rows(ids: Sequence[int]) -> list[Row]:
    """The rows of these profiles, in this order; ids that are gone since are left out."""
    # Not by currency: SQLite would walk the index of currencies, which is most of the table.
    quotes = Prefetch("rates", Rate.objects.select_related("source"))
    weights = Prefetch("niche_weights", ProfileNiche.objects.select_related("niche"))
    assessments = Prefetch("credibility_records", Credibility.objects.select_related("source"))
    known = Profile.objects.with_person().select_related("source")
    profiles = known.prefetch_related(quotes, weights, assessments)
    found = profiles.in_bulk(ids)
    peers = Peers()
    return [Row(found[pk], peers.engagement(found[pk])) for pk in ids if pk in found]

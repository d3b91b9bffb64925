"""What a brief says so far, while it is being written: in words, and whom it would let us choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from campaigns.forms import BriefForm
from campaigns.planning.candidates import pool_of
from campaigns.playbook import Split, split_at
from campaigns.reporting.brief import Words, said
from influencers.models import Niche, Profile


@dataclass(frozen=True, slots=True)
class Summary:
    """Platforms and pool allow `pool` of the `catalogue`, the niches `about` of them (None: any niche).
    `micro` and `macro` are the playbook's parts of the budget, None without a budget or a playbook."""

    words: Words
    catalogue: int
    pool: int
    about: int | None
    currency: str
    split: Split | None
    micro: int | None
    macro: int | None

    @property
    def choosable(self) -> int:
        return self.pool if self.about is None else self.about

    @property
    def pool_share(self) -> float:
        return self.pool / (self.catalogue or 1)

    @property
    def about_share(self) -> float:
        return (self.about or 0) / (self.catalogue or 1)


def summary_of(form: BriefForm) -> Summary:
    """Of what can be read already; what is missing or wrong is left out. Five queries at most."""
    campaign, niches = form.draft()
    pool = pool_of(campaign)
    split = split_at(campaign.awareness_weight)
    micro = round(campaign.budget * split.micro) if campaign.budget and split else None
    return Summary(
        words=said(campaign, niches, []),
        catalogue=Profile.objects.listed().count(),
        pool=pool.count(),
        about=_considered_for(pool, niches).count() if niches else None,
        currency=campaign.currency,
        split=split,
        micro=micro,
        macro=None if micro is None else campaign.budget - micro,
    )


def _considered_for(pool, niches: Iterable[Niche]):
    """As the forecast has it: a niche asked for, a narrower or the broader one, or none known."""
    near = Q(niches__in=niches) | Q(niches__parent__in=niches) | Q(niches__children__in=niches)
    return pool.filter(near | Q(niches=None)).distinct()

"""What nobody has said about a profile yet: what each fact would improve, and the columns that bring it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from influencers.importing.fields import LABELS, Field
from influencers.models import Platform, Profile


@dataclass(frozen=True)
class Gap:
    """A fact that is missing. `columns` of an imported list bring it, any of them."""

    fact: str | Promise
    improves: str | Promise
    columns: tuple[Field, ...]

    @property
    def names(self) -> list[str]:
        return [str(LABELS[column]) for column in self.columns]


FOLLOWERS = Gap(
    _("Followers"),
    _("The tier, and with it a place in recommendations."),
    (Field.FOLLOWERS,),
)
ENGAGEMENT = Gap(
    _("Engagement rate"),
    _("The forecast of engagements, which rests on the benchmark of platform and size until then."),
    (Field.ENGAGEMENT_RATE, Field.AVG_LIKES, Field.AVG_COMMENTS),
)
REACH = Gap(
    _("Typical reach"),
    _("The forecast of reach, which rests on the benchmark of platform and size until then."),
    (Field.AVG_REACH,),
)
VIEWS = Gap(
    _("Typical views"),
    _("The forecast of reach, which rests on the benchmark of platform and size until then."),
    (Field.AVG_VIEWS,),
)
PRICE = Gap(
    _("List price"),
    _("The cost of a plan, which is an estimate from benchmarks until then."),
    (Field.PRICE, Field.DELIVERABLE),
)
AUDIENCE = Gap(
    _("Audience"),
    _("How many of those reached are the target audience; their country is a guess until then."),
    (Field.AUDIENCE_COUNTRY,),
)
NICHES = Gap(
    _("Niche"),
    _("Being found by niche, and how much of the engagement is relevant to a brief."),
    (Field.NICHE,),
)
CREDIBILITY = Gap(
    _("Credibility"),
    _("How much of the engagement counts as authentic; a brief with a floor leaves it out."),
    (Field.AUTHENTIC_ENGAGEMENT, Field.FAKE_FOLLOWERS),
)


def gaps(profile: Profile, *, audience: Collection[object]) -> list[Gap]:
    """What is missing of this profile, what matters most first; `audience` is what is known of that."""
    seen = (
        (REACH, profile.average_reach is None)
        if profile.platform == Platform.INSTAGRAM
        else (VIEWS, profile.average_views is None)
    )
    known = (
        (FOLLOWERS, profile.followers is None),
        (PRICE, profile.price is None),
        (ENGAGEMENT, profile.engagement_rate is None),
        seen,
        (NICHES, not profile.niche_weights.all()),
        (AUDIENCE, not audience and not profile.audience_country),
        (CREDIBILITY, profile.credibility is None),
    )
    return [gap for gap, is_missing in known if is_missing]

"""The tags and blocklists of a user's brands, as the list of the catalogue reads them.

Whoever belongs to several brands sees the tags of all of them, with the brand's name, and is spared the
people whom all of them block; whom only some block is shown, and the row says which.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from campaigns.models import Block, Brand, Tag
from influencers import private_marks
from influencers.models import Profile


class BrandMarks:
    """Two queries for tags and two for blocks, however many there are."""

    def tags(self, user) -> Mapping[str, private_marks.Tag]:
        rows = Tag.objects.of_member(user).select_related("brand")
        counted = list(rows.annotate(profiles=Count("influencers__profiles", distinct=True)))
        several = len({tag.brand_id for tag in counted}) > 1
        return {
            str(tag.pk): private_marks.Tag(f"{tag.brand} › {tag.name}" if several else tag.name, tag.profiles)
            for tag in counted
        }

    def tagged(self, keys: Collection[str]) -> frozenset[int]:
        return frozenset(
            Profile.objects.filter(influencer__brand_tags__in=list(map(int, keys))).values_list(
                "pk", flat=True
            )
        )

    def hidden(self, user) -> frozenset[int]:
        brands = set(Brand.objects.of_member(user).values_list("pk", flat=True))
        if not brands:
            return frozenset()
        everywhere = (
            Block.objects.filter(brand__in=brands)
            .order_by()
            .values("influencer")
            .annotate(brands=Count("brand"))
            .filter(brands=len(brands))
        )
        blocked = Profile.objects.filter(influencer__in=everywhere.values("influencer"))
        return frozenset(blocked.values_list("pk", flat=True))


@dataclass
class Marked:
    """What stands beside a person: the tags and the blocks of the user's brands."""

    tags: list[Tag] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def marks_of(user, influencer_ids: Iterable[int]) -> dict[int, Marked]:
    """By person, only those of whom there is something to say; two queries."""
    found: dict[int, Marked] = {}
    ids = list(influencer_ids)
    links = Tag.influencers.through.objects.filter(influencer__in=ids, tag__brand__members=user)
    for link in links.select_related("tag__brand").order_by("tag__name", "pk"):
        found.setdefault(link.influencer_id, Marked()).tags.append(link.tag)
    for block in Block.objects.of_member(user).filter(influencer__in=ids).select_related("brand"):
        found.setdefault(block.influencer_id, Marked()).blocks.append(block)
    return found

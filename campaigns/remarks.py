"""Writing notes, tags and blocks; sending a tag or a block twice changes nothing more."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from campaigns.models import Block, Brand, Note, Tag
from influencers.models import Influencer


@transaction.atomic
def write_note(*, brand: Brand, influencer: Influencer, text: str, user: AbstractBaseUser) -> Note:
    return Note.objects.create(brand=brand, influencer=influencer, text=text, written_by=user)


@transaction.atomic
def remove_note(*, note: Note) -> None:
    note.delete()


@transaction.atomic
def tag(*, brand: Brand, name: str, influencers: Iterable[int]) -> Tag:
    """Puts the brand's tag of that name on these people; letter case makes no other tag."""
    Brand.objects.select_for_update().get(pk=brand.pk)
    row = brand.tags.filter(name__iexact=name).first() or Tag.objects.create(brand=brand, name=name)
    row.influencers.add(*influencers)
    return row


@transaction.atomic
def untag(*, tag: Tag, influencer: Influencer) -> None:
    """A tag that nobody bears any more goes too."""
    tag.influencers.remove(influencer)
    if not tag.influencers.exists():
        tag.delete()


@transaction.atomic
def block(*, brand: Brand, influencers: Iterable[int], reason: str, user: AbstractBaseUser) -> int:
    """Blocks who is not blocked yet, for this reason; answers how many those were."""
    Brand.objects.select_for_update().get(pk=brand.pk)
    known = set(brand.blocks.values_list("influencer_id", flat=True))
    fresh = [
        Block(brand=brand, influencer_id=pk, reason=reason, blocked_by=user)
        for pk in sorted(set(influencers) - known)
    ]
    return len(Block.objects.bulk_create(fresh))


@transaction.atomic
def unblock(*, block: Block) -> None:
    block.delete()

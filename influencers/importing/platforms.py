"""Which platform a list is about, or which several stand side by side in its rows. Pure."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from influencers.importing import evidence
from influencers.importing.drafts import Draft
from influencers.importing.fields import NUMERIC, Field
from influencers.importing.handles import platform_of
from influencers.importing.prices import deliverable_of, platforms_of_format
from influencers.importing.sheets import Cell
from influencers.importing.understanding import Question

PLATFORMS = ("instagram", "tiktok", "youtube")


def platforms_in(drafts: Sequence[Draft], names: Sequence[str], given: str) -> list[str] | None:
    """The platforms of the list, several where they stand side by side; none where each row says which.

    `names` are those of the file and of the sheet. None: nothing tells.
    """
    if given or _said_in_rows(drafts):
        return [given] if given else []
    in_headers = {draft.platform for draft in drafts if draft.platform and draft.fields}
    in_values = {named for draft in drafts if (named := evidence.platform_in(draft.values))}
    if in_headers:
        return [platform for platform in PLATFORMS if platform in in_headers]
    for found in (in_values, *({platform_of(w) for w in re.split(r"[\W_]+", name)} - {""} for name in names)):
        if len(found) == 1:
            return list(found)
    return [] if len(in_values) > 1 or _said_by_formats(drafts) else None


def _said_in_rows(drafts: Sequence[Draft]) -> bool:
    return any(
        Field.PLATFORM in draft.fields and evidence.fits(Field.PLATFORM, draft.values) for draft in drafts
    )


def _said_by_formats(drafts: Sequence[Draft]) -> bool:
    """Whether what is priced in the rows belongs to one platform each: `IG Reels`, `TikTok video`."""

    def tells(cell: Cell) -> bool:
        return len(platforms_of_format(str(cell))) == 1

    formats = [draft for draft in drafts if draft.field is Field.DELIVERABLE]
    return any(evidence.share(tells, draft.values) >= 0.9 for draft in formats)


def which_platform() -> Question:
    return Question(0, "", _("Which platform is this list about?"), PLATFORMS)


def leave_others(drafts: Sequence[Draft], platforms: Sequence[str]) -> None:
    """Columns of platforms that this reading is not about mean nothing."""
    for draft in drafts:
        if draft.platform and platforms and draft.platform not in platforms and not draft.answered:
            draft.fields = ()


def share_out(drafts: Sequence[Draft], platforms: Sequence[str]) -> list[Question]:
    """Give each number that names no platform to the only one that it can be about, else ask."""
    questions = []
    for draft in drafts:
        if draft.platform or draft.answered or draft.field not in NUMERIC:
            continue
        able = [platform for platform in platforms if _may_be_of(draft, platform, drafts)]
        if len(able) == 1:
            draft.platform = able[0]
            continue
        text = _("The column “%(column)s” does not say which platform it is about.")
        help_text = _("Name the platform in its header, or leave the column out.")
        asked = f"{text} {help_text}" % {"column": draft.name}
        questions.append(Question(draft.index + 1, draft.numbered, asked, (Field.IGNORE, draft.field)))
    return questions


def _may_be_of(draft: Draft, platform: str, drafts: Sequence[Draft]) -> bool:
    if draft.field is Field.PRICE:
        return bool(deliverable_of(draft.header, platform))
    return not any(other.field is draft.field and other.platform == platform for other in drafts)

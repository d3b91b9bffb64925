"""Which column means what: headers propose, values decide, and what stays open becomes a question.

Pure: a sheet in, an `Understanding` out. Answers of the user (`--map`, the preview's choices) come first.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from influencers.importing import evidence, naming, numbers, platforms
from influencers.importing.drafts import Draft, drafts_of, either, values_of, which_one
from influencers.importing.fields import COUNTS, NUMERIC, RATES, SEVERAL, Field
from influencers.importing.sheets import Sheet, UnreadableFile
from influencers.importing.understanding import Column, Question, Understanding

__all__ = ["Column", "Question", "Understanding", "understand"]
TEXT_DECIDES = frozenset((Field.PLATFORM, Field.PROFILE_URL))
NAMING = (Field.HANDLE, Field.NAME, Field.PROFILE_URL)


def understand(
    sheet: Sheet, *, file_name: str = "", platform: str = "", answers: Mapping[str, str] | None = None
) -> Understanding:
    """What every column of the sheet means.

    `answers` maps a header, a label of a former understanding or `#N` (column N, from 1) to a field's name.
    Raises UnreadableFile where nothing of the sheet can be understood, or an answer names no column or field.
    """
    drafts = drafts_of(sheet, answers or {})
    if not any(draft.fields for draft in drafts):
        raise UnreadableFile(_("No column was recognised: the first row has to name the columns."))
    found = platforms.platforms_in(drafts, (sheet.name, file_name), platform)
    questions = [platforms.which_platform()] if found is None else []
    found = found or []
    platforms.leave_others(drafts, found)
    for draft in drafts:
        questions += _by_values(draft, drafts)
    _audience_or_creator(drafts)
    side_by_side = tuple(found) if len(found) > 1 else ()
    if side_by_side:
        questions += platforms.share_out(drafts, side_by_side)
    for group in _groups(drafts, side_by_side):
        questions += naming.handle_and_name(group, group[0].platform or "".join(found[:1]))
        for field in Field:
            if field not in SEVERAL:
                questions += _only_one(field, [draft for draft in group if draft.field is field])
    if not any(draft.field in NAMING for draft in drafts) and not questions:
        raise UnreadableFile(_("No column holds a handle, a name or a link to a profile."))
    return _finished(drafts, "" if side_by_side else "".join(found), questions, side_by_side)


def _groups(drafts: list[Draft], side_by_side: Sequence[str]) -> list[list[Draft]]:
    """The columns of each platform, and those of all of them."""
    if not side_by_side:
        return [drafts]
    groups = [[d for d in drafts if d.platform == platform] for platform in ("", *side_by_side)]
    return [group for group in groups if group]


# --- values -------------------------------------------------------------------------------------------
def _by_values(draft: Draft, drafts: Sequence[Draft]) -> list[Question]:
    """Keep the readings that the values allow; ask where a number's column holds no numbers, or both fit."""
    if draft.answered or not draft.fields or not draft.values:
        return []
    proposed = draft.fields
    draft.fields = tuple(field for field in proposed if evidence.fits(field, draft.values))
    if not draft.fields and set(proposed) & (NUMERIC | TEXT_DECIDES):
        draft.fields = (Field.IGNORE,)
        return [_holds_text(draft, proposed)] if set(proposed) & NUMERIC else []
    if draft.field is Field.PLATFORM:
        draft.fields = (Field.PLATFORM,)
    if {Field.HANDLE, Field.FOLLOWERS} <= set(draft.fields):
        draft.fields = (Field.FOLLOWERS,)  # a column that is headed by a platform alone, and holds numbers
    if Field.AVG_VIEWS in draft.fields and Field.TOTAL_VIEWS in draft.fields:
        draft.fields = (evidence.views_kind(draft.values, values_of(Field.FOLLOWERS, drafts)),)
    if len(draft.fields) > 1 and set(draft.fields) <= NUMERIC:
        return [either(draft, *draft.fields[:2])]
    return []


def _holds_text(draft: Draft, proposed: tuple[Field, ...]) -> Question:
    text = _("The column “%(column)s” holds text such as “%(sample)s”. What does it mean?")
    details = {"column": draft.name, "sample": str(draft.values[0])[:40]}
    return Question(draft.index + 1, draft.numbered, text % details, (*proposed, Field.IGNORE))


def _audience_or_creator(drafts: Sequence[Draft]) -> None:
    """A list with authentic engagements comes from an analysis of audiences, and so does its country."""
    analysed = any(draft.field is Field.AUTHENTIC_ENGAGEMENT for draft in drafts)
    for draft in drafts:
        if not draft.answered and Field.AUDIENCE_COUNTRY in draft.fields and len(draft.fields) > 1:
            draft.fields = (Field.AUDIENCE_COUNTRY if analysed else Field.COUNTRY,)


# --- one column a field -------------------------------------------------------------------------------
def _only_one(field: Field, drafts: list[Draft]) -> list[Question]:
    """Of several columns for a field keep an answered one, else the most precise; ask where they disagree."""
    if len(drafts) < 2:
        return []
    answered = [draft for draft in drafts if draft.answered]
    rivals = answered or drafts
    best = max(rivals, key=lambda draft: (evidence.precision(draft.values, field), -draft.index))
    for draft in drafts:
        if draft is not best:
            draft.fields = (Field.IGNORE,)
    others = [draft for draft in rivals if draft is not best]
    if field in COUNTS and any(not evidence.same_amounts(best.cells, other.cells) for other in others):
        return [which_one(field, [best, *others])]
    return []


# --- the result ---------------------------------------------------------------------------------------
def _finished(
    drafts: list[Draft], platform: str, questions: list[Question], side_by_side: tuple[str, ...]
) -> Understanding:
    columns = _columns(drafts, side_by_side)
    telling = naming.telling_apart(drafts)
    if telling is None and not questions:
        raise UnreadableFile(_("Many rows have the same name and no handle or link tells them apart."))
    apart = tuple(columns[draft.index] for draft in telling or ())
    return Understanding(tuple(columns), platform, tuple(questions), side_by_side, apart)


def _columns(drafts: list[Draft], side_by_side: Sequence[str]) -> list[Column]:
    """Columns with labels of their own: the used one of equal headers keeps the header as its label."""
    plain: dict[str, int] = {}
    for draft in sorted(drafts, key=lambda d: (d.field is Field.IGNORE, d.index)):
        plain.setdefault(draft.header, draft.index)
    formats = _formats(drafts)
    return [
        Column(
            index=draft.index,
            header=draft.header,
            label=draft.header if draft.header and plain[draft.header] == draft.index else draft.numbered,
            field=draft.field,
            platform=draft.platform if draft.platform in side_by_side else "",
            thousands=numbers.separator_of(draft.values) if draft.field in NUMERIC - RATES else "",
            scale=_scale(draft, drafts) if draft.field in RATES else 1.0,
            formats=formats.get(draft.index),
        )
        for draft in drafts
    ]


def _scale(draft: Draft, drafts: Sequence[Draft]) -> float:
    beside = [other for other in drafts if other.platform in ("", draft.platform)]
    interactions = [values_of(field, beside) for field in (Field.AVG_LIKES, Field.AVG_COMMENTS)]
    return evidence.rate_scale(draft.values, values_of(Field.FOLLOWERS, beside), interactions)


def _formats(drafts: Sequence[Draft]) -> dict[int, int]:
    """For each price the column that says what it is for: the only one, or each its own."""
    prices = [draft.index for draft in drafts if draft.field is Field.PRICE]
    formats = [draft.index for draft in drafts if draft.field is Field.DELIVERABLE]
    return dict(zip(prices, formats, strict=True)) if len(prices) == len(formats) else {}

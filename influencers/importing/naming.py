"""Which column holds the handle and which the name, and what tells accounts of one name apart. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from influencers.importing import evidence
from influencers.importing.drafts import Draft, either, which_one
from influencers.importing.fields import Field, reading_of
from influencers.importing.text import text_of
from influencers.importing.understanding import Question

REPEATED = 0.8  # below this share of different names, names alone do not say who is meant
ENOUGH = 0.98
TELLING = (Field.CITY, Field.COUNTRY, Field.NICHE, Field.GENDER, Field.FOLLOWERS)


def handle_and_name(drafts: Sequence[Draft], platform: str) -> list[Question]:
    """Of the columns that name the account, the one whose values have the shape of handles is the handle."""
    open_ones = [d for d in drafts if not d.answered and {Field.HANDLE, Field.NAME} & set(d.fields)]
    settled = any(draft.answered and draft.field is Field.HANDLE for draft in drafts)
    able = [draft for draft in open_ones if Field.HANDLE in draft.fields and not settled]
    shapes = {d.index: _Shape.of(d, platform) for d in able}
    able.sort(key=lambda d: (-shapes[d.index].likely, d.index))
    others = any(d.field is Field.PROFILE_URL for d in drafts), len(open_ones) > 1 or settled
    best = able[0] if able and shapes[able[0].index].is_handle(*others) else None
    questions = []
    if best is None and len(able) == 1 and shapes[able[0].index].may_be_handle(*others):
        questions = [either(able[0], Field.HANDLE, Field.NAME)]
    if best and len(able) > 1 and _as_good(best, able[1], shapes):
        questions = [which_one(Field.HANDLE, [best, able[1]])]
    for draft in open_ones:
        draft.fields = (Field.HANDLE if draft is best else Field.NAME,)
    if best:
        _drop_spare_handles(open_ones, best)
    return questions


@dataclass(frozen=True, slots=True)
class _Shape:
    """How much a column looks like handles: the share that could be, and the share that cannot be names.

    `linked`: another column holds the links to the profiles. `beside`: another column names the account too.
    """

    possible: float
    certain: float
    named: bool  # the header says that these are handles

    @classmethod
    def of(cls, draft: Draft, platform: str) -> "_Shape":
        possible = evidence.handle_share(draft.values, platform)
        certain = evidence.unmistakable_share(draft.values)
        return cls(possible, certain, draft.fields[0] is Field.HANDLE)

    @property
    def likely(self) -> float:
        return (self.possible + self.certain) / 2 + (0.3 if self.named else 0)

    def is_handle(self, linked: bool, beside: bool) -> bool:
        if self.named:
            return self.possible >= 0.2
        if beside:
            return self.possible >= 0.5 and self.certain >= 0.2
        return self.certain >= 0.5 and not linked

    def may_be_handle(self, linked: bool, beside: bool) -> bool:
        """A lone column of single words that may be first names as well as handles."""
        return not linked and not beside and not self.named and self.certain > 0.1


def _as_good(best: Draft, second: Draft, shapes: Mapping[int, _Shape]) -> bool:
    close = shapes[best.index].likely - shapes[second.index].likely < 0.15
    return close and not evidence.same_text(best.cells, second.cells)


def _drop_spare_handles(drafts: Sequence[Draft], best: Draft) -> None:
    for draft in drafts:
        if draft is not best and reading_of(draft.header)[0] == (Field.HANDLE,):
            draft.fields = (Field.IGNORE,)


# --- names alone --------------------------------------------------------------------------------------
def telling_apart(drafts: Sequence[Draft]) -> list[Draft] | None:
    """The columns that tell accounts apart in a list of names that repeat; none where names do not repeat.

    What a person keeps (place, niche, gender) comes first, followers only where that is not enough. None as
    a result: nothing in the list tells them apart.
    """
    if any(draft.field in (Field.HANDLE, Field.PROFILE_URL) for draft in drafts):
        return []
    names = next((draft for draft in drafts if draft.field is Field.NAME), None)
    if names is None or _different([names]) >= REPEATED:
        return []
    found: list[Draft] = []
    for field in TELLING:
        if field is Field.FOLLOWERS and _different([names, *found]) >= ENOUGH:
            break
        found += [draft for draft in drafts if draft.field is field]
    return found if _different([names, *found]) >= REPEATED else None


def _different(drafts: Sequence[Draft]) -> float:
    """The share of different rows, as these columns see them."""
    rows = [tuple(map(text_of, row)) for row in zip(*(draft.cells for draft in drafts), strict=True)]
    return len(set(rows)) / max(1, len(rows))

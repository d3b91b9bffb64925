"""The numbered notes of the tour: how to read what stands beside them."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Note:
    title: str | Promise
    text: str | Promise
    number: int = 0


NOTES: dict[str, tuple[Note, ...]] = {
    "list": (
        Note(_("As it came"), _("No template to fill in. Columns in English or Indonesian are recognised.")),
        Note(_("Nothing is guessed"), _("What can be read in two ways is left out and shown to you.")),
    ),
    "brief": (
        Note(_("The brief decides"), _("Goal, budget and rules are all that the computation is told.")),
        Note(
            _("The size of the audience"),
            _("Typed in here. Left empty, it is estimated from the platforms' adults."),
        ),
    ),
    "headline": (
        Note(
            _("The answer first"),
            _("One sentence you can say in a meeting. What it rests on follows below it."),
        ),
        Note(
            _("Each disc is a person"),
            _("Its area is the spend. Left and petrol is micro, right and orange is macro."),
        ),
        Note(
            _("The line and the tick"),
            _(
                "The line is this mix, the dashed one the playbook's. The band holds mixes that are equally "
                "good."
            ),
        ),
    ),
    "results": (
        Note(
            _("The struck-through number"),
            _("What you get if you just add up reach. People counted once are fewer."),
        ),
        Note(
            _("Two kinds of CPM"),
            _("Per 1,000 different people, and per 1,000 contacts. Ask which one an offer means."),
        ),
    ),
    "shortlist": (
        Note(
            _("Adds people"), _("How many nobody else on the list reaches. The rest already see another one.")
        ),
        Note(_("For and against"), _("Everybody has at least one reason against: no forecast is certain.")),
        Note(
            _("The small marks"),
            _("A square was measured, the waves were estimated from a benchmark, a pencil was typed in."),
        ),
    ),
    "why": (
        Note(
            _("Read the curve"),
            _("Each point is the best shortlist at that mix. Where it is flat, the mix hardly matters."),
        ),
        Note(
            _("Rules of thumb, checked"),
            _("What is often said of micro and macro, tested on these very candidates."),
        ),
    ),
    "evidence": (
        Note(
            _("How much is known"),
            _("The more is measured, the narrower the ranges. Start with prices and reach."),
        ),
    ),
    "proof": (
        Note(
            _("A guarantee with a limit"),
            _("It is about the choice among these candidates, given their forecasts."),
        ),
        Note(
            _("What it does not prove"),
            _("Forecasts, prices and overlaps can be wrong. The list at the right says so."),
        ),
    ),
    "next": (
        Note(
            _("Every change computes again"),
            _("The proof holds for the new list, and the page says what the change cost."),
        ),
    ),
}


def numbered() -> dict[str, list[Note]]:
    """The notes by place, numbered through the page."""
    number, found = 0, {}
    for place, notes in NOTES.items():
        found[place] = [replace(note, number=number + offset) for offset, note in enumerate(notes, 1)]
        number += len(notes)
    return found

"""What the style guide shows: its sheets in their order, and sample data for each component."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.strategy.spend_field import Disc, Spend, pack
from guide import tokens
from guide.forms import SampleForm
from influencers import figures
from influencers.charts.bars import Bars
from influencers.charts.geometry import Scale, decades
from influencers.charts.neighbours import Neighbour, Neighbours
from influencers.charts.numbers import Row, numbers
from influencers.charts.turning import Turn, Turning

TEXT_COLOURS = ("ink", "ink-2", "ink-3", "micro-ink", "macro-ink", "pos", "neg", "warn")
MODES = (("light", _("Light")), ("dark", _("Dark")))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section of the page: the fragment `guide/styleguide/_<name>.html`, shown in both modes."""

    name: str
    heading: str | Promise

    @property
    def template(self) -> str:
        return f"guide/styleguide/_{self.name}.html"


SHEETS = (
    Sheet("colours", _("Colours")),
    Sheet("type", _("Type and space")),
    Sheet("buttons", _("Buttons")),
    Sheet("marks", _("Marks, tags and chips")),
    Sheet("forms", _("Forms")),
    Sheet("choices", _("Choices and filters")),
    Sheet("tables", _("Tables")),
    Sheet("notices", _("Notices and progress")),
    Sheet("dialogs", _("Dialogs, menus and tips")),
    Sheet("figures", _("Headline figures and proof")),
    Sheet("words", _("Tasks, verdicts and reasons")),
    Sheet("ways", _("Ways around")),
    Sheet("charts", _("Charts")),
    Sheet("pictures", _("Pictures and empty states")),
)


@dataclass(frozen=True, slots=True)
class Colour:
    """A token in one mode; `contrast` is that of text in this colour on paper, None where it is no text."""

    name: str
    value: str
    contrast: float | None


@dataclass(frozen=True, slots=True)
class Mode:
    """Light or dark: what differs between the two columns of a sheet."""

    name: str
    label: str | Promise
    colours: Sequence[Colour]
    form: SampleForm
    refused: SampleForm


@dataclass(frozen=True, slots=True)
class Mix:
    """A point of the frontier."""

    micro_share: float
    reach: float
    engagements: float


def samples() -> dict[str, object]:
    """The context of the page; the figures are invented."""
    return {
        "sheets": SHEETS,
        "modes": [_mode(place, name, label) for place, (name, label) in enumerate(MODES)],
        "spaces": tokens.spaces(),
        "discs": _discs(),
        "names": {"1": "Ana", "2": "Budi"},
        "mixes": [
            Mix(share / 10, 420_000 - 9_000 * (share - 4) ** 2, 9_000 + 900 * share) for share in range(11)
        ],
        "other_mix": Mix(0.7, 350_000, 15_600),
        "equally_good": (0.3, 0.5),
        "followers": _followers(),
        "prices": _prices(),
        "course": [(date(2026, month, 1), 41_000 + 700 * month**1.5) for month in range(1, 8)],
        "course_marks": {date(2026, 5, 1): _("Followers rose by half within a month.")},
        "scale": decades(900, 40_000),
        "likely": Scale(200_000, 800_000, logarithmic=True),
        "turning": Turning(-0.5, 1.0, Turn(0.0, "macro", "0"), None, Turn(0.18, "micro", "+18 %")),
        "neighbours": _neighbours(),
        "page": _page(),
    }


def _mode(place: int, name: str, label: str | Promise) -> Mode:
    refused = SampleForm({"budget": "0"}, auto_id=f"{name}-refused-%s")
    return Mode(name, label, _colours(place), SampleForm(auto_id=f"{name}-%s"), refused)


def _colours(place: int) -> list[Colour]:
    values = {name: pair[place] for name, pair in tokens.colours().items()}
    return [
        Colour(name, value, tokens.contrast(value, values["paper"]) if name in TEXT_COLOURS else None)
        for name, value in values.items()
    ]


def _discs() -> tuple[Disc, ...]:
    macro = [Spend(str(number), "macro", 20_000_000 - 6_000_000 * number) for number in range(1, 3)]
    micro = [Spend(f"m{number}", "micro", 900_000 + 150_000 * number) for number in range(12)]
    return pack(macro + micro, width=420, height=140)


def _followers() -> Bars:
    edges = tuple(10 ** (3 + step / 2) for step in range(9))
    return Bars((40, 90, 160, 210, 120, 60, 25, 8), edges, 1, 6, str(_("Followers")), figures.short, 4)


def _prices() -> Bars:
    edges = tuple(float(10**step) for step in range(5, 11))
    return Bars((30, 120, 80, 40, 10), edges, 0, 3, str(_("List price")), figures.money_short)


def _neighbours() -> Neighbours:
    label = str(_("Result by budget"))
    points = tuple(
        Neighbour(size, (size / 100) ** 0.6 - 1, figures.money_short(size * 1e6), figures.count(size))
        for size in (70, 85, 100, 120, 150)
    )
    rows = [Row((each.name, figures.percent(each.value))) for each in points]
    return Neighbours(label, label, points, 2, figures.percent, numbers(label, [_("Budget"), label], rows))


def _page() -> Page:
    return Paginator(range(120), 25).page(2)

"""Where the leaning turns: the weight, the budget and the prices at which another one is the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reporting.names import leaning_name
from influencers.charts.turning import Turn, Turning
from influencers.figures import money_short, percent

Answer = Mapping[str, Any]
Found = Mapping[str, Any]
NAMES = {
    "weight": gettext_lazy("Weight of engagement"),
    "budget": gettext_lazy("Budget"),
    "micro_price": gettext_lazy("Prices of micro"),
    "macro_price": gettext_lazy("Prices of macro"),
}
SENTENCES = {
    ("weight", "lower"): gettext_lazy("It turns %(leaning)s if engagement counts %(at)s or less."),
    ("weight", "higher"): gettext_lazy("It turns %(leaning)s if engagement counts %(at)s or more."),
    ("budget", "lower"): gettext_lazy("It turns %(leaning)s with a budget of %(at)s or less."),
    ("budget", "higher"): gettext_lazy("It turns %(leaning)s with a budget of %(at)s or more."),
    ("micro_price", "lower"): gettext_lazy("It turns %(leaning)s if micro prices fall by %(by)s or more."),
    ("micro_price", "higher"): gettext_lazy("It turns %(leaning)s if micro prices rise by %(by)s or more."),
    ("macro_price", "lower"): gettext_lazy("It turns %(leaning)s if macro prices fall by %(by)s or more."),
    ("macro_price", "higher"): gettext_lazy("It turns %(leaning)s if macro prices rise by %(by)s or more."),
}


@dataclass(frozen=True, slots=True)
class Flip:
    """One thing that could change: its sentences, the range that was searched, and its picture.

    `distance` is how far the nearest turn lies from now, as a share of the searched range; None without one.
    """

    name: str
    searched: str
    says: tuple[str, ...]
    picture: Turning
    distance: float | None


def flips_in_words(answer: Answer) -> list[Flip]:
    """The four in their order; none for an answer that was not searched."""
    found = answer.get("flips") or {}
    return [_flip(kind, found[kind], answer) for kind in NAMES if kind in found]


def nearest_in_words(flips: list[Flip]) -> str:
    """The turn that lies nearest, or that there is none."""
    turning = [flip for flip in flips if flip.distance is not None]
    if not turning:
        return _("Nothing that was searched turns it.")
    return min(turning, key=lambda flip: flip.distance or 0.0).says[0]


def _flip(kind: str, found: Found, answer: Answer) -> Flip:
    low, high = _searched(kind, answer)
    now = _now(kind, answer)
    turns = dict(_turns(kind, found))
    distances = {side: abs(turn["at"] - now) / ((high - low) or 1) for side, turn in turns.items()}
    ends = {"low": _value(kind, low, answer), "high": _value(kind, high, answer)}
    says = [_sentence(kind, side, turns[side], answer) for side in sorted(turns, key=distances.__getitem__)]
    return Flip(
        name=str(NAMES[kind]),
        searched=_("searched from %(low)s to %(high)s") % ends,
        says=tuple(says or [_("Nothing between %(low)s and %(high)s turns it.") % ends]),
        picture=_picture(kind, (low, now, high), turns, answer),
        distance=min(distances.values(), default=None),
    )


def _searched(kind: str, answer: Answer) -> tuple[float, float]:
    """What was searched; pages speak of the weight of engagement, the answer of that of awareness."""
    searched = answer["flips"].get("searched", {})
    if kind == "weight":
        low, high = searched.get("weight", (0.0, 1.0))
        return 1 - high, 1 - low
    if kind == "budget":
        low, high = searched.get("budget", (answer["budget"] / 2, answer["budget"] * 2))
    else:
        low, high = searched.get("price", (-0.5, 1.0))
    return low, high


def _now(kind: str, answer: Answer) -> float:
    return {"weight": 1 - answer["awareness_weight"], "budget": answer["budget"]}.get(kind, 0.0)


def _turns(kind: str, found: Found) -> Iterator[tuple[str, Found]]:
    """The turns by side; less awareness is more engagement, so the weight's sides change places."""
    for side, other in (("lower", "higher"), ("higher", "lower")):
        turn = found.get(other if kind == "weight" else side)
        if turn:
            yield side, {**turn, "at": 1 - turn["at"]} if kind == "weight" else turn


def _value(kind: str, value: float, answer: Answer) -> str:
    if kind == "budget":
        return money_short(value, answer["currency"])
    return percent(value) if kind == "weight" else _changed(value)


def _changed(share: float) -> str:
    return ("+" if share > 0 else "") + percent(share)


def _sentence(kind: str, side: str, turn: Found, answer: Answer) -> str:
    return SENTENCES[kind, side] % {
        "leaning": leaning_name(turn["leaning"]),
        "at": _value(kind, turn["at"], answer),
        "by": percent(abs(turn["at"])),
    }


def _picture(
    kind: str, places: tuple[float, float, float], turns: Mapping[str, Found], answer: Answer
) -> Turning:
    low, now, high = places
    drawn = {
        side: Turn(
            turn["at"],
            _tone(turn["leaning"]),
            f"{_value(kind, turn['at'], answer)}: {leaning_name(turn['leaning'])}",
        )
        for side, turn in turns.items()
    }
    here = _("now %(value)s") % {"value": _value(kind, now, answer)}
    return Turning(
        low, high, Turn(now, _tone(answer["leaning"]), here), drawn.get("lower"), drawn.get("higher")
    )


def _tone(leaning: str) -> str:
    """The colour of a leaning: that of its tier, neither for a balanced mix."""
    return leaning.removesuffix("-heavy") if leaning.endswith("-heavy") else "other"

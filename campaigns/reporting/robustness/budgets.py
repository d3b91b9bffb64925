"""What a smaller or larger budget would bring: the best shortlist solved again at each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from influencers.charts.neighbours import Neighbour, Neighbours
from influencers.charts.numbers import Row, numbers
from influencers.figures import count, money_short, percent

Answer = Mapping[str, Any]
Budget = Mapping[str, Any]
SAME = 1e-9


def budgets_in_words(answer: Answer) -> Neighbours | None:
    """The course of the result over the budgets, today's marked; None where fewer than three were solved."""
    budgets = sorted(answer.get("budgets") or (), key=lambda each: each["budget"])
    today = _today(budgets)
    if len(budgets) < 3 or today is None or not today["objective"]:
        return None
    points = [_neighbour(each, today, answer["currency"]) for each in budgets]
    return Neighbours(
        label=_("Result against today's, by budget"),
        sentence=nearest_in_words(answer) or "",
        points=tuple(points),
        now=budgets.index(today),
        write=changed,
        numbers=numbers(
            _("The best result at each budget"),
            [
                _("Budget, %(currency)s") % {"currency": answer["currency"]},
                _("Result"),
                _("Unique reach"),
                _("Engagements"),
                _("Spend"),
                _("People"),
            ],
            [_row(each, today) for each in budgets],
        ),
    )


def nearest_in_words(answer: Answer) -> str | None:
    """What the next larger and the next smaller budget do to the result."""
    budgets = sorted(answer.get("budgets") or (), key=lambda each: each["budget"])
    today = _today(budgets)
    if today is None or not today["objective"]:
        return None
    place = budgets.index(today)
    beside = [*budgets[place + 1 : place + 2], *budgets[max(place - 1, 0) : place]]
    parts = [
        _("%(budget)s budget: %(change)s result")
        % {"budget": changed(each["factor"] - 1), "change": changed(_gain(each, today))}
        for each in beside
    ]
    return "; ".join(parts) + "." if parts else None


def changed(share: float) -> str:
    """A relative change with its sign: +6 %, −7 %, ±0 %."""
    words = percent(share)
    if words == percent(0.0) or words == "−" + percent(0.0):
        return "±" + percent(0.0)
    return words if share < 0 else "+" + words


def _gain(each: Budget, today: Budget) -> float:
    return each["objective"] / today["objective"] - 1


def _today(budgets: Sequence[Budget]) -> Budget | None:
    return next((each for each in budgets if abs(each["factor"] - 1) < SAME), None)


def _neighbour(each: Budget, today: Budget, currency: str) -> Neighbour:
    gain = _gain(each, today)
    words = _("%(budget)s: result %(change)s, %(people)s people") % {
        "budget": money_short(each["budget"], currency),
        "change": changed(gain),
        "people": changed(each["reach"] / (today["reach"] or 1) - 1),
    }
    return Neighbour(each["budget"], gain, money_short(each["budget"], currency), words)


def _row(each: Budget, today: Budget) -> Row:
    return Row(
        (
            count(each["budget"]),
            changed(_gain(each, today)),
            count(each["reach"]),
            count(each["engagements"]),
            count(each["cost"]),
            count(each["people"]),
        ),
        each is today,
    )

"""Labels of vertical lines that keep clear of each other, at every width of the picture.

A label takes a share of the picture's width, and that share only shrinks as the picture grows: what keeps
clear at the narrowest width keeps clear at all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Literal

Side = Literal["start", "middle", "end"]  # as SVG's text-anchor has it: a "start" label runs to the right
SIDES: tuple[Side, ...] = ("start", "end", "middle")

NARROWEST = 300  # pixels of a picture on a phone
CHARACTER = 7.0  # pixels, on the generous side, of a 13 px letter
GAP = 6.0  # pixels between a line and its label
LEFT_OF_PICTURE, RIGHT_OF_PICTURE = 36 / NARROWEST, 8 / NARROWEST  # room that the margins lend
SAME = 1e-6  # two lines as near as this are one
CROSSED, OUTSIDE = (
    1000.0,
    10_000.0,
)  # what a label costs that a line crosses, or per share of the width outside


@dataclass(frozen=True, slots=True)
class Placed:
    """Row of the label, from the top, and the side of its line on which it stands."""

    side: Side
    row: int


def width_of(words: str) -> float:
    """Room that a label needs beside its line, as a share of the narrowest picture."""
    return (len(words) * CHARACTER + GAP) / NARROWEST


def span_of(share: float, width: float, side: Side) -> tuple[float, float]:
    """Left and right end of a label at the narrowest width."""
    left = {"start": share, "middle": share - width / 2, "end": share - width}[side]
    return left, left + width


def side_for(share: float, width: float) -> Side:
    """The side for a label that stands alone: to the right where there is room."""
    return min(SIDES, key=lambda side: _outside(span_of(share, width, side)))


def place(lines: Sequence[tuple[float, float]]) -> list[Placed]:
    """A row and a side for the label of each (share, width), one label a row.

    A line begins at its label and runs down through the rows below, so the labels are ordered and turned
    until no line crosses another's label and none leaves the picture. Tries all 162 arrangements of three.
    """
    return min(_arrangements(len(lines)), key=lambda arrangement: _cost(lines, arrangement))


def _arrangements(number: int) -> Iterator[list[Placed]]:
    for rows in permutations(range(number)):
        for turned in product(SIDES, repeat=number):
            yield [Placed(side, row) for side, row in zip(turned, rows, strict=True)]


def _cost(lines: Sequence[tuple[float, float]], arrangement: Sequence[Placed]) -> float:
    """What an arrangement has against it: trouble first, then how far it is from the one that reads best."""
    total = 0.0
    for index, ((share, width), placed) in enumerate(zip(lines, arrangement, strict=True)):
        above = [line[0] for line, other in zip(lines, arrangement, strict=True) if other.row < placed.row]
        total += _trouble(span_of(share, width, placed.side), above)
        total += abs(placed.row - index) + _unease(placed.side, share)
    return total


def _unease(side: Side, share: float) -> float:
    """Labels read best at the right of their line; in the right half they may as well stand left."""
    return {"start": 0.0, "end": max(0.0, 0.6 - share), "middle": 2.0}[side]


def _trouble(span: tuple[float, float], lines: Sequence[float]) -> float:
    return OUTSIDE * _outside(span) + CROSSED * crossings(span, lines)


def crossings(span: tuple[float, float], lines: Sequence[float]) -> int:
    """How many lines run through a label."""
    return sum(span[0] + SAME < share < span[1] - SAME for share in lines)


def _outside(span: tuple[float, float]) -> float:
    return max(0.0, -LEFT_OF_PICTURE - span[0]) + max(0.0, span[1] - 1 - RIGHT_OF_PICTURE)

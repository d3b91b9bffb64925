"""Labels of vertical lines that keep clear of each other, at every width of the picture.

A label takes a share of the picture's width, and that share only shrinks as the picture grows: what keeps
clear at the narrowest width keeps clear at all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Literal

Side = Literal["start", "middle", "end"]  # as SVG's text-anchor has it: a "start" label runs to the right

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
    sides: tuple[Side, ...] = ("start", "end", "middle")
    return min(sides, key=lambda side: _outside(span_of(share, width, side)))


def place(lines: Sequence[tuple[float, float]]) -> list[Placed]:
    """A row and a side for the label of each (share, width), one label a row.

    A line begins at its label and runs down through the rows below, so the labels are ordered and turned
    until no line crosses another's label and none leaves the picture. Tries all 162 arrangements of three.
    """
    return min(_arrangements(len(lines)), key=lambda arrangement: _cost(lines, arrangement))


def _arrangements(number: int) -> Iterator[list[Placed]]:
    sides: tuple[Side, ...] = ("start", "end", "middle")
    for rows in permutations(range(number)):
        for turned in product(sides, repeat=number):
            yield [Placed(side, row) for side, row in zip(turned, rows, strict=True)]


def _cost(lines: Sequence[tuple[float, float]], arrangement: Sequence[Placed]) -> float:
    total = 0.0
    for index, ((share, width), placed) in enumerate(zip(lines, arrangement, strict=True)):
        span = span_of(share, width, placed.side)
        above = [line[0] for line, other in zip(lines, arrangement, strict=True) if other.row < placed.row]
        total += OUTSIDE * _outside(span) + CROSSED * crossings(span, above)
        total += (
            abs(placed.row - index)
            + (placed.side == "middle") * 2
            + (placed.side == "end") * share_left(share)
        )
    return total


def share_left(share: float) -> float:
    """How little a label wants to stand left of its line: not at all in the right half."""
    return max(0.0, 0.6 - share)


def crossings(span: tuple[float, float], lines: Sequence[float]) -> int:
    """How many lines run through a label."""
    return sum(span[0] + SAME < share < span[1] - SAME for share in lines)


def _outside(span: tuple[float, float]) -> float:
    return max(0.0, -LEFT_OF_PICTURE - span[0]) + max(0.0, span[1] - 1 - RIGHT_OF_PICTURE)

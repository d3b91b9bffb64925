"""What others put on people of the catalogue for their own eyes: tags to filter by, and whom not to show.

The catalogue keeps none of it. Whoever does registers with `use`, once, when the apps are ready.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Tag:
    label: str
    profiles: int


class Marks(Protocol):
    def tags(self, user) -> Mapping[str, Tag]:
        """The tags that the user may filter by, by the key that stands in an address."""

    def tagged(self, keys: Collection[str]) -> frozenset[int]:
        """The profiles of people with any of these tags."""

    def hidden(self, user) -> frozenset[int]:
        """The profiles that the user's list leaves out unless it is asked to show them."""


class NoMarks:
    def tags(self, user) -> Mapping[str, Tag]:
        return {}

    def tagged(self, keys: Collection[str]) -> frozenset[int]:
        return frozenset()

    def hidden(self, user) -> frozenset[int]:
        return frozenset()


_in_use: list[Marks] = [NoMarks()]


def use(marks: Marks) -> None:
    _in_use[:] = [marks]


def marks() -> Marks:
    return _in_use[0]

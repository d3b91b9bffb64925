"""What the columns of a sheet were understood to mean. Pure."""

from dataclasses import dataclass, replace

from influencers.importing.fields import SEVERAL, Field


@dataclass(frozen=True, slots=True)
class Column:
    """One column as understood. `thousands` groups its numbers; `scale` turns its rates into shares.

    `platform` is the one that its header names; `formats` is the column that says what its prices are for.
    """

    index: int
    header: str
    label: str
    field: Field
    platform: str = ""
    thousands: str = ""
    scale: float = 1.0
    formats: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open: about column `number`, or (0) about the platform of the whole file."""

    number: int
    label: str
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """The meaning of every column, the platform of the whole file, and what has to be asked.

    `platforms` are those that stand side by side in one row, if several do. `apart` are the columns that
    tell accounts of one name from each other where nothing better does.
    """

    columns: tuple[Column, ...]
    platform: str
    questions: tuple[Question, ...]
    platforms: tuple[str, ...] = ()
    apart: tuple[Column, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        return {column.label: str(column.field) for column in self.columns}

    def all(self, field: Field) -> list[Column]:
        return [column for column in self.columns if column.field is field]

    def one(self, field: Field) -> Column | None:
        return next((column for column in self.columns if column.field is field), None)

    def profiles(self) -> tuple["Understanding", ...]:
        """One understanding for each profile that a row may hold."""
        return tuple(map(self._of, self.platforms)) if self.platforms else (self,)

    def _of(self, platform: str) -> "Understanding":
        """The platform's own columns, and of the common ones those for which it has none."""
        own = {column.field for column in self.columns if column.platform == platform} - SEVERAL
        columns = tuple(
            column
            for column in self.columns
            if column.platform == platform or (not column.platform and column.field not in own)
        )
        return replace(self, columns=columns, platform=platform, platforms=())

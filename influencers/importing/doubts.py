"""The doubts of an import are kept one by one, for somebody to decide (`influencers.importing.decisions`)."""

from collections.abc import Iterable, Mapping

from config import bulk
from influencers.importing.records import Issue
from influencers.models import Doubt, DoubtKind, Import

LONGEST = 2_000  # characters of a value; a page shows less
FIELDS = (
    *("import_run", "profile", "row", "column", "value"),
    *("reason", "number", "kind", "decision", "taken_as"),
)


def keep(
    run: Import, issues: Iterable[Issue], kind: DoubtKind, profiles: Mapping[int, int] | None = None
) -> None:
    """Keep what is wrong with a list's rows, however many, in one statement.

    `profiles` names the key of the profile that a row's number became, where it became one. The caller holds
    the transaction in which `run` was saved.
    """
    about = profiles or {}
    bulk.insert(
        Doubt,
        FIELDS,
        (
            (run.pk, about.get(row), row, column[:300], value[:LONGEST], reason, number, kind.value, "", "")
            for row, column, value, reason, number in issues
        ),
    )

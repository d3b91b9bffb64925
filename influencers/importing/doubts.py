"""The doubts of an import are kept one by one, for somebody to decide (`influencers.importing.decisions`)."""

from collections.abc import Iterable, Iterator, Mapping

from influencers.importing.records import Issue
from influencers.models import Doubt, Import
from influencers.models.doubt import DoubtKind

BATCH = 5_000
LONGEST = 2_000  # characters of a value; a page shows less


def keep(
    run: Import, issues: Iterable[Issue], kind: DoubtKind, profiles: Mapping[int, int] | None = None
) -> int:
    """Keep what is wrong with a list's rows, and say how many that are.

    `profiles` names the key of the profile that a row's number became, where it became one. A statement for
    every BATCH; the caller holds the transaction in which `run` was saved.
    """
    rows = _rows(run, issues, kind, profiles or {})
    return len(Doubt.objects.bulk_create(rows, batch_size=BATCH))


def _rows(
    run: Import, issues: Iterable[Issue], kind: DoubtKind, profiles: Mapping[int, int]
) -> Iterator[Doubt]:
    for row, column, value, reason, number in issues:
        yield Doubt(
            import_run=run,
            profile_id=profiles.get(row),
            row=row,
            column=column[:300],
            value=value[:LONGEST],
            reason=reason,
            number=number,
            kind=kind,
        )

"""A table of overlaps on its way in: previewed, read again with an answer, or carried out.

The page and the command both come through here; `uploads` keeps the file meanwhile. Nothing is written before
`carry_out`, and that writes all or nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from influencers.importing import doubts, reading
from influencers.importing.overlaps import Columns, PairRows, columns_of, read_pairs
from influencers.importing.pairing import Pairing, pairing, save_pairs
from influencers.models import DoubtKind, Import, Source
from influencers.models.importing import ImportStatus
from influencers.models.source import SourceKind

SAMPLE_ROWS = 8


@dataclass(frozen=True, slots=True)
class OpenedPairs:
    """A table that was read as the run says; `pairs.question` may still be open."""

    rows: int
    columns: Columns
    pairs: PairRows


def open_pairs(run: Import, path: Path, *, max_bytes: int | None = None, max_rows: int) -> OpenedPairs:
    """Read the file with the run's platform and unit; raises UnreadableFile with a sentence fit to show."""
    sheet = reading.read(path, max_bytes=max_bytes, max_rows=max_rows)
    columns = columns_of(sheet)
    pairs = read_pairs(sheet, columns, platform=run.platform, unit=run.unit)
    return OpenedPairs(sheet.count, columns, pairs)


def preview_pairs(run: Import, opened: OpenedPairs) -> dict:
    """The report of what `carry_out_pairs` would do now; reads the database, writes nothing."""
    if opened.pairs.question:
        return {"rows": opened.rows, "questions": [{"number": 0, "text": opened.pairs.question}]}
    found = pairing(opened.pairs.rows, opened.columns, run)
    return {**_report(opened, found), "questions": [], "sample": _sample(found)}


@transaction.atomic
def carry_out_pairs(run: Import, opened: OpenedPairs) -> Import:
    """Write the overlaps into the catalogue and finish the run."""
    found = pairing(opened.pairs.rows, opened.columns, run)
    run.report = _report(opened, found)
    run.doubts = len(run.report["rejected"]) + len(run.report["flagged"])
    run.source = Source.objects.create(name=run.file_name, kind=SourceKind.FILE, obtained_on=run.as_of)
    run.status, run.finished_at = ImportStatus.DONE, timezone.now()
    run.save()
    save_pairs(found.found, run=run, source=run.source)
    doubts.keep(run, sorted([*opened.pairs.rejected, *found.rejected]), DoubtKind.REJECTED)
    doubts.keep(run, sorted(found.flagged), DoubtKind.FLAGGED)
    return run


def _report(opened: OpenedPairs, found: Pairing) -> dict:
    rejected = sorted([*opened.pairs.rejected, *found.rejected])
    return {
        "rows": opened.rows,
        "created": found.count("created"),
        "updated": found.count("updated"),
        "unchanged": found.count("unchanged"),
        "skipped": found.skipped,
        "mapping": _mapping(opened.columns),
        "rejected": [issue._asdict() for issue in rejected],
        "flagged": [issue._asdict() for issue in sorted(found.flagged)],
    }


def _mapping(columns: Columns) -> dict[str, str]:
    first, second = columns.sides
    return {columns.header[first]: "first", columns.header[second]: "second", columns.value_header: "overlap"}


def _sample(found: Pairing) -> list[dict]:
    """The first pairs as they would be stored."""
    return [
        {
            "first": each.row.a.shown,
            "second": each.row.b.shown,
            "people": each.row.people,
            "share": each.row.share,
            "outcome": each.outcome,
        }
        for each in found.found[:SAMPLE_ROWS]
    ]

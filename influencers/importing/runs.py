"""A file on its way in: read, understood, cleaned, compared; shown as a preview, or carried out.

The page and the command both come through here. Nothing is written before `carry_out`, and that writes all or
nothing.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from config import bulk
from influencers.importing import cleaning, columns, doubts, reading
from influencers.importing.columns import Understanding
from influencers.importing.fields import Field
from influencers.importing.kept import Kept
from influencers.importing.matching import Matcher
from influencers.importing.reading import Sheet
from influencers.importing.records import Issue
from influencers.importing.reports import Tally
from influencers.importing.saving import Writer
from influencers.importing.text import seen, show, text_of
from influencers.models import DoubtKind, Import, Source
from influencers.models.importing import ImportStatus
from influencers.models.source import SourceKind

READ_UP_TO, LOOKED_UP_TO = 45, 99  # percent of the way when the rows are read, and when they are compared
Tell = Callable[[int, str], None]  # percent and step; it may raise, and then nothing is written
SAMPLE_VALUES = 3
DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.](\d\d)(?:[-_.](\d\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read, with what its columns mean; `understanding.questions` may still be open."""

    sheet: Sheet
    understanding: Understanding


def open_file(
    path: Path,
    *,
    file_name: str,
    platform: str = "",
    answers: Mapping[str, str] | None = None,
    max_bytes: int | None = None,
    max_rows: int = reading.MAX_ROWS,
) -> Opened:
    """Read and understand a file; raises UnreadableFile with a sentence fit to show."""
    sheet = reading.read(path, max_bytes=max_bytes, max_rows=max_rows)
    return Opened(sheet, columns.understand(sheet, file_name=file_name, platform=platform, answers=answers))


def nobody(_percent: int, _step: str) -> None:
    """For where nobody waits to hear how far the work is."""


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def display_name(name: str) -> str:
    """A sent file's name as it may be shown and stored: no folders, no unseen characters, at most 200."""
    name = re.split(r"[\\/]", seen(name))[-1].strip()
    return (name or "list")[-200:]


def date_of(sha256: str, given: date | None, file_name: str = "") -> date:
    """The day of the figures: as given, as when this content came before, as its name says, or today."""
    before = Import.objects.done().filter(sha256=sha256).order_by("pk").first()
    return given or (before.as_of if before else day_in(file_name) or timezone.localdate())


def day_in(file_name: str) -> date | None:
    """The day in a name such as list_2022-12-31.csv; of a month alone its first day, never too fresh."""
    found = DAY_IN_NAME.search(file_name)
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return named if named <= timezone.localdate() else None


def preview(run: Import, opened: Opened, *, tell: Tell = nobody) -> dict:
    """The report of what `carry_out` would do now; reads the database, writes nothing."""
    shown = {"columns": _columns(opened), "questions": _questions(opened)}
    if shown["questions"]:
        return {**shown, "rows": opened.sheet.count, "mapping": opened.understanding.mapping}
    with _cleaned(run, opened, tell) as kept:
        report, sample = _compare(run, opened, kept, tell)
    return {**report, **shown, "sample": sample}


def carry_out(run: Import, opened: Opened, *, tell: Tell = nobody) -> Import:
    """Write the list into the catalogue and finish the run, in one transaction.

    Lists come in one at a time. Somebody who adds one of the new accounts by hand at the same moment makes
    the first attempt collide; the second attempt finds the account there.
    """
    with _cleaned(run, opened, tell) as kept:
        try:
            return _carry_out(run, opened, kept, tell)
        except IntegrityError:
            return _carry_out(run, opened, kept, tell)


@transaction.atomic
def _carry_out(run: Import, opened: Opened, kept: Kept, tell: Tell) -> Import:
    bulk.one_at_a_time(Import)
    run.mapping, run.platform = opened.understanding.mapping, opened.understanding.platform
    run.source = Source.objects.create(name=run.file_name, kind=SourceKind.FILE, obtained_on=run.as_of)
    run.status = ImportStatus.RUNNING
    run.save()
    writer = Writer(run, run.source)
    run.report, __ = _compare(run, opened, kept, tell, writer)
    writer.finish()
    _keep_doubts(run, writer)
    run.doubts = len(run.report["rejected"]) + len(run.report["flagged"])
    run.status, run.finished_at = ImportStatus.DONE, timezone.now()
    run.save()
    return run


def _keep_doubts(run: Import, writer: Writer) -> None:
    for kind in DoubtKind:
        issues = [Issue(**issue) for issue in run.report[kind]]
        if issues:
            doubts.keep(run, issues, kind, writer.profiles({issue.row for issue in issues}))


@contextmanager
def _cleaned(run: Import, opened: Opened, tell: Tell) -> Iterator[Kept]:
    with closing(Kept()) as kept:
        for batch in cleaning.batches(opened.sheet, opened.understanding, country=run.country):
            kept.add(batch)
            tell(READ_UP_TO * kept.rows // opened.sheet.count, "read")
        yield kept


def _compare(
    run: Import, opened: Opened, kept: Kept, tell: Tell, writer: Writer | None = None
) -> tuple[dict, list[dict]]:
    """The report and its first rows; with a writer every batch is written as it is compared."""
    matcher, tally, seen = _matcher(run, opened, kept), Tally(), 0
    for records in kept:
        rows = matcher.rows(records)
        tally.add(records, rows)
        if writer:
            writer.write(rows)
        seen += len(records)
        way = (LOOKED_UP_TO - READ_UP_TO) * seen // max(kept.records, 1)
        tell(READ_UP_TO + way, "write" if writer else "compare")
    return tally.report(kept, matcher, opened.understanding.mapping), tally.sample


def _matcher(run: Import, opened: Opened, kept: Kept) -> Matcher:
    named = {column.field: column.label for column in reversed(opened.understanding.columns)}
    account = next(named[field] for field in (Field.HANDLE, Field.PROFILE_URL, Field.NAME) if field in named)
    return Matcher(
        sha256=run.sha256,
        as_of=run.as_of,
        replaced=kept.replaced(),
        account_column=account,
        niche_column=named.get(Field.NICHE, ""),
    )


def _columns(opened: Opened) -> list[dict]:
    """Every column with what it was taken for and a few of its values."""
    found = []
    for column in opened.understanding.columns:
        cells = (row[column.index] for __, row in opened.sheet.sample[:200] if column.index < len(row))
        values = [show(cell)[:60] for cell in cells if text_of(cell)]
        found.append(
            {
                "number": column.index + 1,
                "header": column.header,
                "label": column.label,
                "field": column.field.value,
                "values": list(dict.fromkeys(values))[:SAMPLE_VALUES],
            }
        )
    return found


def _questions(opened: Opened) -> list[dict]:
    """What the user has to answer before anything can be imported."""
    return [{"number": question.number, "text": question.text} for question in opened.understanding.questions]

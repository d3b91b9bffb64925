"""Import audited audience overlaps from a spreadsheet."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from influencers.importing import overlap_runs, runs
from influencers.importing.issues import in_words
from influencers.importing.reading import MAX_ROWS, UnreadableFile
from influencers.models import Import, Platform
from influencers.models.importing import ImportKind
from influencers.models.overlap import UNITS

UNUSABLE = 2
COUNTS = ("created", "updated", "unchanged", "skipped")


class Command(BaseCommand):
    help = "Import a table of audience overlaps. Exit 2: the file cannot be used, nothing written."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--base",
            choices=[name for name, _label in UNITS],
            default="",
            help="what the overlaps are: people, or shares of what; must be said for shares",
        )
        parser.add_argument(
            "--platform", choices=Platform.values, default="", help="of handles without a platform"
        )
        parser.add_argument("--as-of", default="", help="the day of the audit, YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, file, base, platform, as_of, dry_run, **options):
        try:
            run = _run(file, base, platform, as_of)
            opened = overlap_runs.open_pairs(run, file, max_rows=MAX_ROWS)
            if opened.pairs.question:
                raise UnreadableFile(f"{opened.pairs.question} Answer with --base.")
            report = (
                overlap_runs.preview_pairs(run, opened)
                if dry_run
                else overlap_runs.carry_out_pairs(run, opened).report
            )
        except (UnreadableFile, OSError) as error:
            raise CommandError(" ".join(str(error).split()), returncode=UNUSABLE) from error
        shown = {key: value for key, value in report.items() if key not in ("questions", "sample")}
        self.stdout.write(json.dumps(shown, ensure_ascii=False) if options["json"] else _summary(shown))


def _run(file: Path, base: str, platform: str, as_of: str) -> Import:
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError as error:
        raise UnreadableFile(f"--as-of takes a day as YYYY-MM-DD, not “{as_of}”.") from error
    sha256, name = runs.digest(file), runs.display_name(file.name)
    return Import(
        kind=ImportKind.OVERLAPS,
        file_name=name,
        sha256=sha256,
        unit=base,
        platform=platform,
        as_of=runs.date_of(sha256, day, name),
    )


def _summary(report: dict) -> str:
    lines = [f"{report['rows']} rows: " + ", ".join(f"{report[name]} {name}" for name in COUNTS)]
    for name in ("rejected", "flagged"):
        lines.append(f"{len(report[name])} {name}")
        lines += [
            f"  row {i['row']} {i['column']} “{i['value'][:60]}”: {in_words(i)}" for i in report[name][:20]
        ]
    return "\n".join(lines)

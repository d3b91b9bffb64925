"""Import a list of influencers from a spreadsheet."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from influencers.importing import runs
from influencers.importing.countries import country_code
from influencers.importing.issues import in_words
from influencers.importing.reading import UnreadableFile
from influencers.models import Import, Platform

UNUSABLE = 2


class Command(BaseCommand):
    help = "Import a list of influencers (CSV, TSV, XLSX). Exit 2: the file cannot be used, nothing written."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--platform", choices=Platform.values, default="")
        parser.add_argument(
            "--country", default="", help="country of influencers for whom the file names none"
        )
        words = "the day of the figures, YYYY-MM-DD; else the day in the file's name, else today"
        parser.add_argument("--as-of", default="", help=words)
        parser.add_argument(
            "--map", action="append", default=[], metavar="column=field", help="may be repeated"
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, file, platform, country, as_of, dry_run, **options):
        try:
            opened = runs.open_file(
                file, file_name=file.name, platform=platform, answers=_answers(options["map"])
            )
            if opened.understanding.questions:
                question = opened.understanding.questions[0]
                raise UnreadableFile(f"{question.text} Answer with {_how(question)}.")
            run = _run(file, country, as_of)
            report = runs.preview(run, opened) if dry_run else runs.carry_out(run, opened).report
        except (UnreadableFile, OSError) as error:
            raise CommandError(" ".join(str(error).split()), returncode=UNUSABLE) from error
        self.stdout.write(
            json.dumps(_public(report), ensure_ascii=False) if options["json"] else _summary(report)
        )


def _run(file: Path, country: str, as_of: str) -> Import:
    code = country_code(country)
    if country and not code:
        raise UnreadableFile(f"No country is known as “{country}”.")
    sha256 = runs.digest(file)
    name = runs.display_name(file.name)
    return Import(file_name=name, sha256=sha256, country=code, as_of=runs.date_of(sha256, _day(as_of), name))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnreadableFile(f"--as-of takes a day as YYYY-MM-DD, not “{text}”.") from error


def _answers(pairs: list[str]) -> dict[str, str]:
    answers = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column:
            raise UnreadableFile(f"--map takes column=field, not “{pair}”.")
        answers[column] = field.strip()
    return answers


def _how(question) -> str:
    if not question.label:
        return "--platform"
    return f'--map "{question.label}={question.choices[0]}" (or {", ".join(question.choices[1:])})'


def _public(report: dict) -> dict:
    of_the_page = ("columns", "questions", "sample", "titles", "erased")
    return {key: value for key, value in report.items() if key not in of_the_page}


def _summary(report: dict) -> str:
    counts = ("created", "updated", "unchanged", "skipped")
    lines = [f"{report['rows']} rows: " + ", ".join(f"{report[name]} {name}" for name in counts)]
    for name in ("rejected", "flagged"):
        lines.append(f"{len(report[name])} {name}")
        lines += [
            f"  row {i['row']} {i['column']} “{i['value'][:60]}”: {in_words(i)}" for i in report[name][:20]
        ]
    return "\n".join(lines)

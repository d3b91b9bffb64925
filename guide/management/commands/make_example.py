"""Writes the finished example that the tour shows."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from guide.example.making import make_example, write_list
from guide.example.shown import ANSWER_FILE, LIST_FILE


class Command(BaseCommand):
    help = "Compute the example of the tour again into guide/data. Nothing stays in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=LIST_FILE.parent)

    def handle(self, *, folder: Path, **options) -> None:
        write_list(folder / LIST_FILE.name)
        example = make_example(folder / LIST_FILE.name)
        text = json.dumps(example, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / ANSWER_FILE.name).write_text(text + "\n", encoding="utf-8")
        totals = example["answer"]["totals"]
        self.stdout.write(
            f"{len(example['answer']['lines'])} influencers, {totals['reach']:,.0f} people reached."
        )

"""The figures that README and docs quote, measured on this machine."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaigns.measuring import list_page
from campaigns.strategy.measuring import benchmark
from influencers.models import Source
from influencers.models.source import SourceKind


class Command(BaseCommand):
    help = (
        "Measure the optimiser: gaps, seconds, memory, agreement with brute force, the frontier. With "
        "--catalogue the list of influencers instead, on the configured database with its demo data."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--profiles", type=int, help="One number of candidates instead of the usual sizes."
        )
        parser.add_argument(
            "--catalogue", type=int, help="Measure the list of so many profiles: the demo's, copied."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON instead of lines.")

    def handle(self, *args, profiles, catalogue, **options):
        for name, number in (("--profiles", profiles), ("--catalogue", catalogue)):
            if number is not None and number < 1:
                raise CommandError(f"{name} is a whole number from 1.", returncode=2)
        figures = _of_the_list(catalogue) if catalogue else benchmark.run(profiles)
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=2))
            return
        for name, value in figures.items():
            self.stdout.write(f"{name:32} {value:.6g}")


def _of_the_list(profiles: int) -> dict[str, float]:
    synthetic = Source.objects.filter(kind=SourceKind.SYNTHETIC).exists()
    if not settings.DEBUG or not synthetic:
        raise CommandError("--catalogue copies demo data: fill a development database with it.", returncode=2)
    return list_page.figures(profiles)

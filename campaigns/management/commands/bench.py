"""The figures that README and docs quote, measured on this machine."""

import json

from django.core.management.base import BaseCommand, CommandError

from campaigns.strategy.measuring import benchmark


class Command(BaseCommand):
    help = "Measure the optimiser: gaps, seconds, memory, agreement with brute force, the frontier."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--profiles", type=int, help="One number of candidates instead of the usual sizes."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON instead of lines.")

    def handle(self, *args, profiles, **options):
        if profiles is not None and profiles < 1:
            raise CommandError("--profiles is a whole number from 1.", returncode=2)
        figures = benchmark.run(profiles)
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=2))
            return
        for name, value in figures.items():
            self.stdout.write(f"{name:32} {value:.6g}")

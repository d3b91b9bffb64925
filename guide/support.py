"""How many of the installation's benchmarks are sourced, derived and assumed."""

from django.db.models import Count

from influencers.models import Benchmark
from influencers.models.benchmark import Evidence


def support_counts() -> list[tuple[str, int]]:
    """(words, benchmarks) for every kind of evidence; one query."""
    rows = Benchmark.objects.order_by().values_list("evidence").annotate(Count("pk"))
    found = dict(rows)
    return [(kind.label, found.get(kind.value, 0)) for kind in Evidence]

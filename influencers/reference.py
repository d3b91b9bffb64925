"""Reference data that every installation starts with: sourced benchmarks and tax rates, and the niches."""

import json
from importlib import resources
from typing import Any


def read(name: str) -> list[dict[str, Any]]:
    return json.loads(resources.files("influencers.data").joinpath(name).read_text("utf-8"))


def load(*, benchmark, niche, synonym) -> None:
    """Add the defaults that are missing and leave what an administrator edited; takes the model classes."""
    benchmark.objects.bulk_create(
        [benchmark(**row) for row in read("benchmarks.json")], ignore_conflicts=True
    )
    rows = read("niches.json")
    _load_niches(niche, [row for row in rows if not row["parent"]])
    _load_niches(niche, [row for row in rows if row["parent"]])
    by_slug = {row.slug: row for row in niche.objects.all()}
    synonym.objects.bulk_create(
        [synonym(term=term, niche=by_slug[row["slug"]]) for row in rows for term in row["synonyms"]],
        ignore_conflicts=True,
    )


def load_tax_rates(tax_rate) -> None:
    """Add the rates that are missing and leave what an administrator edited; takes the model class."""
    tax_rate.objects.bulk_create([tax_rate(**row) for row in read("tax_rates.json")], ignore_conflicts=True)


def _load_niches(niche, rows) -> None:
    parents = {row.slug: row for row in niche.objects.filter(parent__isnull=True)}
    niche.objects.bulk_create(
        [
            niche(
                slug=row["slug"],
                name=row["name"],
                name_id=row["name_id"],
                parent=parents[row["parent"]] if row["parent"] else None,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )

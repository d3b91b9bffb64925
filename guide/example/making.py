"""Computes the example as a planner would: the list is imported, the brief written, the mix asked for.

All of it happens in the database and is taken back; what stays is the answer.
"""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Brand, Campaign, Goal, Pool
from campaigns.planning.answer import answer_for
from guide.example import listing
from influencers.importing import runs
from influencers.models import Import, Niche

FILE_NAME = "daftar-influencer.csv"
BRAND = "Contoh Skincare"
BRIEF = {
    "name": "Serum",
    "goal": Goal.AWARENESS.value,
    "awareness_weight": AWARENESS_WEIGHT[Goal.AWARENESS],
    "budget": 120_000_000,
    "platforms": ["instagram", "tiktok"],
    "countries": ["ID"],
    "ages": ["18-24", "25-34"],
    "audience_size": 800_000,
    "people_max": 12,
}
NICHES = ["beauty", "skincare"]
Example = dict[str, Any]


def write_list(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([listing.HEADER, *listing.rows(timezone.localdate())])


def make_example(path: Path) -> Example:
    """The brief and the answer for the list at `path`; whatever was written for it is rolled back."""
    with transaction.atomic():
        campaign = _campaign(_imported(path))
        answer = answer_for(campaign, progress=lambda *_step: None)
        transaction.set_rollback(True)
    return {"brief": _brief(campaign), "answer": without_rows(answer)}


def _imported(path: Path) -> Import:
    run = Import(file_name=FILE_NAME, sha256=runs.digest(path), country="ID", as_of=timezone.localdate())
    return runs.carry_out(run, runs.open_file(path, file_name=FILE_NAME))


def _campaign(run: Import) -> Campaign:
    starts = run.as_of + timedelta(days=30)
    campaign = Campaign.objects.create(
        brand=Brand.objects.create(name=BRAND),
        starts_on=starts,
        ends_on=starts + timedelta(days=30),
        pool=Pool.IMPORT,
        pool_import=run,
        **BRIEF,
    )
    campaign.niches.set(Niche.objects.filter(slug__in=NICHES))
    return campaign


def _brief(campaign: Campaign) -> Example:
    days = {"starts_on": campaign.starts_on.isoformat(), "ends_on": campaign.ends_on.isoformat()}
    return {**BRIEF, **days, "niches": NICHES, "file": FILE_NAME}


def without_rows(answer: Example) -> Example:
    """The answer with people numbered in their order: no row stands behind them, and no link leads to one."""
    number = {line["profile"]: line["position"] for line in answer["lines"]}
    return {
        **answer,
        "campaign": None,
        "lines": [_line(line) for line in answer["lines"]],
        "not_chosen": [{**each, "profile": None, "influencer": None} for each in answer["not_chosen"]],
        "pictures": {
            name: [_renumbered(disc, number) for disc in discs] for name, discs in answer["pictures"].items()
        },
    }


def _line(line: Example) -> Example:
    reasons = [{**reason, "values": _but("id", reason["values"])} for reason in line["reasons"]]
    return {**line, "profile": line["position"], "influencer": None, "reasons": reasons}


def _but(name: str, values: Example) -> Example:
    return {key: value for key, value in values.items() if key != name}


def _renumbered(disc: Example, number: dict[int, int]) -> Example:
    return {**disc, "ids": [str(number[int(each)]) for each in disc["ids"]]}

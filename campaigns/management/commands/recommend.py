"""What the recommendation page shows, on the command line."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.html import strip_tags

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Brand, Campaign
from campaigns.planning.answer import ProblemError, answer_for
from campaigns.reporting.headline import headline, playbook_headline, too_little
from campaigns.reporting.names import rules_in_words
from campaigns.reporting.presentation import dressed, most_better
from influencers.models import Niche

# What a brief file may say: the fields of a campaign, and niches by their short names.
FIELDS = {
    field.name
    for field in Campaign._meta.concrete_fields
    if field.editable and field.name not in ("id", "brand", "created_by", "pool", "pool_import", "pool_list")
}

WHY_PLAYBOOK = {
    "no_candidates": "There is nobody to choose from.",
    "nothing_fits": "No candidate fits the budget and the rules.",
    "nothing_reached": "Nobody of them reaches the audience.",
}


class Command(BaseCommand):
    help = "Recommend a mix and a shortlist for a campaign, or for a brief in a JSON file."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--campaign", type=int, metavar="ID")
        which.add_argument("--brief", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="Print JSON instead of sentences.")

    def handle(self, *args, campaign, brief, **options):
        try:
            answer = _for_campaign(campaign) if brief is None else _for_file(brief)
        except ProblemError as error:
            raise CommandError(f"The brief cannot be used: {error}", returncode=2) from None
        stated = contract(answer)
        self.stdout.write(json.dumps(stated, indent=2) if options["json"] else _in_words(answer, stated))


def _for_campaign(pk: int) -> dict[str, Any]:
    try:
        campaign = Campaign.objects.with_brief().get(pk=pk)
    except Campaign.DoesNotExist:
        raise CommandError(f"There is no campaign {pk}.", returncode=2) from None
    return answer_for(campaign, progress=_silent)


def _for_file(path: Path) -> dict[str, Any]:
    """The answer to a brief that is not stored: its rows live in a transaction that is rolled back."""
    values = _read(path)
    niches = values.pop("niches", [])
    with transaction.atomic():
        campaign = _stored(values)
        campaign.niches.set(_niches(niches))
        answer = answer_for(campaign, progress=_silent)
        transaction.set_rollback(True)
    return answer


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"The brief cannot be read: {error}", returncode=2) from None
    if not isinstance(values, dict):
        raise CommandError("The brief is not a JSON object.", returncode=2)
    if unknown := sorted(set(values) - FIELDS - {"niches"}):
        raise CommandError(f"The brief has unknown fields: {', '.join(unknown)}.", returncode=2)
    for field, value in values.items():
        _refuse_constants(field, value)
    return values


def _refuse_constants(field: str, value: object) -> None:
    """Python reads NaN and Infinity where JSON has none, and whole numbers beyond every float."""
    try:
        json.dumps(value, allow_nan=False)
        float(value) if isinstance(value, int) else None
    except (ValueError, OverflowError):
        raise CommandError(f"The brief cannot be used: {field} is not a number.", returncode=2) from None


def _stored(values: dict[str, Any]) -> Campaign:
    today = timezone.localdate()
    goal = str(values.get("goal", "awareness"))
    defaults = {
        "name": "Brief",
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "countries": ["ID"],
        "awareness_weight": AWARENESS_WEIGHT.get(goal, 0.5),
    }
    brand, _created = Brand.objects.get_or_create(name="Brief from a file")
    try:
        campaign = Campaign(brand=brand, **(defaults | values))
        campaign.full_clean()
        campaign.save()
    except (ValidationError, TypeError, ValueError, DatabaseError) as error:
        raise CommandError(f"The brief cannot be used: {_first_line(error)}", returncode=2) from None
    return campaign


def _first_line(error: Exception) -> str:
    """What is wrong, each fault with its field."""
    if not isinstance(error, ValidationError):
        return " ".join(str(error).splitlines()[:1])
    faults = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return " ".join(": ".join(filter(None, (field, *texts))) for field, texts in faults.items())


def _niches(slugs: object) -> list[Niche]:
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        raise CommandError("The brief's niches are not a list of short names.", returncode=2)
    found = list(Niche.objects.filter(slug__in=slugs))
    if missing := sorted(set(slugs) - {niche.slug for niche in found}):
        raise CommandError(f"There is no niche {', '.join(missing)}.", returncode=2)
    return found


def contract(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with the keys that other programs rely on."""
    if answer["status"] in ("missing_benchmark", "missing_tax_rate"):
        raise CommandError(answer["missing"], returncode=2)
    if answer["status"] == "unknown_population":
        raise CommandError(f"Give the size of the audience in {answer['country']}.", returncode=2)
    lines = dressed(answer) if answer["lines"] else []
    proof = answer.get("proof", {})
    return {
        "status": answer["status"],
        "leaning": answer["leaning"],
        "mix": {
            tier: {name: part[name] for name in ("cost", "people", "reach", "engagements")}
            for tier, part in answer.get("mix", {}).items()
        },
        "playbook": {"micro": answer["playbook"]["micro"], "macro": 1 - answer["playbook"]["micro"]},
        "chosen": [
            {
                "profile": line["handle"],
                "tier": line["tier"],
                "cost": line["cost"]["amount"],
                "reasons": [f"+ {each}" for each in line["for"]] + [f"- {each}" for each in line["against"]],
            }
            for line in lines
        ],
        "totals": answer.get("totals"),
        "gap": proof.get("gap"),
        "given_up": proof.get("given_up"),
        "frontier": answer.get("frontier", []),
        "conflict": rules_in_words(answer),
    }


def _in_words(answer: dict[str, Any], stated: dict[str, Any]) -> str:
    if stated["conflict"]:
        conflict = "No shortlist can keep all these rules: " + ", ".join(stated["conflict"])
        return "\n".join(filter(None, (conflict, too_little(answer))))
    if not stated["chosen"]:
        return f"{strip_tags(playbook_headline(answer))} {WHY_PLAYBOOK[answer['playbook_reason']]}"
    proof = most_better(answer["proof"])
    lines = [f"{each['profile']}  {each['tier']}  {each['cost']:,}" for each in stated["chosen"]]
    claim = f"No shortlist can be more than {proof:.1%} better under these rules."
    if answer["proof"].get("out_of_time"):
        claim += " The time for the proof ran out: this is the best shortlist found so far."
    return "\n".join([strip_tags(headline(answer)), claim, *lines])


def _silent(percent: int, step: str) -> None:
    """Nobody watches."""

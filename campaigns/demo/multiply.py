"""A catalogue of any size from a small demo: copies of its people by SQL, for measuring.

Twenty thousand invented profiles have every combination of facts that matters to a list; a million are made
from them in a few minutes instead of half an hour. What only a single influencer's page shows (history,
audience, packages) is not copied.
"""

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, Max, Model

from influencers.models import Credibility, Influencer, Profile, ProfileNiche, Rate
from influencers.search import changes

COPIED = (Influencer, Profile, ProfileNiche, Rate, Credibility)
NUMBERED = (Influencer, Profile)
# Followers of a copy, from 70 to 130 % of the original's, so that copies do not stand in one place in order.
JITTER = "CAST(original.followers * (70 + (original.id * 7919 + copy.number * 104729) %% 61) / 100 AS bigint)"


@transaction.atomic
def up_to(profiles: int) -> int:
    """Copy everybody often enough to have at least so many profiles; answers how many copies that took."""
    copies = -(-profiles // max(Profile.objects.count(), 1)) - 1
    if copies > 0:
        steps = {model: model.objects.aggregate(last=Max("pk"))["last"] for model in NUMBERED}
        for model in COPIED:
            _copy(model, copies, steps)
        _settle()
        changes.note_all()
    return max(copies, 0)


def _copy(model: type[Model], copies: int, steps: dict[type[Model], int]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    fields = [field for field in fields if not field.primary_key or model in NUMBERED]
    quote = connection.ops.quote_name
    into = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(_value(model, field, steps) for field in fields)
    table = quote(model._meta.db_table)
    numbers = "SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < %s"
    rows = f"SELECT {values} FROM copy CROSS JOIN {table} AS original ORDER BY copy.number, original.id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE copy(number) AS ({numbers}) INSERT INTO {table} ({into}) {rows}", [copies]
        )


def _value(model: type[Model], field: Field, steps: dict[type[Model], int]) -> str:
    """The SQL of a copied column; names are of models, so they may stand in it."""
    column = f"original.{connection.ops.quote_name(field.column)}"
    moved = steps.get(model if field.primary_key else field.related_model)
    if moved:
        return f"{column} + copy.number * {moved}"
    if field.name in ("handle", "identity"):
        return f"{column} || '.' || copy.number"
    return JITTER if field.name == "followers" else column


def _settle() -> None:
    """Let the numbering go on, and let the planner know how much there is now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for statement in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
            cursor.execute(statement)

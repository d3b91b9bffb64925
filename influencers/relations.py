"""Which rows of the whole installation belong to a row of the catalogue, without knowing their models.

Everything that refers to an influencer or a profile is found through the registry of models, so that a new
relation cannot be forgotten, and the catalogue need not import what is built upon it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import CASCADE, ForeignKey, Model, QuerySet
from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Belonging:
    """Rows that refer to others by this field."""

    field: ForeignKey
    rows: QuerySet

    @property
    def goes_along(self) -> bool:
        """Whether the rows are deleted with those that they refer to; others stay without them."""
        return self.field.remote_field.on_delete is CASCADE

    def pks(self) -> list[int]:
        return list(self.rows.values_list("pk", flat=True))

    @property
    def label(self) -> str:
        """What the rows are; of a row that only joins two others, what it joins ours to."""
        model = self.field.model
        if model._meta.auto_created:
            ends = [each for each in model._meta.fields if isinstance(each, ForeignKey)]
            model = next(each.related_model for each in ends if each is not self.field)
        return capfirst(str(model._meta.verbose_name_plural))


def references_to(model: type[Model]) -> list[ForeignKey]:
    """Every foreign key to the model, those of many-to-many tables included, in a stable order."""
    found = [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]
    return sorted(found, key=lambda field: (field.model._meta.label, field.name))


def belonging(model: type[Model], keys: Iterable[int]) -> Iterator[Belonging]:
    """The rows that refer to these rows, and what refers to those that go along with them.

    One queryset a relation; nothing is read but the keys of the rows on the way.
    """
    keys = list(keys)
    for field in references_to(model):
        rows = field.model._default_manager.filter(**{f"{field.name}__in": keys}).order_by("pk")
        found = Belonging(field, rows)
        yield found
        if found.goes_along and references_to(field.model):
            yield from belonging(field.model, rows.values_list("pk", flat=True))

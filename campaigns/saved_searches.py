"""Writing saved searches."""

from django.db import transaction

from campaigns.models import Brand, SavedSearch


@transaction.atomic
def save_search(*, brand: Brand, name: str, query: str) -> SavedSearch:
    """The brand's search of that name, with these filters from now on."""
    return SavedSearch.objects.update_or_create(brand=brand, name=name, defaults={"query": query})[0]


@transaction.atomic
def rename_search(*, search: SavedSearch, name: str) -> None:
    """Raises ValidationError where the brand has a search of that name already."""
    search.name = name
    search.full_clean()
    search.save(update_fields=["name"])


@transaction.atomic
def delete_search(*, search: SavedSearch) -> None:
    search.delete()

"""What every page says about the data behind it."""

from django.http import HttpRequest

from influencers.models.source import Source, SourceKind


def synthetic_data(request: HttpRequest) -> dict[str, object]:
    """True while the catalogue holds synthetic demo data; read only by pages of signed-in people."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"synthetic_data": False}
    return {"synthetic_data": Source.objects.filter(kind=SourceKind.SYNTHETIC).exists()}

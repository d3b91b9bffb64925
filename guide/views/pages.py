"""The pages that explain the product: its words, its arithmetic, and a finished example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word of the trade that a page uses, explained."""
    return render(request, "guide/glossary.html")


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """What is computed, from which assumptions, and where that ends."""
    return render(request, "guide/how.html")


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """A finished example from the spreadsheet to the plan."""
    return render(request, "guide/tour.html")

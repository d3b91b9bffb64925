"""The pages that explain the product: its words, its arithmetic, and a finished example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.planning.brief import benchmarks
from campaigns.planning.costs import tax_rates
from campaigns.strategy.costs.taxes import newest_on
from guide.example.notes import numbered
from guide.example.shown import answer_page, brief_words, list_read
from guide.explained.section import Known
from guide.method import method as method_text
from guide.sections import ORDER, SECTIONS
from guide.support import support_counts
from guide.terms import GROUPS


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word of the trade that a page uses, explained."""
    groups = [(group, [(term, SECTIONS.get(term.how)) for term in group.terms]) for group in GROUPS]
    return render(request, "guide/glossary.html", {"groups": groups})


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """What is computed, from which assumptions as they are now, and where that ends."""
    known = Known(benchmarks(), newest_on(tax_rates(), timezone.localdate()))
    sections = [(section, [row.read(known) for row in section.rows]) for section in ORDER]
    return render(request, "guide/how.html", {"sections": sections, "support": support_counts()})


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The mathematics behind it: the document of the repository."""
    title, text = method_text()
    return render(request, "guide/method.html", {"title": title, "text": text})


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """A finished example from the spreadsheet to the plan."""
    context = {
        "list": list_read(),
        "words": brief_words(),
        "page": answer_page(),
        "notes": numbered(),
        "may_import": request.user.has_perm("influencers.add_import"),
    }
    return render(request, "guide/tour.html", context)

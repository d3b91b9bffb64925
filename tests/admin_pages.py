"""How the tests of the administration pages walk them."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

LIST_QUERIES = 12
PAGE_QUERIES = 30


def registered(app):
    return [model for model in admin.site._registry if model._meta.app_label == app]


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def queries(client, url):
    """How many queries the page takes; it has to answer."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(captured)


def costs(client, app):
    """{address: queries} of every list, with the search box used as well, and of the first row's page."""
    found = {}
    for model in registered(app):
        pages = [address(model, "changelist"), address(model, "change", model.objects.order_by("pk")[0].pk)]
        ContentType.objects.get_for_model(model)  # kept for the life of the process
        for url in (*pages, f"{pages[0]}?q=a"):
            found[url] = queries(client, url)
    return found


def too_dear(found):
    """Pages over their allowance."""
    return {
        url: cost
        for url, cost in found.items()
        if cost > (PAGE_QUERIES if url.endswith("/change/") else LIST_QUERIES)
    }


def may_add(client, model):
    return client.get(address(model, "add")).status_code == 200


def messages_of(response):
    """Everything that the refused form says, its inlines included."""
    assert response.status_code == 200
    found = list(response.context["errors"])
    return " ".join(str(message) for each in found for message in ([each] if isinstance(each, str) else each))

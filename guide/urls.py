"""Addresses of what explains the product."""

from django.urls import include, path

from guide.views import pages, styleguide

guide_urls = [
    path("glossary/", pages.glossary, name="glossary"),
    path("how-it-works/", pages.how, name="how"),
    path("how-it-works/method/", pages.method, name="method"),
    path("tour/", pages.tour, name="tour"),
    path("styleguide/", styleguide.components, name="styleguide"),
]

urlpatterns = [path("", include((guide_urls, "guide")))]

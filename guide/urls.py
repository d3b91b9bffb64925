"""Addresses of what explains the product."""

from django.urls import include, path

from guide.views import pages

guide_urls = [
    path("glossary/", pages.glossary, name="glossary"),
    path("how-it-works/", pages.how, name="how"),
    path("tour/", pages.tour, name="tour"),
]

urlpatterns = [path("", include((guide_urls, "guide")))]

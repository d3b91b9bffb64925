"""The yardstick of a page's time: the frame of every page, for somebody signed in, and one SQL query."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config import urls
from influencers.models import Niche

ADDRESS = "/bare/"


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html", {"niche": Niche.objects.first()})


urlpatterns = [path("bare/", bare), *urls.urlpatterns]

"""Every address of the application. All are private unless the view says otherwise."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("influencers.urls")),
    path("", include("campaigns.urls")),
    path("", include("guide.urls")),
]

"""Bookings by rivals: planners note them where they see the influencer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.access import planner_brands, rival_booking_for_planner
from campaigns.forms import RivalBookingForm
from campaigns.rivals import record_booking, remove_booking


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    brands = list(planner_brands(request.user))
    if not brands:
        raise PermissionDenied
    about = {"influencer": request.GET.get("influencer")}
    form = RivalBookingForm(request.POST or None, initial=about, brands=brands)
    if not form.is_valid():
        context = {"form": form, "influencer": form.chosen_influencer()}
        return render(request, "campaigns/rival_booking.html", context)
    booking = record_booking(user=request.user, **form.cleaned_data)
    words = {"influencer": booking.influencer, "rival": booking.rival}
    messages.success(request, _("Noted: %(rival)s booked %(influencer)s.") % words)
    return redirect(booking.influencer)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    booking = rival_booking_for_planner(request.user, pk)
    remove_booking(booking=booking)
    messages.success(request, _("The note about %(rival)s is gone.") % {"rival": booking.rival})
    return redirect(booking.influencer)

"""What stands on a person's page in the administration."""

from django.contrib import admin

from accounts.models import Preference


class PreferenceInline(admin.StackedInline):
    model = Preference

"""What a person chose for themselves, and what the throttle noted down of their sign-ins."""

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import moment


class Preference(models.Model):
    """Who never chose anything has no row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="preference",
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        help_text=_("Pages are in this language from the next sign-in on."),
    )

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
                name="preference_language_offered",
                violation_error_message=_("Choose one of the languages."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_language_display()


class FailedSignIn(AccessAttempt):
    """The throttle's count of failures of one name from one address and browser."""

    class Meta:
        proxy = True
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")

    def __str__(self) -> str:
        return f"{self.username} · {self.ip_address}"


class SignIn(AccessLog):
    """Who came, from where and when."""

    class Meta:
        proxy = True
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.username}, {moment(self.attempt_time)}"

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("people who sign in")

    def ready(self) -> None:
        from accounts import language  # reads models, which exist from here on

        user_logged_in.connect(language.recall, dispatch_uid="language")

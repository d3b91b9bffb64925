"""Signing in and out, the password, the language."""

from django.contrib.auth import views as auth
from django.urls import path

from accounts.views import switch_language

urlpatterns = [
    path("accounts/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password_change/", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "accounts/password_change/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"
    ),
    path("i18n/setlang/", switch_language, name="set_language"),
]

"""What every page shares: the frame, the sign-in pages, the error pages and the files they load."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import override

from config import settings as installed

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
FORBIDDEN = re.compile(
    r"\sstyle=|\son(?:click|change|load|submit|input)=|<style|<script(?![^>]*\ssrc=)|javascript:"
)


@pytest.fixture
def user(db):
    return User.objects.create_user("dewi", password="a long enough secret", first_name="Dewi")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_inline_style_or_script(path):
    assert not FORBIDDEN.search(path.read_text())


def test_sign_in_says_what_is_wrong_at_the_form(client, user):
    page = client.post(reverse("login"), {"username": "dewi", "password": "wrong"})
    assert page.status_code == 200
    assert page.content.decode().count("Please enter a correct username and password.") == 1


def test_sign_in_pauses_after_too_many_attempts(client, user):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        page = client.post(reverse("login"), {"username": "dewi", "password": "wrong"})
    assert page.status_code == 429
    assert "Too many attempts" in page.content.decode()


def test_a_name_of_any_length_is_only_wrong(client, db):
    page = client.post(reverse("login"), {"username": "x" * 100_000, "password": "wrong"})
    assert page.status_code == 200


def test_the_administration_sends_to_the_same_sign_in(client, db):
    assert client.post(reverse("admin:login"), {"username": "dewi"}).url.startswith(reverse("login"))


def test_of_an_upload_beyond_the_limit_the_disk_sees_little(rf, settings):
    settings.IMPORT_MAX_BYTES = 100_000
    sent = SimpleUploadedFile("list.csv", b"x" * 5_000_000)
    with rf.post("/", {"file": sent}).FILES["file"] as kept:
        assert 100_000 < kept.size == len(kept.read()) < 300_000


def test_the_frame_names_the_person_and_signs_out_by_post(client, user):
    client.force_login(user)
    page = client.get(reverse("home")).content.decode()
    assert "Dewi" in page
    assert f'<form method="post" action="{reverse("logout")}">' in page
    assert 'aria-current="page">Today' in page


def test_the_language_is_switched_by_post_and_stays_on_the_page(client, user):
    client.force_login(user)
    answer = client.post(reverse("set_language"), {"language": "id", "next": reverse("password_change")})
    assert answer.url == reverse("password_change")
    assert '<html lang="id">' in client.get(answer.url).content.decode()


def test_the_password_is_changed(client, user):
    client.force_login(user)
    secret = "another long secret"
    fields = {"old_password": "a long enough secret", "new_password1": secret, "new_password2": secret}
    answer = client.post(reverse("password_change"), fields, follow=True)
    assert "Password changed" in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password(secret)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_error_pages_need_no_context(name, language):
    with override(language):
        page = render_to_string(f"{name}.html")
    assert name[:3] in page
    assert page.count("<h1>") == 1


def test_a_missing_page_is_shown_in_the_frame(client, user):
    client.force_login(user)
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "Nothing at this address" in page.content.decode()


def test_a_form_without_its_token_is_refused_in_words(user):
    client = Client(enforce_csrf_checks=True)
    page = client.post(reverse("login"), {"username": "dewi"})
    assert page.status_code == 403
    assert "This form has expired" in page.content.decode()


def test_every_static_file_is_found_by_the_manifest(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"  # the same checks, uncompressed
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    page = render_to_string("500.html")
    assert re.search(r"css/tokens\.[0-9a-f]{12}\.css", page)


@pytest.mark.parametrize("address", ["/accounts/login/", "/", "/influencers/", "/admin/", "/nowhere/"])
def test_every_page_forbids_inline_script_and_style(client, db, address):
    client.force_login(User.objects.create_superuser("root", password="a long enough secret"))
    policy = client.get(address, follow=True).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/", "/influencers/", "/admin/", "/nowhere/", "/healthz"])
def test_no_proxy_keeps_a_page(client, db, address):
    client.force_login(User.objects.create_superuser("root", password="a long enough secret"))
    rules = client.get(address).headers["Cache-Control"].split(", ")
    assert {"private", "no-cache"} <= set(rules)


def test_no_other_site_sends_the_language_cookie(client, db):
    client.post(reverse("set_language"), {"language": "id"})
    cookie = client.cookies["django_language"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)


def test_passwords_are_stored_by_argon2():
    # The settings of tests hash quickly instead, so this reads those of an installation.
    first = installed.PASSWORD_HASHERS[0]
    assert import_string(first)().encode("a long enough secret", "a long enough salt").startswith("argon2$")

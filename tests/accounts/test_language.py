"""A person's language is chosen once and follows them; strangers keep what their browser asks for."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Preference
from tests import factories
from tests.admin_pages import address

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def person():
    return factories.user(username="dewi", password=PASSWORD)


def signed_in(person):
    """A browser of its own that asks for English, with the person signed in through the page."""
    browser = Client(headers=ENGLISH)
    browser.post(reverse("login"), {"username": person.username, "password": PASSWORD})
    return browser


def switch(browser, code):
    return browser.post(reverse("set_language"), {"language": code, "next": reverse("home")})


def language_of(browser, path="/"):
    return browser.get(path, follow=True).headers["Content-Language"]


def test_a_choice_is_remembered_with_the_person_and_follows_to_another_browser(person):
    browser = signed_in(person)
    assert language_of(browser) == "en"
    assert switch(browser, "id").url == reverse("home")
    assert language_of(browser) == "id"
    assert Preference.objects.get().user == person
    assert language_of(signed_in(person)) == "id"


def test_the_last_choice_counts(person):
    browser = signed_in(person)
    switch(browser, "id")
    switch(browser, "en")
    assert language_of(browser) == language_of(signed_in(person)) == "en"


def test_a_choice_is_of_that_person_alone(person):
    switch(signed_in(person), "id")
    assert language_of(signed_in(factories.user(password=PASSWORD))) == "en"


def test_the_persons_choice_wins_over_the_switch_of_whoever_sat_there_before(person):
    Preference.objects.create(user=person, language="en")
    browser = Client(headers=ENGLISH)
    switch(browser, "id")
    assert language_of(browser, reverse("login")) == "id"
    browser.post(reverse("login"), {"username": "dewi", "password": PASSWORD})
    assert language_of(browser) == "en"


def test_who_never_chose_keeps_what_the_browser_asks_for(person):
    assert language_of(signed_in(person)) == "en"
    assert not Preference.objects.exists()


def test_a_stranger_switches_for_this_browser_only():
    browser = Client(headers=ENGLISH)
    switch(browser, "id")
    assert language_of(browser, reverse("login")) == "id"
    assert language_of(Client(headers=ENGLISH), reverse("login")) == "en"
    assert not Preference.objects.exists()


@pytest.mark.parametrize("code", ["fr", "xx", "", "../en", "id" * 100])
def test_a_language_that_is_not_offered_is_refused(person, code):
    browser = signed_in(person)
    assert switch(browser, code).status_code == 400
    assert language_of(browser) == "en"
    assert not Preference.objects.exists()


def test_the_way_back_leads_nowhere_else(person):
    answer = signed_in(person).post(
        reverse("set_language"), {"language": "id", "next": "https://elsewhere.example/"}
    )
    assert answer.url == "/"


def test_a_page_asks_the_database_nothing_about_the_language(person):
    browser = signed_in(person)
    with CaptureQueriesContext(connection) as before:
        browser.get(reverse("password_change"))
    switch(browser, "id")
    with CaptureQueriesContext(connection) as after:
        browser.get(reverse("password_change"))
    assert len(after) == len(before)


def test_the_administration_speaks_it_too_and_can_set_it(client, person):
    chief = factories.user(is_staff=True, is_superuser=True)
    Preference.objects.create(user=chief, language="id")
    client.force_login(chief)
    page = client.get(address(get_user_model(), "change", person.pk), headers=ENGLISH)
    assert page.headers["Content-Language"] == "id"
    assert 'name="preference-0-language"' in page.content.decode()


def test_the_database_refuses_a_language_that_is_not_offered(person):
    with pytest.raises(IntegrityError, match="preference_language_offered"):
        Preference.objects.create(user=person, language="fr")

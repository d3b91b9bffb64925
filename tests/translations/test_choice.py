"""Which language a page speaks before anybody has chosen one; tests/accounts has what people choose."""

import pytest
from django.conf import settings
from django.urls import reverse

from campaigns.models import Role
from tests import factories


@pytest.mark.parametrize(("accepted", "heading"), [("id-ID,id;q=0.9,en;q=0.5", "Masuk"), ("fr", "Sign in")])
def test_the_browser_chooses_the_language(client, db, translated, accepted, heading):
    page = client.get(reverse("login"), headers={"accept-language": accepted})
    assert f"<h1>{heading}</h1>" in page.content.decode()


def test_a_chosen_language_wins_over_the_browsers(client, db, translated):
    client.force_login(factories.member(brand=factories.brand(), role=Role.PLANNER))
    english = {"accept-language": "en"}
    client.post(reverse("set_language"), {"language": "id"}, headers=english)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "id"
    page = client.get(reverse("home"), headers=english).content.decode()
    assert '<html lang="id">' in page
    assert "Hari ini" in page

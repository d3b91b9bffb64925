"""What the page and the command say where there is little, nothing, or too much to choose from."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories
from tests.campaigns import pools

pytestmark = pytest.mark.django_db
FIGURES = {"average_reach": 12_000, "average_engagements": 900, "posts": 30}


@pytest.fixture
def asked(client, planner, brand, capsys):
    """The page's main part in words after computing, and the command's two answers, for one brief."""

    def ask(**fields):
        defaults = {"budget": 100_000_000, "audience_size": 3_000_000, "share_cap": 0.5}
        campaign = factories.campaign(brand=brand, **(defaults | fields))
        where = reverse("campaigns:compute", args=[campaign.pk])
        page = client.post(where, follow=True)
        assert page.status_code == 200
        call_command("recommend", "--campaign", str(campaign.pk))
        words = capsys.readouterr().out
        call_command("recommend", "--campaign", str(campaign.pk), "--json")
        stated = json.loads(capsys.readouterr().out)
        text = strip_tags(page.text.split("<main")[1].split("</main>")[0]).replace("\u00a0", " ")
        return " ".join(text.split()), words.replace("\u00a0", " "), stated

    return ask


def test_nobody_to_choose_from(asked):
    page, words, stated = asked()
    assert "There are no candidates to choose from" in page
    assert "There is nobody to choose from." in words
    assert (stated["status"], stated["chosen"]) == ("playbook", [])


def test_one_candidate(asked):
    factories.profile(followers=40_000, price=5_000_000, figures=FIGURES)
    page, words, stated = asked()
    assert "all of the spend on 1 micro influencer" in page
    assert "all of the spend on 1 micro influencer" in words
    assert (len(stated["chosen"]), stated["gap"]) == (1, 0.0)
    assert "Nobody else fits in this place" in page


def test_no_price_at_all(asked):
    for _ in range(3):
        factories.profile(followers=40_000, figures=FIGURES)
    page, _words, stated = asked()
    assert "is estimated: ask before you book" in page
    assert stated["status"] == "ok"
    page, words, stated = asked(known_prices_only=True)
    assert "3 without a known price" in page
    assert "There is nobody to choose from." in words
    assert stated["status"] == "playbook"


def test_nobody_reaches_the_audience(asked):
    factories.profile(followers=40_000, price=5_000_000, figures=FIGURES, audience={("country", "MY"): 1.0})
    page, words, stated = asked(awareness_weight=1.0)
    assert "None of the candidates reaches anybody in your audience" in page
    assert (stated["status"], stated["totals"]) == ("playbook", None)
    assert "Nobody of them reaches the audience." in words


def test_an_audience_that_one_account_saturates(asked):
    factories.profile(followers=40_000, price=5_000_000, figures=FIGURES)
    page, _words, stated = asked(audience_size=1_000)
    assert "Reach was cut to 300 people: your audience is small beside this account" in page
    assert stated["totals"]["reach"] == pytest.approx(300)


def test_a_budget_below_the_cheapest_and_one_beyond_all(asked):
    pools.as_the_playbook_says(factories.niche(slug="skincare"))
    page, words, stated = asked(budget=1_000)
    assert "the budget: Rp 1,000" in page
    assert "the budget: Rp 1,000" in words
    assert (stated["status"], stated["chosen"]) == ("infeasible", [])
    missing = "costs Rp 5,500,000, all-in: the budget is Rp 5,499,000 too small for it."
    assert missing in page
    assert missing in words
    page, _words, stated = asked(budget=10**12)
    assert len(stated["chosen"]) == 24
    assert "The cheapest offer" not in page
    assert "of Rp 1,000 bn" in page
    assert stated["gap"] == 0.0


def test_when_the_time_runs_out_the_page_says_so_with_the_gap(asked, settings):
    settings.STRATEGY_SECONDS = {"solve": 0.0, "frontier": 0.0, "other_goal": 0.0}
    pools.as_the_playbook_says(factories.niche(slug="skincare"))
    page, words, stated = asked(budget=97_000_000, awareness_weight=0.5)
    assert stated["gap"] > 0.001
    assert "The time for the proof ran out" in page
    assert "The time for the proof ran out" in words

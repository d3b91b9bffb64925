"""What a sceptical reader asks, on the page and a saved plan; and what is saved is not offered again."""

import pytest
from django.urls import reverse

from campaigns.planning import work
from tests.campaigns.robust import robust

pytestmark = pytest.mark.django_db
ADDED = ("ranges", "sureness", "flips", "rule_prices", "budgets")


@pytest.fixture
def campaign(answered_campaign):
    return answered_campaign


def answered(campaign, change):
    """The recommendation with another answer."""
    newest = campaign.recommendations.newest()
    newest.answer = change(newest.answer)
    newest.save()
    return newest


def bare(answer):
    """As an answer was before there was anything in its defence."""
    lines = [{name: value for name, value in line.items() if name != "selected"} for line in answer["lines"]]
    return {name: value for name, value in answer.items() if name not in ADDED} | {"lines": lines}


def page_of(client, campaign):
    return client.get(reverse("campaigns:recommendation", args=[campaign.pk]))


def save(client, campaign):
    newest = campaign.recommendations.newest()
    data = {"recommendation": newest.pk, "note": ""}
    return client.post(reverse("campaigns:plan-save", args=[campaign.pk]), data, follow=True)


def test_every_question_is_answered_in_one_sentence_on_the_page_and_the_plan(client, campaign):
    answered(campaign, robust)
    for page in (page_of(client, campaign), save(client, campaign)):
        asked = [question.slug for question in page.context["page"]["questions"]]
        assert asked[:3] == ["sureness", "flips", "mix-curve"]
        assert {"rule-prices", "budgets", "counted-once", "claims", "evidence"} <= set(asked)
        assert "In 83 of 100 draws" in page.text
        assert "all drawn on one scale" in page.text
        assert page.text.count('class="question-row"') >= len(asked)
        for line in page.context["page"]["groups"][0]["lines"]:
            assert f"{line['times']} of 100" in page.text


def test_an_answer_of_old_is_shown_without_what_it_lacks(client, campaign):
    answered(campaign, bare)
    page = page_of(client, campaign)
    asked = {question.slug for question in page.context["page"]["questions"]}
    assert not asked & {"sureness", "flips", "rule-prices", "budgets"}
    assert "Chosen again" not in page.text
    assert "better under these rules" in page.text


def test_every_place_of_the_jump_list_is_on_the_page(client, campaign):
    page = page_of(client, campaign).text
    places = page.split('class="jump', 1)[1].split("</nav>")[0]
    for place in ("main", "h-list", "h-left", "h-defence"):
        assert (f'href="#{place}"' in places) is (f'id="{place}"' in page)


def test_what_is_saved_is_not_offered_again(client, campaign):
    assert "Save as a plan" in page_of(client, campaign).text
    save(client, campaign)
    page = page_of(client, campaign)
    assert "Save as a plan" not in page.text
    assert "Saved as version 1" in page.text
    work.ask(campaign=campaign)
    assert "Save as a plan" in page_of(client, campaign).text


def test_the_proof_leads_to_its_mathematics(client, campaign):
    address = reverse("guide:method")
    assert f'href="{address}#section-5"' in page_of(client, campaign).text
    document = client.get(address).text
    assert '<h2 id="section-5">5. Objective and proof' in document
    assert "<table>" in document

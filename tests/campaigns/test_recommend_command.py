"""The recommendation on the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Brand, Campaign
from tests import factories
from tests.campaigns import pools

pytestmark = pytest.mark.django_db

KEYS = {"leaning", "mix", "playbook", "chosen", "totals", "gap", "given_up", "frontier"}


def run(capsys, *arguments):
    call_command("recommend", *arguments)
    return capsys.readouterr().out


def test_a_campaign_is_answered_as_json_and_in_words(capsys):
    niche = factories.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    campaign = factories.campaign(niches=[niche], audience_size=3_000_000)
    answer = json.loads(run(capsys, "--campaign", str(campaign.pk), "--json"))
    assert answer.keys() >= KEYS
    assert sum(tier["cost"] for tier in answer["mix"].values()) == answer["totals"]["cost"]
    assert all(line["reasons"] for line in answer["chosen"])
    assert "better under these rules" in run(capsys, "--campaign", str(campaign.pk))


def test_a_brief_in_a_file_is_answered_and_not_stored(capsys, tmp_path):
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps({"budget": 50_000_000, "goal": "engagement", "niches": ["skincare"]}))
    answer = json.loads(run(capsys, "--brief", str(brief), "--json"))
    assert (answer["status"], answer["playbook"]["micro"]) == ("playbook", 0.7)
    assert not Campaign.objects.exists()
    assert not Brand.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"budget": -1}',
        '{"colour": "red"}',
        '{"budget": 1, "niches": ["none"]}',
        '{"budget": 1, "niches": 5}',
        '{"budget": 1, "niches": [[1]]}',
        '{"budget": "x"}',
        '{"budget": 1e30}',
        '{"budget": [1]}',
        '{"budget": 1, "goal": []}',
        '{"budget": 1, "awareness_weight": NaN}',
        '{"budget": 1, "awareness_weight": {}}',
        '{"budget": 1, "awareness_weight": "NaN"}',
        '{"budget": 1, "share_cap": "Infinity"}',
        '{"budget": 1, "name": 5, "people_max": "\\u0000"}',
        '{"budget": 1, "countries": "ID"}',
        '{"budget": 1, "countries": ["XX"]}',
        '{"budget": 1, "ends_on": "1999-01-01"}',
        '{"budget": 1, "people_max": -1}',
        '{"budget": 1, "name": null}',
        '{"budget": 1, "share_cap": 1e400}',
    ],
)
def test_a_brief_that_cannot_be_used_is_refused_in_one_line(tmp_path, text):
    brief = tmp_path / "brief.json"
    brief.write_text(text)
    with pytest.raises(CommandError) as refusal:
        call_command("recommend", "--brief", str(brief))
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"budget": NaN}', "budget"),
        ('{"budget": -1}', "budget"),
        ('{"budget": 1, "awareness_weight": -Infinity}', "awareness_weight"),
        ('{"budget": 1, "people_max": -1}', "people_max"),
        ('{"budget": 1, "platform_shares": {"instagram": [NaN, 1]}}', "platform_shares"),
        ('{"budget": 1, "audience_size": -5}', "audience_size"),
        (f'{{"budget": 1, "agency_fee": {10**400}}}', "agency_fee"),
    ],
)
def test_a_fault_is_told_with_its_field(tmp_path, text, field):
    brief = tmp_path / "brief.json"
    brief.write_text(text)
    with pytest.raises(CommandError, match=f"cannot be used: {field}"):
        call_command("recommend", "--brief", str(brief))


def test_an_unknown_campaign_is_refused():
    with pytest.raises(CommandError, match="no campaign 99"):
        call_command("recommend", "--campaign", "99")


def test_a_budget_beyond_all_reckoning_is_refused(tmp_path):
    pools.as_the_playbook_says(factories.niche(slug="skincare"))
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps({"budget": 10**16, "audience_size": 3_000_000}))
    with pytest.raises(CommandError, match="budget") as refused:
        call_command("recommend", "--brief", str(brief))
    assert refused.value.returncode == 2


@pytest.mark.parametrize("number", ["0", "-1"])
def test_the_bench_wants_candidates(number):
    with pytest.raises(CommandError, match="from 1") as refused:
        call_command("bench", "--profiles", number)
    assert refused.value.returncode == 2

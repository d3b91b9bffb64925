"""The finished example is what its command writes, and how its list is read is what an import would say."""

import json

import pytest
from django.core.management import call_command

from campaigns.models import Brand, Campaign
from config import settings as installed
from guide.example import shown
from guide.example.listing import HABITS
from influencers.models import Import, Profile
from tests.conftest import QUICK
from tests.database import rows_of_a_module

pytestmark = pytest.mark.django_db
# Draws are seeded with the numbers of rows, which no two databases share.
VARIES = {"computed_at", "as_of", "starts_on", "ends_on", "measured_on", "selected"}


def without_days(part):
    """The part without what depends on the day or the clock; numbers to four figures."""
    if isinstance(part, dict):
        return {key: without_days(value) for key, value in part.items() if key not in VARIES}
    if isinstance(part, list):
        return [without_days(each) for each in part]
    return float(f"{part:.4g}") if isinstance(part, float) else part


def stored(path):
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def made_again(django_db_setup, django_db_blocker, tmp_path_factory):
    """The folder into which the command wrote, as thoroughly as installed; leaves its rows, if there are."""
    folder = tmp_path_factory.mktemp("example")
    seconds, depth = installed.STRATEGY_SECONDS, installed.STRATEGY_DEPTH
    with rows_of_a_module(
        django_db_blocker, **QUICK | {"STRATEGY_SECONDS": seconds, "STRATEGY_DEPTH": depth}
    ):
        call_command("make_example", folder=folder, verbosity=0)
        yield folder


def test_the_list_is_the_one_that_the_command_writes(made_again):
    assert (made_again / shown.LIST_FILE.name).read_text() == shown.LIST_FILE.read_text()


def test_the_answer_is_the_one_that_the_command_writes(made_again):
    """Computed again from the list: the same people, figures and proof."""
    again, kept = stored(made_again / shown.ANSWER_FILE.name), stored(shown.ANSWER_FILE)
    for part in ("brief", "answer"):
        assert without_days(again[part]).keys() == without_days(kept[part]).keys()
    for part in ("lines", "totals", "mix", "not_chosen", "left_out", "evidence"):
        assert without_days(again["answer"][part]) == without_days(kept["answer"][part])


def test_the_command_leaves_nothing_behind(made_again):
    assert not any(model.objects.exists() for model in (Brand, Campaign, Import, Profile))


def test_every_habit_of_a_spreadsheet_is_shown_with_what_became_of_it():
    found = shown.list_read()
    assert [reading.column for reading in found.readings] == [column for column, _habit in HABITS]
    read = {reading.written: reading.read for reading in found.readings}
    assert read["14,8rb"] == "14,800 followers"
    assert read["1,5jt"] == "Rp\u00a01,500,000"
    assert found.readings[5].is_doubtful  # a platform that is not planned with
    assert found.rejected == 1

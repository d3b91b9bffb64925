import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from influencers.models import Import, Influencer, Measurement, Profile, Rate, Source
from tests.influencers.import_files import csv_file, zip_bomb

pytestmark = pytest.mark.django_db
REAL = os.environ.get("REAL_DATA_DIR", "")
realdata = [pytest.mark.realdata, pytest.mark.skipif(not REAL, reason="REAL_DATA_DIR names no folder")]


def run(path, **options):
    out = StringIO()
    call_command("import_influencers", path, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def refused(path, **options):
    with pytest.raises(CommandError) as refusal:
        run(path, **options)
    assert refusal.value.returncode == 2
    assert not Profile.objects.exists()
    assert not Import.objects.exists()
    return str(refusal.value)


def total(report):
    counts = [report[name] for name in ("created", "updated", "unchanged", "skipped")]
    return sum(counts) + len(report["rejected"])


def test_the_report_is_as_agreed(tmp_path):
    path = csv_file(
        tmp_path, ["username", "followers"], ["contoh.satu", "45rb"], ["", "5"], ["contoh.dua", "7.5"]
    )
    report = run(path, platform="instagram", country="Indonesia", as_of="2026-03-01")
    assert report == {
        "rows": 3,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "mapping": {"username": "handle", "followers": "followers"},
        "rejected": [
            {
                "row": 3,
                "column": "username",
                "value": "",
                "reason": "The row names no account: handle, name and link are missing.",
                "number": None,
            }
        ],
        "flagged": [
            {
                "row": 4,
                "column": "followers",
                "value": "7.5",
                "reason": "A whole number belongs here.",
                "number": None,
            }
        ],
    }
    assert set(Influencer.objects.values_list("country", flat=True)) == {"ID"}
    assert str(Measurement.objects.get().measured_on) == "2026-03-01"


def test_a_dry_run_writes_nothing(tmp_path):
    path = csv_file(tmp_path, ["username", "followers"], ["contoh.satu", "45rb"])
    sources = Source.objects.count()
    report = run(path, platform="instagram", dry_run=True)
    assert (report["rows"], report["created"]) == (1, 1)
    assert not Profile.objects.exists()
    assert not Import.objects.exists()
    assert Source.objects.count() == sources


def test_without_json_it_speaks_to_people(tmp_path, capsys):
    path = csv_file(tmp_path, ["username", "followers"], ["contoh.satu", "7.5"])
    call_command("import_influencers", path, platform="instagram")
    said = capsys.readouterr().out
    assert "1 rows: 1 created" in said
    assert "row 2 followers “7.5”" in said


def test_an_open_question_is_put_and_can_be_answered(tmp_path):
    rows = [["contoh.satu", "100", "7000"], ["contoh_dua", "200", "9000"]]
    path = csv_file(tmp_path, ["username", "followers", "followers"], *rows)
    message = refused(path, platform="instagram")
    assert "Several columns" in message
    assert "--map" in message
    assert "\n" not in message
    report = run(path, platform="instagram", map=["followers (column 2)=ignore"])
    assert report["mapping"]["followers"] == "followers"
    assert Profile.objects.get(handle="contoh.satu").followers == 7_000


def test_an_unknown_platform_is_asked_about(tmp_path):
    path = csv_file(tmp_path, ["username", "followers"], ["contoh.satu", "45rb"])
    assert "--platform" in refused(path)


@pytest.mark.parametrize("given", ["followers", "=followers", "followers=feet", "nothing=followers"])
def test_a_mapping_that_says_nothing(tmp_path, given):
    path = csv_file(tmp_path, ["username", "followers"], ["contoh.satu", "45rb"])
    assert refused(path, platform="instagram", map=[given])


def test_an_unknown_country(tmp_path):
    path = csv_file(tmp_path, ["username", "followers"], ["contoh.satu", "45rb"])
    assert "Atlantis" in refused(path, platform="instagram", country="Atlantis")


def test_a_day_that_is_none(tmp_path):
    path = csv_file(tmp_path, ["username", "followers"], ["contoh.satu", "45rb"])
    assert "YYYY-MM-DD" in refused(path, platform="instagram", as_of="yesterday")


def test_files_that_cannot_be_used(tmp_path):
    assert "No such file" in refused(tmp_path / "nowhere.csv")
    assert "directory" in refused(tmp_path).lower()
    assert "unpacks" in refused(zip_bomb(tmp_path))


# name, rows, created, skipped, conflicting, and columns that must be understood
FILES = [
    (
        "instagram_top1000_2022-12",
        (1_000, 991, 9, 2),
        {
            "name": "handle",
            "instagram name": "name",
            "Category_1": "niche",
            "Category_2": "niche",
            "followers": "followers",
            "country": "audience_country",
            "Eng. (Auth.)": "authentic_engagement",
            "Eng. (Avg.)": "avg_engagement",
            "Rank": "ignore",
        },
    ),
    (
        "tiktok_top1000_2022-09",
        (1_000, 996, 4, 2),
        {
            "Tiktoker name": "handle",
            "Tiktok name": "name",
            "Subscribers": "followers",
            "Views avg.": "avg_views",
            "Likes avg.": "avg_likes",
            "Comments avg.": "avg_comments",
            "Shares avg.": "avg_shares",
        },
    ),
    (
        "youtube_top1000_2022-03",
        (1_000, 998, 2, 1),
        {
            "youtuber name": "handle",
            "channel name": "name",
            "Category": "niche",
            "Subscribers": "followers",
            "Audience Country": "audience_country",
            "avg views": "avg_views",
            "avg likes": "avg_likes",
            "avg comments": "avg_comments",
        },
    ),
    (
        "youtube_all_tiers",
        (2_554, 2_554, 0, 0),
        {
            "handle": "handle",
            "followers": "followers",
            "tot_videos": "total_videos",
            "tot_views": "total_views",
        },
    ),
    (
        "instagram_directory_120",
        (120, 120, 0, 0),
        {
            "Username": "handle",
            "Full Name": "name",
            "Introduction": "bio",
            "Follower Count": "followers",
            "Engagement Rate": "engagement_rate",
            "Average Likes": "avg_likes",
            "Profile Url": "profile_url",
        },
    ),
]


@pytest.fixture
def real():
    return lambda name: Path(REAL) / f"{name}.csv"


class TestRealFiles:
    pytestmark = realdata

    @pytest.mark.parametrize(("name", "counts", "columns"), FILES)
    def test_it_comes_in_whole_and_the_second_run_changes_nothing(self, real, name, counts, columns):
        rows, created, skipped, conflicts = counts
        report = run(real(name))
        assert (report["rows"], report["created"], report["skipped"]) == (rows, created, skipped)
        assert total(report) == rows
        assert not report["rejected"]
        assert sum("same account" in issue["reason"] for issue in report["flagged"]) == conflicts
        assert {column: report["mapping"].get(column) for column in columns} == columns
        before = list(Profile.objects.order_by("pk").values()), Measurement.objects.count()
        again = run(real(name), as_of="2030-01-01")
        assert (again["unchanged"], again["skipped"]) == (rows - skipped, skipped)
        assert before == (list(Profile.objects.order_by("pk").values()), Measurement.objects.count())

    def test_the_precise_of_two_equal_headers_counts(self, real):
        run(real("instagram_top1000_2022-12"))
        assert Profile.objects.order_by("-followers").first().followers == 579_800_000
        assert not Influencer.objects.exclude(country="")
        assert Profile.objects.filter(credibility__isnull=False).count() == 991

    def test_titles_error_marks_and_zeros(self, real):
        run(real("youtube_top1000_2022-03"))
        titled = Profile.objects.filter(handle="")
        assert titled.count() == 391
        assert all(profile.identity == f"title:{profile.title}" for profile in titled)
        assert not Measurement.objects.filter(average_views=0)
        assert Measurement.objects.filter(average_likes__isnull=True).count() == 38

    def test_lifetime_totals_are_no_current_views(self, real):
        run(real("youtube_all_tiers"))
        assert Measurement.objects.filter(lifetime_views__gt=0).count() == 2_554
        assert not Profile.objects.filter(average_views__isnull=False)
        tiers = [Profile.objects.filter(tier=tier).count() for tier in ("nano", "micro", "macro")]
        assert tiers == [0, 1_235, 1_319]

    def test_fractions_are_shares(self, real):
        run(real("instagram_directory_120"))
        assert Measurement.objects.filter(engagement_rate__gt=0.19).count() == 1
        assert Measurement.objects.filter(engagement_rate__isnull=True).count() == 11

    @pytest.mark.parametrize(
        ("name", "rows", "accounts", "instagram"),
        [("youtube_rate_cards_rub", 1_075, 1_075, 65), ("instagram_rate_cards_rub", 7_928, 7_914, 7_914)],
    )
    def test_first_names_with_prices_stay_apart(self, real, name, rows, accounts, instagram):
        report = run(real(name))
        assert (report["rows"], report["created"], report["rejected"]) == (rows, accounts, [])
        assert Profile.objects.filter(platform="instagram").count() == instagram
        assert set(Rate.objects.values_list("currency", flat=True)) == {"RUB"}
        assert not Profile.objects.filter(price__isnull=False)
        rates = Rate.objects.count()
        again = run(real(name), as_of="2030-01-01")
        assert (again["unchanged"], again["skipped"], Rate.objects.count()) == (
            *(accounts, rows - accounts, rates),
        )

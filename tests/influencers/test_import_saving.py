from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from influencers import current
from influencers.importing import runs
from influencers.importing.issues import in_words
from influencers.models import (
    Credibility,
    Import,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
    Source,
)
from tests import factories
from tests.influencers.import_files import csv_file

pytestmark = pytest.mark.django_db

HEADER = ["username", "nama lengkap", "kategori", "followers", "avg likes"]
ROWS = [
    ["contoh.satu", "Contoh Satu", "Beauty", "45rb", "1200"],
    ["contoh.dua", "Contoh Dua", "Kuliner, Travel", "1,2jt", ""],
]
A_DAY = date(2026, 3, 1)


def bring(path, *, as_of=A_DAY, platform="instagram", answers=None, country=""):
    """Import a file as the command does and give its run."""
    opened = runs.open_file(path, file_name=path.name, platform=platform, answers=answers)
    sha256 = runs.digest(path)
    run = Import(file_name=path.name, sha256=sha256, country=country, as_of=runs.date_of(sha256, as_of))
    return runs.carry_out(run, opened)


def counts(run):
    report = run.report
    numbers = {name: report[name] for name in ("created", "updated", "unchanged", "skipped")}
    assert report["rows"] == sum(numbers.values()) + len(report["rejected"])
    return {name: number for name, number in numbers.items() if number}


def everything():
    models = (Influencer, Profile, Measurement, ProfileNiche, Credibility, Rate)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("list_2022-12.csv", date(2022, 12, 1)),
        ("list 2022-12-31 final.xlsx", date(2022, 12, 31)),
        ("2022_09.csv", date(2022, 9, 1)),
        ("list_2022-13.csv", None),
        ("list_2099-01-01.csv", None),
        ("id-12022-123.csv", None),
        ("list.csv", None),
    ],
)
def test_the_name_of_a_file_tells_the_day_of_its_figures(name, day):
    assert runs.day_in(name) == day
    assert runs.date_of("0" * 64, None, name) == (day or timezone.localdate())
    assert runs.date_of("0" * 64, A_DAY, name) == A_DAY


def test_a_list_becomes_people_profiles_niches_and_measurements(tmp_path):
    run = bring(csv_file(tmp_path, HEADER, *ROWS), country="ID")
    assert counts(run) == {"created": 2}
    profile = Profile.objects.get(handle="contoh.dua")
    assert profile.influencer.name == "Contoh Dua"
    assert profile.influencer.country == "ID"
    assert (profile.followers, profile.tier, profile.measured_on) == (1_200_000, "macro", A_DAY)
    weights = {item.niche.slug: item.weight for item in profile.niche_weights.all()}
    assert len(weights) == 2
    assert set(weights.values()) == {0.5}
    assert profile.source == run.source
    assert set(run.profiles.values_list("handle", flat=True)) == {"contoh.satu", "contoh.dua"}
    assert run.status == "done"


def test_the_same_file_changes_nothing_on_another_day_too(tmp_path):
    path = csv_file(tmp_path, HEADER, *ROWS, ["contoh.dua", "Contoh Dua", "Kuliner, Travel", "1,2jt", ""])
    bring(path)
    before = everything()
    for day in (A_DAY, date(2026, 9, 9), None):
        again = bring(path, as_of=day)
        assert counts(again) == {"unchanged": 2, "skipped": 1}
        assert everything() == before
        assert again.profiles.count() == 2
    assert Import.objects.latest("pk").as_of == A_DAY


def test_the_same_file_again_after_a_newer_one_changes_nothing(tmp_path):
    first = csv_file(tmp_path, HEADER, *ROWS, name="first.csv")
    second = csv_file(tmp_path, HEADER, ["contoh.satu", "Nama Lain", "Gaming", "50rb", ""], name="second.csv")
    bring(first)
    assert counts(bring(second)) == {"updated": 1}
    before = everything()
    assert counts(bring(first)) == {"unchanged": 2}
    assert everything() == before


def test_a_newer_list_adds_to_the_history(tmp_path):
    bring(csv_file(tmp_path, HEADER, *ROWS))
    later = date(2026, 6, 1)
    newer = csv_file(tmp_path, HEADER, ["@Contoh.SATU", "", "", "52rb", ""], name="newer.csv")
    assert counts(bring(newer, as_of=later)) == {"updated": 1}
    profile = Profile.objects.get(handle="contoh.satu")
    assert list(profile.measurements.values_list("measured_on", "followers")) == [
        (later, 52_000),
        (A_DAY, 45_000),
    ]
    assert (profile.followers, profile.measured_on) == (52_000, later)
    assert profile.average_engagements == 1_200


def test_an_older_list_leaves_the_current_figures(tmp_path):
    bring(csv_file(tmp_path, HEADER, *ROWS))
    older = csv_file(tmp_path, HEADER, ["contoh.satu", "", "", "9rb", ""], name="older.csv")
    bring(older, as_of=date(2020, 1, 1))
    profile = Profile.objects.get(handle="contoh.satu")
    assert (profile.followers, profile.measurements.count()) == (45_000, 2)


def test_the_same_figures_of_the_same_day_are_no_news(tmp_path):
    bring(csv_file(tmp_path, HEADER, *ROWS))
    saved_again = csv_file(tmp_path, HEADER, *ROWS, name="again.csv", delimiter=";")
    assert counts(bring(saved_again)) == {"unchanged": 2}
    assert Measurement.objects.count() == 2


def test_the_same_file_read_differently_corrects_its_own_figures(tmp_path):
    path = csv_file(tmp_path, ["username", "followers", "avg likes"], ["contoh.satu", "700", "52000"])
    bring(path)
    run = bring(path, answers={"#2": "avg_likes", "#3": "followers"})
    assert counts(run) == {"updated": 1}
    measurement = Measurement.objects.get()
    assert (measurement.followers, measurement.average_likes) == (52_000, 700)
    assert Profile.objects.get().followers == 52_000


def test_the_main_country_of_the_audience_is_filled_in_and_stays(tmp_path):
    header = ["username", "followers", "audience country"]
    bring(csv_file(tmp_path, header[:2], ["contoh.satu", "45rb"]))
    bring(csv_file(tmp_path, header, ["contoh.satu", "45rb", "Malaysia"]))
    assert Profile.objects.get().audience_country == "MY"
    bring(csv_file(tmp_path, header, ["contoh.satu", "45rb", "Singapore"]))
    assert Profile.objects.get().audience_country == "MY"


def test_what_is_known_of_a_person_stays_and_gaps_are_filled(tmp_path):
    person = factories.influencer(name="Nama Terjaga", country="ID", city="", gender="")
    factories.profile(influencer=person, handle="contoh.satu", platform="instagram")
    header = ["username", "nama lengkap", "negara", "domisili"]
    run = bring(csv_file(tmp_path, header, ["contoh.satu", "Nama Daftar", "Malaysia", "Bandung"]))
    assert counts(run) == {"updated": 1}
    person.refresh_from_db()
    assert (person.name, person.country, person.city) == ("Nama Terjaga", "ID", "Bandung")


def test_a_person_known_by_the_handle_alone_gets_the_name(tmp_path):
    bring(csv_file(tmp_path, ["username"], ["contoh.satu"], ["contoh.dua"]))
    assert set(Influencer.objects.values_list("name", flat=True)) == {"contoh.satu", "contoh.dua"}
    bring(csv_file(tmp_path, HEADER, *ROWS, name="named.csv"))
    assert set(Influencer.objects.values_list("name", flat=True)) == {"Contoh Satu", "Contoh Dua"}


def test_the_last_row_of_an_identity_counts(tmp_path):
    rows = [["Contoh.Satu", "", "", "100", ""], ["dua", "", "", "5", ""], ["@contoh.satu", "", "", "200", ""]]
    run = bring(csv_file(tmp_path, HEADER, *rows, ["dua", "", "", "5", ""]))
    assert counts(run) == {"created": 2, "skipped": 2}
    assert Profile.objects.get(identity="contoh.satu").followers == 200
    assert [(issue["row"], issue["column"], issue["value"]) for issue in run.report["flagged"]] == [
        (2, "username", "Contoh.Satu")
    ]


def test_a_title_is_an_identity_of_its_own(tmp_path):
    header = ["youtuber name", "channel name", "subscribers"]
    path = csv_file(
        tmp_path,
        header,
        ["Contoh Dua", "Contoh Dua", "5rb"],
        ["satu1", "Satu", "6rb"],
        ["tiga_3", "T", "1rb"],
    )
    run = bring(path, platform="youtube")
    profile = Profile.objects.get(handle="")
    assert (profile.identity, profile.title) == ("title:Contoh Dua", "Contoh Dua")
    assert run.report["titles"] == 1
    assert counts(bring(path, platform="youtube")) == {"unchanged": 3}


def test_one_handle_on_two_platforms_is_two_profiles(tmp_path):
    header = ["username", "platform", "followers"]
    run = bring(csv_file(tmp_path, header, ["contoh", "IG", "5rb"], ["contoh", "TikTok", "6rb"]), platform="")
    assert counts(run) == {"created": 2}
    assert set(Profile.objects.values_list("platform", "followers")) == {
        ("instagram", 5_000),
        ("tiktok", 6_000),
    }


def test_unknown_niches_are_flagged_once_a_word(tmp_path):
    rows = [[f"contoh.{number}", "", "Entah Apa", "5rb", ""] for number in range(3)]
    run = bring(csv_file(tmp_path, HEADER, *rows))
    assert [(issue["row"], issue["value"]) for issue in run.report["flagged"]] == [(2, "Entah Apa")]
    assert "3 rows" in in_words(run.report["flagged"][0])
    factories.niche(slug="entah", name="Entah Apa")
    assert counts(bring(tmp_path / "list.csv")) == {"updated": 3}


def test_credibility_and_prices_are_stored_with_their_source(tmp_path):
    header = ["username", "followers", "Eng. (Auth.)", "Eng. (Avg.)", "harga reel"]
    path = csv_file(tmp_path, header, ["contoh.satu", "5rb", "300", "400", "Rp 1,5jt"])
    run = bring(path)
    credibility, rate = Credibility.objects.get(), Rate.objects.get()
    assert (credibility.basis, credibility.share, credibility.source) == (
        "authentic_engagement",
        0.75,
        run.source,
    )
    assert (rate.deliverable, rate.amount, rate.currency) == ("instagram_reel", 1_500_000, "IDR")
    assert Profile.objects.get().credibility == 0.75
    assert counts(bring(path)) == {"unchanged": 1}


def test_nothing_is_written_when_a_row_breaks_the_database(tmp_path, monkeypatch):
    path = csv_file(tmp_path, HEADER, *ROWS)
    monkeypatch.setattr(current, "refresh", lambda ids: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(path)
    assert not any(everything().values())
    assert not Import.objects.exists()
    assert not Source.objects.filter(name=path.name).exists()


def test_a_collision_with_somebody_who_adds_the_account_by_hand_is_tried_again(tmp_path, monkeypatch):
    path = csv_file(tmp_path, HEADER, *ROWS)
    look, calls = runs.Matcher.rows, []

    def look_and_be_overtaken(matcher, records):
        rows = look(matcher, records)
        calls.append([row.outcome for row in rows])
        if len(calls) == 1:
            factories.profile(handle="contoh.satu", platform="instagram")
        return rows

    opened = runs.open_file(path, file_name=path.name, platform="instagram")
    run = Import(file_name=path.name, sha256=runs.digest(path), as_of=A_DAY)
    monkeypatch.setattr(runs.Matcher, "rows", look_and_be_overtaken)
    runs.carry_out(run, opened)
    assert len(calls) == 2
    assert counts(run) == {"created": 2}  # what overtook it was undone with the first attempt
    assert Profile.objects.count() == Measurement.objects.count() == 2


def test_queries_do_not_grow_with_rows(tmp_path):
    rows = [
        [f"contoh.{number}", f"Contoh {number}", "Beauty", str(1_000 + number), "5"] for number in range(400)
    ]
    few, many = csv_file(tmp_path, HEADER, *rows[:2], name="few.csv"), csv_file(tmp_path, HEADER, *rows)
    bring(few)
    assert queries_of(lambda: bring(many)) <= 45
    asked = queries_of(lambda: bring(few))
    assert asked <= 25
    assert queries_of(lambda: bring(many)) == asked


def queries_of(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_several_platforms_of_a_row_are_one_persons(tmp_path):
    header = ["Nama lengkap", "IG", "Followers IG", "TikTok", "Followers TT"]
    rows = [["Contoh Satu", "satu", "45rb", "satu.tt", "1,2jt"], ["Contoh Dua", "dua", "5000", "", ""]]
    first = bring(csv_file(tmp_path, header, rows[0], name="satu.csv"), platform="")
    assert (first.report["created"], Influencer.objects.count(), Profile.objects.count()) == (1, 1, 2)
    path = csv_file(tmp_path, header, *rows)
    assert counts(bring(path, platform=""))["created"] == 1
    assert Influencer.objects.get(name="Contoh Satu").profiles.count() == 2
    assert counts(bring(path, platform=""))["unchanged"] == 2


def test_a_new_platform_joins_the_person_of_its_row(tmp_path):
    header = ["Nama lengkap", "IG", "Followers IG", "TikTok", "Followers TT"]
    bring(csv_file(tmp_path, ["username", "followers"], ["satu", "5000"], name="satu.csv"))
    bring(csv_file(tmp_path, header, ["Contoh Satu", "satu", "5000", "satu.tt", "70rb"]), platform="")
    assert Influencer.objects.get().profiles.count() == 2


def test_a_rate_card_keeps_the_rates_of_all_rows_of_an_account(tmp_path):
    header = ["username", "platform", "deliverable", "unit rate", "currency", "nett/gross"]
    rows = [
        ["satu", "IG", kind, price, "IDR", "nett"] for kind, price in (("Reel", "1,5jt"), ("Story", "5rb"))
    ]
    path = csv_file(tmp_path, header, *rows, ["satu", "IG", "Reel", "2jt", "IDR", "gross"])
    report = bring(path, platform="").report
    found = Rate.objects.order_by("deliverable").values_list("deliverable", "amount", "basis")
    assert list(found) == [("instagram_reel", 2_000_000, "gross"), ("instagram_story", 5_000, "nett")]
    assert [(issue["row"], issue["number"]) for issue in report["flagged"]] == [(3, 4)]
    assert counts(bring(path, platform=""))["unchanged"] == 1
    assert Rate.objects.count() == 2

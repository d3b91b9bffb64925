from time import perf_counter

import pytest

from influencers.importing.columns import understand
from influencers.importing.fields import CANDIDATES, Field, reading_of
from influencers.importing.reading import UnreadableFile
from tests.influencers.import_files import column, sheet

HANDLES = ["contoh.satu", "contoh_dua", "contohtiga", "contoh.4"]
NAMES = ["Contoh Satu", "Contoh Dua 🌸", "Contoh", "Ibu Contoh Empat"]


def mapping(table, **options):
    understanding = understand(table, **{"platform": "instagram", **options})
    assert not understanding.questions, understanding.questions
    return understanding.mapping


def question(table, **options):
    questions = understand(table, **{"platform": "instagram", **options}).questions
    assert len(questions) == 1
    return questions[0]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Username", "handle"),
        ("@", "handle"),
        ("Nama Lengkap", "name"),
        ("Pengikut", "followers"),
        ("Jumlah Followers", "followers"),
        ("SUBSCRIBERS", "followers"),
        ("Kategori", "niche"),
        ("Category_2", "niche"),
        ("Domisili", "city"),
        ("Jenis Kelamin", "gender"),
        ("Views avg.", "avg_views"),
        ("avg_views", "avg_views"),
        ("Rata-rata Views", "avg_views"),
        ("Average Likes", "avg_likes"),
        ("ER (%)", "engagement_rate"),
        ("Eng. (Auth.)", "authentic_engagement"),
        ("Eng. (Avg.)", "avg_engagement"),
        ("tot_views", "total_views"),
        ("tot_videos", "total_videos"),
        ("Audience Country", "audience_country"),
        ("Fake %", "fake_followers"),
        ("Harga", "price"),
    ],
)
def test_headers_are_read_in_english_and_indonesian(header, field):
    assert reading_of(header)[0][0] == field


def test_every_word_leads_to_fields_that_exist():
    assert all(isinstance(field, Field) for fields in CANDIDATES.values() for field in fields)
    assert all(reading_of(word)[0] for word in CANDIDATES)


@pytest.mark.parametrize(
    ("header", "platform"),
    [("Followers IG", "instagram"), ("Tiktoker name", "tiktok"), ("youtuber name", "youtube"), ("name", "")],
)
def test_a_header_may_name_the_platform(header, platform):
    assert reading_of(header)[1] == platform


def test_values_decide_which_column_is_the_handle():
    rows = list(zip(HANDLES, NAMES, strict=True))
    assert mapping(sheet(["name", "instagram name"], *rows)) == {"name": "handle", "instagram name": "name"}
    turned = [(name, handle) for handle, name in rows]
    assert mapping(sheet(["name", "instagram name"], *turned)) == {"name": "name", "instagram name": "handle"}


def test_a_mixed_column_of_handles_and_titles_is_still_the_handle():
    rows = [
        ("contoh1", "Contoh"),
        ("Dua Kata", "Dua Kata"),
        ("contoh3", "Tiga Kata"),
        ("contoh4", "Empat Kata"),
    ]
    found = mapping(sheet(["youtuber name", "channel name"], *rows), platform="youtube")
    assert found == {"youtuber name": "handle", "channel name": "name"}


def test_columns_that_are_equally_good_handles_are_asked_about():
    rows = [(handle, handle[::-1]) for handle in HANDLES]
    assert "Several columns" in question(sheet(["name", "nama"], *rows)).text


def test_a_lone_column_of_names_is_no_handle():
    table = sheet(["Name", "Followers"], *[(name, "5") for name in ("Ayu Contoh", "Budi Contoh", "Citra C")])
    assert mapping(table)["Name"] == "name"


def test_a_lone_column_of_single_words_is_asked_about():
    table = sheet(["Name", "Followers"], *[(name, "5") for name in ("Ayu", "Budi", "Citra", "dewi.contoh")])
    assert "two ways" in question(table).text
    assert mapping(table, answers={"Name": "handle"})["Name"] == "handle"


def test_of_two_columns_with_one_header_the_precise_one_counts():
    header = ["username", "followers", "followers"]
    table = sheet(header, ("a.b", "409.8M", "409800000"), ("c_d", "9.5K", "9500"))
    assert mapping(table) == {
        "username": "handle",
        "followers (column 2)": "ignore",
        "followers": "followers",
    }
    swapped = sheet(header, ("a.b", "409800000", "409.8M"), ("c_d", "9500", "9.5K"))
    assert mapping(swapped)["followers (column 3)"] == "ignore"


def test_equal_headers_that_disagree_are_asked_about():
    table = sheet(["username", "followers", "followers"], ("a.b", "100", "7000"), ("c_d", "200", "9000"))
    asked = question(table)
    assert "“followers” (column 2)" in asked.text
    assert "“followers” (column 3)" in asked.text
    answered = mapping(table, answers={"#3": "ignore"})
    assert answered == {"username": "handle", "followers": "followers", "followers (column 3)": "ignore"}


def test_a_country_under_views_stops_and_asks():
    asked = question(column("views", "Argentina", "Brazil", "Chile"))
    assert "Argentina" in asked.text
    assert mapping(column("views", "Argentina"), answers={"views": "country"})["views"] == "country"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["17800000", "5200"], "avg_engagement"),
        (["17.8M", "5.2K"], "avg_engagement"),
        (["0.03", "0.19"], "engagement_rate"),
        (["3,5%", "2%"], "engagement_rate"),
    ],
)
def test_engagement_is_a_count_or_a_rate_by_its_values(values, field):
    assert mapping(column("Engagement", *values))["Engagement"] == field


def test_engagement_that_may_be_both_is_asked_about():
    asked = question(column("Engagement", "3.5", "2.1"))
    assert asked.choices == ("avg_engagement", "engagement_rate", "ignore")
    assert mapping(column("Engagement", "3.5"), answers={asked.label: "engagement_rate"})


def test_views_far_above_the_followers_are_the_total_of_all_videos():
    header = ["username", "subscribers", "views"]
    assert mapping(sheet(header, ("a.b", "1000", "900"), ("c_d", "2000", "2500")))["views"] == "avg_views"
    many = sheet(header, ("a.b", "1000", "116340245"), ("c_d", "2000", "59730384"))
    assert mapping(many)["views"] == "total_views"


def test_the_country_beside_authentic_engagements_is_the_audiences():
    header = ["username", "country", "Eng. (Auth.)"]
    assert mapping(sheet(header, ("a.b", "Brazil", "500")))["country"] == "audience_country"
    assert mapping(sheet(header[:2], ("a.b", "Brazil")))["country"] == "country"


@pytest.mark.parametrize(
    ("table", "file_name", "platform"),
    [
        (sheet(["Tiktoker name", "followers"], ("a.b", "5")), "", "tiktok"),
        (sheet(["username", "link"], ("a.b", "https://www.tiktok.com/@a.b")), "", "tiktok"),
        (sheet(["handle", "channelID"], ("@a.b", "UC-" + "x" * 21)), "", "youtube"),
        (sheet(["username", "followers"], ("a.b", "5")), "daftar_instagram_2026.csv", "instagram"),
        (sheet(["username", "platform"], ("a.b", "IG"), ("c.d", "YouTube")), "instagram.csv", ""),
    ],
)
def test_the_platform_comes_from_headers_values_or_the_file_name(table, file_name, platform):
    understanding = understand(table, file_name=file_name)
    assert not understanding.questions
    assert understanding.platform == platform


@pytest.mark.parametrize(
    ("values", "field"),
    [(["Instagram", "IG", "tiktok"], "platform"), (["Contoh Dapur", "Contoh Kebun"], "name")],
)
def test_a_channel_is_a_platform_or_a_name_by_its_values(values, field):
    assert mapping(column("Channel", *values))["Channel"] == field


def test_an_unknown_platform_is_asked_about():
    asked = question(sheet(["username", "followers"], ("a.b", "5")), platform="")
    assert asked.label == ""
    assert asked.choices == ("instagram", "tiktok", "youtube")


def test_columns_of_another_platform_are_left_alone():
    table = sheet(["Username IG", "Followers IG", "Followers TT"], ("a.b", "5000", "70"))
    assert mapping(table)["Followers TT"] == "ignore"


def test_platforms_that_stand_side_by_side_need_no_question():
    rows = [("a.b", "5000", "c.d", "70"), ("e.f", "6000", "g.h", "80")]
    table = sheet(["Username IG", "Followers IG", "Username TT", "Followers TT"], *rows)
    assert understand(table).platforms == ("instagram", "tiktok")
    assert list(mapping(table, platform="").values()) == ["handle", "followers"] * 2
    found = mapping(table, platform="tiktok")
    assert list(found.values()) == ["ignore", "ignore", "handle", "followers"]


def test_a_number_that_may_be_of_either_platform_is_asked_about():
    rows = [("a.b", "c.d", "5000"), ("e.f", "g.h", "6000")]
    asked = question(sheet(["IG", "TikTok", "Followers"], *rows), platform="")
    assert "which platform" in asked.text
    beside = [("a.b", "5000", "c.d", "6000"), ("e.f", "7000", "g.h", "8000")]
    table = sheet(["IG", "Followers", "TikTok", "Followers TikTok"], *beside)
    assert [column.platform for column in understand(table).columns] == [
        *("instagram", "instagram", "tiktok", "tiktok")
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [(["45rb", "1,2jt"], "followers"), (["a.b", "c_d"], "handle"), (["instagram.com/a"], "handle")],
)
def test_a_bare_platform_heads_accounts_or_followers(values, field):
    rows = [("Contoh Satu", value) for value in values]
    assert mapping(sheet(["Nama lengkap", "IG"], *rows))["IG"] == field


def test_formats_tell_the_platform_of_a_rate_card():
    rows = [("a.b", "IG Reels", "500000"), ("c.d", "TikTok video", "700000")]
    understanding = understand(sheet(["username", "deliverable", "unit rate"], *rows))
    assert not understanding.questions


def test_prices_find_what_they_are_for_in_the_column_of_their_own():
    header = ["username", "Price1", "Post_kind1", "Price2", "Post_kind2"]
    columns = understand(
        sheet(header, ("a.b", "5000", "Reel", "7000", "Story")), platform="instagram"
    ).columns
    assert [column.formats for column in columns] == [None, 2, None, 4, None]


def test_answers_come_before_everything():
    table = sheet(["username", "subscribers", "reach"], ("a.b", "5", "70"))
    found = mapping(table, answers={"reach": "followers", "subscribers": "ignore"})
    assert found == {"username": "handle", "subscribers": "ignore", "reach": "followers"}


def test_an_understanding_answers_itself():
    """The stored mapping reads the file in the same way again."""
    table = sheet(
        ["name", "nama", "followers", "followers"],
        *[(h, n, "1.5K", "1500") for h, n in zip(HANDLES, NAMES, strict=True)],
    )
    found = mapping(table)
    assert mapping(table, answers=found) == found
    assert (
        mapping(table, answers=dict(sorted(found.items(), key=lambda item: (len(item[0]), item[0])))) == found
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [({"nothing": "followers"}, "no column"), ({"username": "shoe size"}, "not a field")],
)
def test_answers_that_answer_nothing(answers, words):
    with pytest.raises(UnreadableFile, match=words):
        understand(column("followers", "5"), platform="instagram", answers=answers)


@pytest.mark.parametrize(
    "table",
    [
        sheet(["contoh.satu", "1200"], ("contoh.dua", "3400")),
        sheet(["kolom", "isi"], ("a", "b")),
        sheet(["followers", "city"], ("5", "Bandung")),
    ],
)
def test_a_table_without_accounts_is_refused(table):
    with pytest.raises(UnreadableFile, match=r"[Nn]o column"):
        understand(table, platform="instagram")


@pytest.mark.parametrize("cell", ["1" * 60_000 + "!", "a." * 30_000 + "!", "A-" * 30_000 + "!"])
def test_a_cell_without_end_is_no_handle_at_once(cell):
    began = perf_counter()
    understand(
        sheet(["user", "followers"], *[(name, 1_000) for name in (cell, *HANDLES)]), platform="instagram"
    )
    assert perf_counter() - began < 1

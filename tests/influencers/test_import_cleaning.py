import pytest
from hypothesis import given
from hypothesis import strategies as st

from influencers.importing.cleaning import clean
from influencers.importing.columns import understand
from influencers.importing.countries import country_code
from influencers.importing.handles import Link, is_handle, parse_link
from influencers.importing.prices import Price
from influencers.importing.reading import UnreadableFile
from influencers.importing.records import Issue, Record
from tests.influencers.import_files import cleaned, column, sheet


def only(table, **options):
    found = cleaned(table, **options)
    assert len(found.records) == 1, found.rejected
    return found.records[0]


def reasons(issues):
    return [issue.reason for issue in issues]


# --- who ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "handle"),
    [
        ("contoh.satu", "contoh.satu"),
        ("@Contoh_Satu", "Contoh_Satu"),
        ("  contoh ", "contoh"),
        ("contoh\u200b.satu\u202e", "contoh.satu"),
        ("https://www.instagram.com/contoh.satu/?hl=id", "contoh.satu"),
        ("instagram.com/contoh", "contoh"),
        (12345.0, "12345"),
    ],
)
def test_a_handle_is_freed_of_signs_links_and_unseen_characters(written, handle):
    record = only(sheet(["username"], (written,)))
    assert (record.handle, record.title, record.platform) == (handle, "", "instagram")
    assert record.url == f"https://www.instagram.com/{handle}/"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://www.tiktok.com/@a.b/video/7?x=1", ("tiktok", "a.b")),
        ("https://m.youtube.com/@A-b", ("youtube", "A-b")),
        ("youtube.com/c/Nama", ("youtube", "Nama")),
        ("https://www.youtube.com/channel/UC" + "x" * 22, ("youtube", "")),
        ("https://www.instagram.com/p/Cabc/", ("instagram", "")),
        ("https://www.tiktok.com/discover", ("tiktok", "")),
        ("https://example.com/instagram.com/a", None),
        ("https://instagram.com.example.com/a", None),
        ("javascript:alert(1)//instagram.com/a", None),
        ("http://[instagram.com/a", None),
        ("instagram", None),
        ("https://www.instagram.com/" + "a" * 600, None),
    ],
)
def test_a_link_gives_platform_and_handle(text, link):
    found = parse_link(text)
    assert (found and (found.platform, found.handle)) == link


def test_a_link_stands_in_for_a_missing_handle_and_a_platform():
    table = sheet(
        ["Nama", "Link"], ("Contoh", "https://www.tiktok.com/@contoh"), ("Dua", "instagram.com/dua")
    )
    records = clean(table, understand(table)).records if understand(table).platform else None
    records = records or cleaned(table, platform="tiktok").records
    assert (records[0].platform, records[0].handle) == ("tiktok", "contoh")


def test_a_link_to_another_platform_is_flagged():
    found = cleaned(sheet(["username", "link"], ("contoh", "https://www.tiktok.com/@contoh")))
    assert found.records[0].platform == "instagram"
    assert reasons(found.flagged) == ["The link leads to another platform."]


def test_a_platform_column_decides_row_by_row():
    table = sheet(
        ["username", "platform"], ("satu", "IG"), ("dua", "TikTok"), ("tiga", "Friendster"), ("empat", "")
    )
    found = cleaned(table, platform="")
    assert [record.platform for record in found.records] == ["instagram", "tiktok"]
    assert [issue.row for issue in found.rejected] == [4, 5]


def test_a_title_stands_where_there_is_no_handle_exactly_as_written():
    table = sheet(
        ["youtuber name", "channel name"],
        ("ContohSatu", "Satu"),
        ("Contoh  Dua ✿", "Dua"),
        ("c3", "Tiga Kata"),
    )
    records = cleaned(table, platform="youtube").records
    assert [(record.handle, record.title, record.name) for record in records] == [
        ("ContohSatu", "", "Satu"),
        ("", "Contoh Dua ✿", "Dua"),
        ("c3", "", "Tiga Kata"),
    ]


def test_a_title_in_a_column_of_handles_is_flagged():
    found = cleaned(sheet(["username"], ("contoh.satu",), ("Contoh Dua",), ("contoh.tiga",)))
    assert found.records[1].title == "Contoh Dua"
    assert found.flagged == [
        Issue(3, "username", "Contoh Dua", "This is not a handle; the row is known by its title.")
    ]


def test_names_alone_that_repeat_are_refused_where_nothing_tells_them_apart():
    with pytest.raises(UnreadableFile, match="tells them apart"):
        cleaned(sheet(["Name", "Followers"], *[("Ayu Contoh", "500") for _ in range(5)]))


def test_first_names_are_told_apart_by_what_their_rows_keep():
    towns = ["Bandung", "Medan", "Solo", "Bogor", "Bandung"]
    rows = [("Ayu Contoh", town, str(number)) for number, town in enumerate(towns)]
    records = cleaned(sheet(["Name", "Kota", "Followers"], *rows[:4])).records
    assert [record.apart for record in records] == ["Bandung", "Medan", "Solo", "Bogor"]
    records = cleaned(sheet(["Name", "Kota", "Followers"], *rows)).records
    assert [record.apart for record in records][::4] == ["Bandung · 0", "Bandung · 4"]


def test_names_that_hardly_repeat_need_nothing_beside_them():
    rows = [(f"Contoh Orang {number}", "Bandung") for number in [*range(9), 8]]
    assert {record.apart for record in cleaned(sheet(["Name", "Kota"], *rows)).records} == {""}


# --- several profiles -----------------------------------------------------------------------------------
SIDE_BY_SIDE = [
    "Nama lengkap",
    "Kota",
    "IG",
    "Followers IG",
    "ER IG",
    "TikTok",
    "Followers TT",
    "Harga Reels",
]


def test_a_row_with_several_platforms_gives_profiles_of_one_person():
    rows = [
        ("Contoh Satu", "Solo", "@satu", "45rb", "3,5%", "@satu.tt", "1,2jt", "Rp 500rb"),
        ("Contoh Dua", "Bogor", "dua", "5000", "2%", "", "-", ""),
    ]
    found = cleaned(sheet(SIDE_BY_SIDE, *rows), platform="")
    assert [(r.platform, r.handle, r.name, r.city, r.person) for r in found.records] == [
        ("instagram", "satu", "Contoh Satu", "Solo", "2"),
        ("tiktok", "satu.tt", "Contoh Satu", "Solo", "2"),
        ("instagram", "dua", "Contoh Dua", "Bogor", "3"),
    ]
    assert [r.figures["followers"] for r in found.records] == [45_000, 1_200_000, 5_000]
    assert [bool(r.figures.get("engagement_rate")) for r in found.records] == [True, False, True]
    assert [len(r.prices) for r in found.records] == [1, 0, 0]
    assert not [issue for issue in found.flagged if issue.column != "Harga Reels"]


def test_a_person_without_any_platform_is_rejected_and_a_bad_one_flagged():
    long = "n" * 300
    rows = [
        ("Contoh Satu", "", "", "", "", "", "0", ""),
        ("Contoh Dua", "", "dua", "5", "", long, "7", ""),
        ("Contoh Tiga", "", "tiga", "5", "", "tiga", "7", ""),
    ]
    found = cleaned(sheet(SIDE_BY_SIDE, *rows), platform="")
    assert [(issue.row, issue.column) for issue in found.rejected] == [(2, "")]
    assert [(issue.row, issue.column) for issue in found.flagged] == [(3, "TikTok")]
    assert [r.handle for r in found.records] == ["dua", "tiga", "tiga"]


def test_a_platform_without_any_account_is_flagged():
    found = cleaned(sheet(["IG", "Followers TT"], ("a.b", "5000"), ("c_d", "")), platform="")
    assert [(r.platform, r.handle) for r in found.records] == [("instagram", "a.b"), ("instagram", "c_d")]
    assert reasons(found.flagged) == ["The row names no account: handle, name and link are missing."]


def test_a_name_for_all_platforms_serves_those_without_their_own():
    header = ["username", "Followers IG", "Followers TT"]
    records = cleaned(sheet(header, ("contoh.satu", "5", "7"), ("contoh_dua", "8", "")), platform="").records
    assert [(r.platform, r.handle) for r in records] == [
        ("instagram", "contoh.satu"),
        ("tiktok", "contoh.satu"),
        ("instagram", "contoh_dua"),
    ]


def test_a_row_without_any_name_is_rejected():
    found = cleaned(sheet(["username", "followers"], ("", "5000"), ("contoh", "5000")))
    assert found.rejected == [
        Issue(2, "username", "", "The row names no account: handle, name and link are missing.")
    ]


@pytest.mark.parametrize("header", [["username", "nama lengkap"], ["nama lengkap", "username"]])
def test_a_name_of_ten_thousand_characters_is_rejected(header):
    long = "Contoh " * 1_500
    rows = [("contoh", long) if header[0] == "username" else (long, "contoh"), ("contoh.dua", "contoh_dua")]
    found = cleaned(sheet(header, *rows))
    assert reasons(found.rejected) == ["The name is longer than 200 characters."]
    assert len(found.rejected[0].value) <= 201
    assert found.rejected[0].row == 2


def test_a_handle_of_ten_thousand_characters_is_rejected():
    found = cleaned(sheet(["username"], ("a" * 10_000,), ("contoh.dua",)))
    assert reasons(found.rejected) == ["The name is longer than 200 characters."]


def test_a_row_with_more_cells_than_the_header_is_rejected():
    found = cleaned(sheet(["username", "followers"], ("contoh", "1", "200"), ("dua", "5", ""), ("tiga",)))
    assert [issue.row for issue in found.rejected] == [2]
    assert len(found.records) == 2


# --- what is said about them ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Indonesia", "ID"),
        ("id", "ID"),
        ("Amerika Serikat", "US"),
        ("United States", "US"),
        ("Korea Selatan", "KR"),
        ("South Korea", "KR"),
        ("UK", "GB"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_countries_are_known_in_two_languages(name, code):
    assert country_code(name) == code


def test_a_row_with_everything():
    header = [
        "Username",
        "Nama Lengkap",
        "Kategori",
        "Category_2",
        "Negara",
        "Domisili",
        "JK",
        "Bio",
        "Negara audiens",
    ]
    row = (
        "@Contoh",
        "Contoh \n Satu 🌸",
        "Kuliner",
        "Wisata",
        "Indonesia",
        "Bandung",
        "P",
        "a\r\nb\x07",
        "Malaysia",
    )
    assert only(sheet(header, row)) == Record(
        row=2,
        platform="instagram",
        handle="Contoh",
        title="",
        name="Contoh Satu 🌸",
        url="https://www.instagram.com/Contoh/",
        country="ID",
        audience_country="MY",
        city="Bandung",
        gender="female",
        bio="a\nb",
        niches=("Kuliner", "Wisata"),
    )


def test_what_is_unknown_or_too_long_is_left_out_and_flagged():
    header = ["username", "negara", "kota", "jenis kelamin", "bio", "kategori"]
    found = cleaned(sheet(header, ("contoh", "Atlantis", "k" * 500, "?!", "b" * 10_000, "n" * 300)))
    record = found.records[0]
    assert (record.country, record.city, record.gender, record.bio, record.niches) == ("", "", "", "", ())
    assert {issue.column for issue in found.flagged} == set(header[1:])
    assert all(len(issue.value) <= 201 for issue in found.flagged)


def test_the_given_country_is_for_rows_that_name_none():
    found = cleaned(sheet(["username", "negara"], ("satu", "Malaysia"), ("dua", "")), country="ID")
    assert [record.country for record in found.records] == ["MY", "ID"]


# --- figures --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("nothing", ["", "0", "0.0", "N/A", "#VALOR!", "-", 0])
def test_zeros_and_error_marks_are_missing_figures(nothing):
    found = cleaned(column("avg views", nothing, "1200"))
    assert found.records[0].figures == {}
    assert not found.flagged


@pytest.mark.parametrize(
    ("header", "written", "reason"),
    [
        ("followers", "7.5", "A whole number belongs here."),
        ("followers", "12%", "A whole number belongs here."),
        ("followers", "12.480", "This number can be read in two ways."),
        ("followers", "10k-20k", "This cannot be read as a number."),
        ("followers", "banyak", "This cannot be read as a number."),
        ("followers", "-5", "This cannot be read as a number."),
        ("followers", "9000000000", "The number is impossibly large."),
        ("avg likes", "1e14", "The number is impossibly large."),
        ("tot_videos", "3000000000", "The number is impossibly large."),
        ("er", "150%", "The rate is above 100 %."),
        ("er", "tinggi", "This cannot be read as a rate."),
    ],
)
def test_a_doubtful_figure_is_left_out_and_flagged(header, written, reason):
    found = cleaned(column(header, written, "5", "6"))
    assert found.records[0].figures == {}
    assert found.flagged == [Issue(2, header, written, reason)]


def test_the_column_settles_what_a_separator_means():
    found = cleaned(column("pengikut", "12.480", "1.234.567", "45rb"))
    assert [record.figures["followers"] for record in found.records] == [12_480, 1_234_567, 45_000]
    found = cleaned(column("followers", "12.480", "637000.0"))
    assert found.records[1].figures["followers"] == 637_000
    assert reasons(found.flagged) == ["A whole number belongs here."]


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        (["0.19", "0.02"], [0.19, 0.02]),
        (["3,5%", "12%"], [0.035, 0.12]),
        (["3.5", "0.8"], [0.035, 0.008]),
        (["0.8", "0.9", "0.4"], [0.008, 0.009, 0.004]),
        ([0.035, 0.02], [0.035, 0.02]),
        (["150%", "3%"], [None, 0.03]),
    ],
)
def test_engagement_rates_are_shares_whichever_way_they_are_written(values, shares):
    records = cleaned(column("ER", *values)).records
    assert [record.figures.get("engagement_rate") for record in records] == [
        share if share is None else pytest.approx(share) for share in shares
    ]


def test_likes_and_followers_tell_what_a_rate_below_one_means():
    header = ["username", "followers", "avg likes", "er"]
    as_share = sheet(header, ("a1", "1000", "400", "0.4"), ("a2", "1000", "500", "0.5"))
    assert [r.figures["engagement_rate"] for r in cleaned(as_share).records] == [0.4, 0.5]
    as_percent = sheet(header, ("a1", "100000", "200", "0.2"), ("a2", "100000", "100", "0.1"))
    assert [r.figures["engagement_rate"] for r in cleaned(as_percent).records] == [0.002, 0.001]


@pytest.mark.parametrize(
    ("header", "denominator"), [("ER", "followers"), ("ER by reach", "reach"), ("ER views", "views")]
)
def test_a_rate_names_its_denominator(header, denominator):
    figures = only(column(header, "3%")).figures
    assert figures == {"engagement_rate": 0.03, "engagement_denominator": denominator}


def test_totals_of_a_lifetime_are_kept_as_such():
    figures = only(sheet(["username", "tot_views", "tot_videos"], ("contoh", "116340245", "1516"))).figures
    assert figures == {"lifetime_views": 116_340_245, "lifetime_videos": 1_516}


def test_authentic_engagements_make_a_credibility():
    header = ["username", "Eng. (Auth.)", "Eng. (Avg.)", "Fake %"]
    found = cleaned(
        sheet(header, ("satu", "300", "400", "12%"), ("dua", "500", "400", ""), ("tiga", "", "400", "150%"))
    )
    assert [record.credibility for record in found.records] == [
        {"authentic_engagement": 0.75, "real_followers": 0.88},
        {},
        {},
    ]
    assert [issue.row for issue in found.flagged] == [3, 4]


def test_prices_need_to_say_what_for():
    header = ["username", "harga", "deliverable"]
    found = cleaned(
        sheet(header, ("satu", "Rp 1,5jt", "Reel"), ("dua", "900rb", "sesuatu"), ("tiga", "nego", "Story"))
    )
    assert [record.prices for record in found.records] == [
        (Price("instagram_reel", 1_500_000, "IDR"),),
        (),
        (),
    ]
    assert [issue.row for issue in found.flagged] == [3, 4]


CARD = ["username", "platform", "deliverable", "unit rate", "currency", "nett/gross", "valid until"]


def test_every_row_of_a_rate_card_is_kept():
    rows = [
        ("satu", "IG", "Reel", "1,5jt", "IDR", "nett", "31/12/2026"),
        ("satu", "IG", "Story", "500rb", "IDR", "Gross", "2026-12-31"),
        ("satu", "TikTok", "Video", "900", "USD", "", ""),
        ("satu", "IG", "Reel", "2jt", "IDR", "entah", "kapan"),
    ]
    found = cleaned(sheet(CARD, *rows), platform="")
    reel, story, video, other = found.records
    assert (reel.prices, story.prices, video.prices) == (
        (Price("instagram_reel", 1_500_000, "IDR", "nett"),),
        (Price("instagram_story", 500_000, "IDR", "gross"),),
        (Price("tiktok_video", 900, "USD"),),
    )
    assert story.after(reel).prices == reel.prices + story.prices
    assert not reel.differs_from(story)
    assert reel.differs_from(other)
    assert [(issue.row, issue.column) for issue in found.flagged] == [(5, "nett/gross")]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("1 Reel + 3 Story", "This price is for several formats together."),
        ("Story 3x", "This price is for several pieces."),
        ("2 reels", "This price is for several pieces."),
        ("Серия Stories (3-5)", "This price is for several pieces."),
        ("Преролл", "It is not said what this price is for."),
    ],
)
def test_a_price_of_more_than_one_piece_is_no_rate(said, reason):
    rows = [("satu", said, "500000"), ("dua", "1x Reel", "5000")]
    found = cleaned(sheet(["username", "deliverable", "harga"], *rows))
    assert reasons(found.flagged) == [reason]
    assert found.records[1].prices == (Price("instagram_reel", 5_000, "IDR"),)


def test_formats_of_another_platform_make_the_row_that_platforms():
    header = ["Name", "Price1", "Post_kind1", "Price2", "Post_kind2"]
    rows = [("Satu S", "7 768 ₽", "Интеграция", "5 437 ₽", "Преролл"), ("Dua D", "900 ₽", "Stories", "", "")]
    found = cleaned(sheet(header, *rows), platform="youtube")
    assert [record.platform for record in found.records] == ["youtube", "instagram"]
    assert found.records[0].prices == (Price("youtube_integration", 7_768, "RUB"),)
    assert [(issue.row, issue.column) for issue in found.flagged] == [(2, "Price2"), (3, "Post_kind1")]


def test_a_place_may_end_with_its_country():
    rows = [("satu", "Москва, Россия"), ("dua", "Bandung, Indonesia"), ("tiga", "Coblong, Bandung")]
    records = cleaned(sheet(["username", "Location"], *rows)).records
    assert [(r.city, r.country) for r in records] == [
        *(("Москва", "RU"), ("Bandung", "ID"), ("Coblong, Bandung", ""))
    ]


def test_a_number_that_the_spreadsheet_rounded_is_no_handle():
    rows = [(12345678901234567890.0, 5), ("12345678901234567890", 6), (123456.0, 7)]
    found = cleaned(sheet(["username", "followers"], *rows))
    assert [record.handle for record in found.records] == ["12345678901234567890", "123456"]
    assert reasons(found.rejected) == ["The spreadsheet has rounded this number. Format the column as text."]


def test_a_rupiah_price_too_small_to_be_one_is_asked_about():
    header = ["username", "Harga Feed", "Harga Reels"]
    found = cleaned(sheet(header, ("satu", "150+", "1.750.000"), ("dua", "$150", "750 ribu")))
    assert [record.prices for record in found.records] == [
        (Price("instagram_reel", 1_750_000, "IDR"),),
        (Price("instagram_post", 150, "USD"), Price("instagram_reel", 750_000, "IDR")),
    ]
    assert [(issue.column, issue.value) for issue in found.flagged] == [("Harga Feed", "150+")]


@given(
    st.lists(
        st.tuples(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40)), min_size=1, max_size=8
    )
)
def test_every_row_is_accounted_for_whatever_it_holds(rows):
    table = sheet(["username", "followers", "er"], ("contoh.satu", "1200", "3%"), *rows)
    try:
        found = cleaned(
            table, answers={"username": "handle", "followers": "followers", "er": "engagement_rate"}
        )
    except UnreadableFile:
        return
    assert found.rows == len(rows) + 1 == len(found.records) + len(found.rejected)
    for record in found.records:
        assert record.handle or record.title
        assert len(record.title) <= 200
        assert all(value > 0 for value in record.figures.values() if not isinstance(value, str))


def test_the_same_sheet_gives_the_same_records():
    table = sheet(["username", "followers"], ("satu", "12.480"), ("dua", "1200"))
    assert cleaned(table) == cleaned(table)


def test_the_handles_of_a_platform():
    assert is_handle("a.b_1", "instagram")
    assert not is_handle("a-b", "instagram")
    assert is_handle("Канал", "youtube")
    assert not is_handle("dua kata", "youtube")
    assert Link("youtube", "a", "u").handle == "a"

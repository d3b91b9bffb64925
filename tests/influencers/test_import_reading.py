import random
import zipfile
from itertools import pairwise
from time import process_time

import pytest

from influencers.importing import workbook
from influencers.importing.cleaning import clean
from influencers.importing.columns import understand
from influencers.importing.reading import UnreadableFile, read
from tests.influencers.import_files import csv_bytes, csv_file, xlsx_file, zip_bomb

HEADER = ["username", "followers"]
ROWS = [["contoh.satu", "1.200"], ["contoh.dua", "45rb"]]


def written(folder, raw, name="list.csv"):
    path = folder / name
    path.write_bytes(raw)
    return path


def rows_of(sheet):
    return [(number, tuple(cells)) for number, cells in sheet]


def message(path, **limits):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, **limits)
    return str(refusal.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_delimiter_and_unicode_encoding(tmp_path, delimiter, encoding):
    rows = [["contoh.satu", "Wisata 🌸, kuliner"], ["contoh.dua", "Kecantikan; mode"]]
    sheet = read(csv_file(tmp_path, ["username", "kategori"], *rows, delimiter=delimiter, encoding=encoding))
    assert sheet.header == ("username", "kategori")
    assert rows_of(sheet) == [(2, tuple(rows[0])), (3, tuple(rows[1]))]


def test_windows_1252(tmp_path):
    sheet = read(csv_file(tmp_path, HEADER, ["josé.são", "12"], encoding="cp1252"))
    assert rows_of(sheet) == [(2, ("josé.são", "12"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_and_lines_inside_quotes(tmp_path, end):
    raw = end.join(["username,bio", '"a","one\ntwo"', "b,three", ""]).encode()
    sheet = read(written(tmp_path, raw))
    assert [number for number, _ in sheet] == [2, 3]
    assert rows_of(sheet)[0][1] == ("a", "one\ntwo")


def test_one_column_needs_no_delimiter(tmp_path):
    sheet = read(written(tmp_path, b"username\nsatu\ndua\n"))
    assert sheet.header == ("username",)
    assert sheet.count == 2


def test_title_lines_above_and_empty_rows_are_passed_over(tmp_path):
    raw = csv_bytes(["Daftar influencer"], ["", ""], HEADER, ROWS[0], ["", " "], ROWS[1])
    sheet = read(written(tmp_path, raw))
    assert sheet.header == tuple(HEADER)
    assert [number for number, _ in sheet] == [4, 6]


def test_a_workbook_keeps_its_numbers(tmp_path):
    path = xlsx_file(
        tmp_path, ["username", "followers", "er"], ["contoh.satu", 637000.0, 0.035], ["dua", None, True]
    )
    sheet = read(path)
    assert sheet.header == ("username", "followers", "er")
    assert rows_of(sheet) == [(2, ("contoh.satu", 637000.0, 0.035)), (3, ("dua", "", "True"))]


def test_a_long_list_is_read_again_and_again_by_a_sample_and_row_by_row(tmp_path):
    sheet = read(csv_file(tmp_path, HEADER, *[[f"akun.{n}", str(n)] for n in range(9_000)]))
    assert sheet.count == 9_000
    assert [number for number, _ in sheet] == [number for number, _ in sheet] == list(range(2, 9_002))
    numbers = [number for number, _ in sheet.sample]
    assert 1_000 <= len(numbers) <= 2_000
    assert numbers[-1] > 8_990
    assert len({later - earlier for earlier, later in pairwise(numbers)}) == 1


def test_a_workbook_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    sheet = read(xlsx_file(tmp_path, HEADER, *ROWS))
    assert len(list((tmp_path / "spool").iterdir())) == 1
    assert sheet.count == len(list(sheet)) == 2
    del sheet
    assert not list((tmp_path / "spool").iterdir())


def test_unseen_characters_in_headers_are_gone(tmp_path):
    sheet = read(xlsx_file(tmp_path, ["\ufeffuser\u200bname", "jumlah \n followers"], ["contoh.satu", 5]))
    assert sheet.header == ("username", "jumlah followers")


def test_the_content_decides_and_not_the_name(tmp_path):
    csv = csv_file(tmp_path, HEADER, *ROWS, name="list.xlsx")
    xlsx = xlsx_file(tmp_path, HEADER, *ROWS, name="list.csv")
    assert rows_of(read(csv)) == rows_of(read(xlsx))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "No table"),
        (b"username,followers\n", "No table"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00\x01", "not a table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a table"),
        (b"<!doctype html><table><tr><td>x</td></tr></table>", "not a table"),
        (b'username,bio\na,"never closed\nb,c\n', "line 2"),
        (b'username,bio\na,b\nc,"d" e\n', "line 3"),
        ("username,kota\nsatu,Café\ndua,Málaga\ntiga,".encode() + b"\xff\xfe\n", "line 4"),
        (b"\xff\xfeu\x00s\x00\x00\xd8", "line 1"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    ],
)
def test_what_is_no_table_gets_one_clear_message(tmp_path, raw, words):
    text = message(written(tmp_path, raw))
    assert words in text
    assert "\n" not in text


def test_a_file_over_the_limit(tmp_path):
    assert "1 MB" in message(written(tmp_path, b"a,b\n" * 300_000), max_bytes=2**20)


def test_a_list_over_the_limit_of_rows(tmp_path):
    assert "1,000 rows" in message(csv_file(tmp_path, HEADER, *[["a", "1"]] * 1_001), max_rows=1_000)
    assert "1,000 rows" in message(xlsx_file(tmp_path, HEADER, *[["a", 1]] * 1_200), max_rows=1_000)


def test_too_many_columns(tmp_path):
    wide = [f"column {number}" for number in range(16_384)]
    assert "300 columns" in message(csv_file(tmp_path, wide, wide))
    assert "300 columns" in message(xlsx_file(tmp_path, wide[:400], wide[:400]))


def test_an_endless_cell(tmp_path):
    assert "line 2" in message(csv_file(tmp_path, HEADER, ["a" * 200_000, "1"]))


def test_a_zip_bomb_is_not_opened(tmp_path):
    path = zip_bomb(tmp_path)
    assert path.stat().st_size < 2**20
    assert "unpacks to far more" in message(path)


def test_two_cells_that_span_a_whole_sheet(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "username", "x"
    book.save(tmp_path / "span.xlsx")
    assert message(tmp_path / "span.xlsx")


def test_an_archive_that_is_no_workbook(tmp_path):
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert "not a workbook" in message(path)


def test_a_truncated_workbook(tmp_path):
    whole = xlsx_file(tmp_path, HEADER, *ROWS).read_bytes()
    for size in (10, len(whole) // 2, len(whole) - 30):
        assert message(written(tmp_path, whole[:size]))


def test_a_workbook_with_a_broken_part(tmp_path):
    whole = bytearray(xlsx_file(tmp_path, HEADER, *ROWS).read_bytes())
    with zipfile.ZipFile(tmp_path / "list.xlsx") as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    for offset in range(part.header_offset + 60, part.header_offset + 90):
        whole[offset] ^= 0xFF
    assert "damaged" in message(written(tmp_path, bytes(whole)))


def test_random_bytes_are_refused_or_read(tmp_path):
    chance = random.Random(7)
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"a,b\n"):
        for _ in range(25):
            path = written(tmp_path, start + chance.randbytes(chance.randrange(1, 400)))
            try:
                sheet = read(path)
            except UnreadableFile:
                continue
            assert sheet.header


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"username,followers\n" + b",\n" * 100_000 + b"a.b,5\n", ""),
        (b"a," * 2_000_000, "no end"),
        (b"a,b\n" + b'"x\n",' * 100_000, "line 2"),
        (b"username,followers\n" + b"5," * 100_000 + b"\na.b,5\n", ""),
        (b'username,followers\n=1+1,"=HYPERLINK(""http://example.com"")"\na.b,5\n', ""),
        (b"sep=;\r\nusername;followers\r\na.b;5\r\n", ""),
    ],
)
def test_odd_texts_are_read_or_refused_in_a_moment(tmp_path, raw, words):
    path = written(tmp_path, raw)
    began = process_time()
    assert words in message(path) if words else read(path).header == ("username", "followers")
    assert process_time() - began < 2


def broken(raw, chance):
    """The text with some bytes put in, taken out and turned about."""
    text = bytearray(raw)
    for _ in range(chance.randrange(20)):
        at = chance.randrange(len(text) + 1)
        text[at : at + chance.randrange(4)] = chance.choice(PIECES)
    return bytes(text)


PIECES = [
    b'"',
    b",",
    b";",
    b"\n",
    b"\r",
    b"\t",
    b"\xff",
    b"<",
    b"%",
    b"9" * 30,
    b"nan",
    b"1e308",
    "²🌸".encode(),
    b"",
]
TEXTS = [
    b"username,followers,er\na.b,5,3%\nc.d,1.234,4%\n",
    b"Nama;IG;Followers IG;TikTok;Followers TT\nAyu;a.b;1,2jt;c.d;45rb\n",
    "Name;Location;Audience;Price1;Post_kind1\nЛеся;Москва, Россия;2 587;1 552 ₽;Stories\n".encode(),
]


def test_broken_texts_are_refused_or_every_row_is_accounted_for(tmp_path):
    chance = random.Random(11)
    for _ in range(300):
        path = written(tmp_path, broken(chance.choice(TEXTS), chance))
        try:
            sheet = read(path)
            understanding = understand(sheet, platform=chance.choice(["", "instagram"]))
        except UnreadableFile:
            continue
        if not understanding.questions:
            found = clean(sheet, understanding)
            rows = {record.row for record in found.records} | {issue.row for issue in found.rejected}
            assert found.rows == sheet.count == len(rows)


def test_the_reader_of_workbooks_works_alone():
    """It runs as a script of its own, apart from Django."""
    with open(workbook.__file__, encoding="utf-8") as source:
        assert "django" not in source.read().lower()

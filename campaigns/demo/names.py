"""Names, handles and places of invented people.

First names are common Indonesian ones. Surnames are put together here from nature words, so that a full name
does not land on somebody real. Handles end in `.demo`.
"""

FEMALE = """
    Ayu Bunga Cahya Citra Dara Dewi Dinda Ela Fitri Gita Hana Indah Intan Jelita Kartika Kirana Laras Lia
    Maharani Mawar Mega Melati Mira Nadia Naila Nia Nilam Novi Padma Puspa Putri Rahma Ratih Ratna Rini Salsa
    Sari Sekar Sinta Siti Tari Tiara Utami Vina Wening Wulan Yanti Yuni Zahra Zalfa
""".split()  # noqa: SIM905
MALE = """
    Adit Aji Alif Andra Arif Bagas Bagus Bayu Bima Budi Cakra Danu Dimas Eko Fajar Farhan Galih Gilang Hadi
    Hanif Ilham Indra Irfan Jaka Joko Kevin Krisna Lukman Mahesa Nanda Nugra Oka Panji Putra Raka Rangga Reza
    Rian Rizki Satria Surya Taufik Teguh Tirta Umar Wahyu Wira Yoga Yudha Zaki
""".split()  # noqa: SIM905
ROOTS = """
    Arga Banyu Bentala Candra Embun Gemintang Giri Kabut Kencana Langit Lembah Lintang Mentari Ombak Pelangi
    Purnama Rimba Rinjani Samudra Senja Tirta Wana
""".split()  # noqa: SIM905
ENDINGS = ("sari", "laksana", "wening", "jati", "nirmala", "rasa", "buana", "mukti", "pratala", "dwipa")
SURNAMES = [root + ending for root in ROOTS for ending in ENDINGS]
STYLES = ("{first}{last}", "{first}.{last}", "{first}_{last}", "{last}.{first}", "halo.{first}{last}")

# City and its weight among the people of the country: roughly by size of the conurbation.
CITIES = {
    "ID": {
        "Jakarta": 24, "Bandung": 10, "Surabaya": 9, "Medan": 6, "Bekasi": 6, "Tangerang": 6, "Depok": 5,
        "Semarang": 4, "Yogyakarta": 5, "Makassar": 4, "Palembang": 3, "Denpasar": 4, "Malang": 3,
        "Bogor": 3, "Batam": 2, "Pekanbaru": 2, "Padang": 2, "Surakarta": 2, "Bandar Lampung": 2, "Manado": 1,
        "Banjarmasin": 1, "Samarinda": 1, "Pontianak": 1, "Mataram": 1, "Balikpapan": 1, "Cirebon": 1,
        "Jambi": 1, "Kupang": 1,
    },
    "MY": {"Kuala Lumpur": 6, "Johor Bahru": 2, "George Town": 2},
    "SG": {"Singapore": 1},
}  # fmt: skip
COUNTRIES = {"ID": 0.94, "MY": 0.04, "SG": 0.02}

FIRST = [(name, "female") for name in FEMALE] + [(name, "male") for name in MALE]
COMBINATIONS = len(FIRST) * len(SURNAMES) * len(STYLES)
STEP = 67_983  # prime to COMBINATIONS, so that stepping visits every combination once


def person(number: int, seed: int) -> tuple[str, str, str]:
    """(name, gender, handle) of the person of that number; no two numbers share a handle."""
    turn, place = divmod(number, COMBINATIONS)
    place = (seed + place * STEP) % COMBINATIONS
    place, style = divmod(place, len(STYLES))
    surname, first = divmod(place, len(FIRST))
    (name, gender), last = FIRST[first], SURNAMES[surname]
    stem = STYLES[style].format(first=name.lower(), last=last.lower())
    return f"{name} {last}", gender, f"{stem}{turn + 1 if turn else ''}.demo"

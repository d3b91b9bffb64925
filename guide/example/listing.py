"""A synthetic list of influencers as a colleague would send it: plain rows, and a few that are not.

The people are those of the demo catalogue; the first rows get the habits of real spreadsheets.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from campaigns.demo import catalogue
from campaigns.demo.catalogue import Account, Person
from campaigns.demo.niches import taxonomy
from influencers import reference

SEED, ROWS, LOOKED_THROUGH = 11, 240, 8_000
FIELDS = frozenset(("beauty",))
PLATFORMS = {"instagram": "IG", "tiktok": "TikTok"}
CONTENT = {"instagram": "Feed post", "tiktok": "Video"}
HEADER = (
    "Nama", "Platform", "Username", "Followers", "Avg Likes", "Avg Comments", "Avg Views",
    "Kategori", "Domisili", "Fake %", "Jenis konten", "Harga",
)  # fmt: skip

Row = dict[str, str]


def rows(today: date) -> list[list[str]]:
    """The cells below HEADER, the same for every day."""
    plain = list(islice(_plain(today), ROWS))
    for row, (_column, habit) in zip(plain, HABITS, strict=False):
        habit(row)
    return [[row[name] for name in HEADER] for row in plain]


def _plain(today: date) -> Iterator[Row]:
    """Accounts of the brief's fields, one row each."""
    names = {row["slug"]: row["name_id"] for row in reference.read("niches.json")}
    for batch in catalogue.people(profiles=LOOKED_THROUGH, seed=SEED, today=today):
        for person in batch:
            for account in person.accounts:
                main = next(iter(account.niches))
                if account.platform in PLATFORMS and taxonomy()[1][main] in FIELDS:
                    yield _row(person, account, names[main])


def _row(person: Person, account: Account, niche: str) -> Row:
    seen = account.seen[0]
    cells = (
        person.name,
        PLATFORMS[account.platform],
        person.handle,
        seen.followers,
        _whole(seen.likes),
        _whole(seen.comments),
        _whole(seen.views),
        niche,
        person.city,
        "" if account.credibility is None else f"{1 - account.credibility:.0%}",
        CONTENT[account.platform] if account.quotes else "",
        account.quotes[0].amount if account.quotes else "",
    )
    return dict(zip(HEADER, map(str, cells), strict=True))


def _whole(value: float | None) -> str:
    return "" if value is None else str(round(value))


# --- the habits of real spreadsheets ----------------------------------------------------------------------
def _in_thousands(row: Row) -> None:
    row["Followers"] = f"{int(row['Followers']) / 1_000:.1f}rb".replace(".", ",")


def _in_millions_of_rupiah(row: Row) -> None:
    row["Harga"] = "1,5jt"
    row["Jenis konten"] = row["Jenis konten"] or CONTENT["instagram"]


def _as_a_link(row: Row) -> None:
    site = "tiktok.com/@" if row["Platform"] == "TikTok" else "instagram.com/"
    row["Username"] = f"https://www.{site}{row['Username']}"


def _with_an_at_sign(row: Row) -> None:
    row["Username"] = f"@{row['Username']}"


def _broken_formula(row: Row) -> None:
    row["Avg Likes"] = "#VALUE!"


def _unreadable(row: Row) -> None:
    row["Followers"] = "banyak"


def _somewhere_else(row: Row) -> None:
    row["Platform"] = "Threads"


def _impossible_share(row: Row) -> None:
    row["Fake %"] = "250%"


HABITS: tuple[tuple[str, Callable[[Row], None]], ...] = (
    ("Followers", _in_thousands),
    ("Harga", _in_millions_of_rupiah),
    ("Username", _as_a_link),
    ("Avg Likes", _broken_formula),
    ("Followers", _unreadable),
    ("Platform", _somewhere_else),
    ("Username", _with_an_at_sign),
    ("Fake %", _impossible_share),
)

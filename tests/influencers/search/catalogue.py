"""A catalogue where every figure is missing somewhere, every boundary is met and letters are of all kinds."""

from datetime import UTC, date, datetime, timedelta

from influencers.models import Credibility, Import, Profile
from tests import factories

NICHES = {"beauty": None, "skincare": "beauty", "makeup": "beauty", "gaming": None, "mobile-games": "gaming"}
NAMES = [
    "Ayu 100%",
    "ayu_lestari",
    "Élise Ünal",
    "ΣΟΦΙΑ Σ",
    "İpek \u212aemal",
    "Back\\slash",
    "zed 🎮",
    "ß Straße",
    "É",
]
SIZES = [None, 0, 999, 1_000, 54_321, 100_000, 100_001, 2_000_000]
STARTED = datetime(2026, 1, 1, tzinfo=UTC)


def make(total=45):
    """The profiles' ids; the last person is not active."""
    niches = {slug: factories.niche(slug=slug) for slug in NICHES}
    runs = [Import.objects.create(file_name=f"{n}.csv", sha256=str(n), as_of=date(2026, 1, 1)) for n in "ab"]
    made = [_profile(number, niches, runs) for number in range(total)]
    factories.profile(influencer=factories.influencer(is_active=False), followers=5_000)
    return made


def _profile(number, niches, runs):
    person = factories.influencer(name=NAMES[number % 9], country=["ID", "MY", "", "SG"][number % 4])
    chosen = [["skincare"], ["skincare", "makeup"], ["gaming"], [], ["beauty", "mobile-games"]][number % 5]
    rate = None if number % 4 == 0 else 0.01 * (number % 6)
    row = factories.profile(
        influencer=person,
        platform=["instagram", "tiktok", "youtube"][number % 3],
        handle="" if number % 11 == 0 else f"Who_{number % 7}.{number}",
        title=f"Kanal {number} É🎮" if number % 11 == 0 or number % 5 == 0 else "",
        followers=SIZES[number % 8],
        niches=[niches[slug] for slug in chosen],
        price=None if number % 3 == 0 else 250_000 * (number % 5 + 1),
        figures={} if rate is None else {"engagement_rate": rate, "engagement_denominator": "views"},
    )
    row.imports.set(runs[: number % 3])
    created = STARTED + timedelta(microseconds=500_000 * (number % 6))
    Profile.objects.filter(pk=row.pk).update(created_at=created)
    if number % 3 == 1:
        facts = {"basis": "real_followers", "share": number % 10 / 10, "assessed_on": date(2026, 1, 1)}
        Credibility.objects.create(profile=row, source=factories.source(), **facts)
        factories.current.refresh([row.pk])
    return row.pk

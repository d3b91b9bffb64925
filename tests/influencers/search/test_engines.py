"""The quick copy answers as the database does, whatever changed since it was made."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from influencers.models import Import, Niche, Profile
from influencers.search import PAGE_SIZES, SORTS, Filters, orm
from influencers.search.changes import Mark, Since
from influencers.search.columnar import columns
from influencers.search.columnar.answering import Answering
from influencers.search.columnar.files import Copy
from influencers.search.query import NO_COUNTRY
from influencers.search.text import fold, folded
from tests import factories
from tests.influencers.search import catalogue

TERMS = [
    "",
    "",
    "a",
    "AYU",
    "_",
    "%",
    "0%",
    "é",
    "É",
    "σ",
    "Σ",
    "i",
    "k",
    "ß",
    "\\",
    "🎮",
    "who_1.",
    "nobody",
    "al 1",
]


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


def filter_sets(made, runs):
    ids = st.frozensets(st.sampled_from([*made, 10**12]))
    return st.builds(
        Filters,
        q=st.sampled_from(TERMS),
        tier=some(["nano", "micro", "macro", "unknown"]),
        niche=some([*catalogue.NICHES, "food"]),
        platform=some(["instagram", "tiktok", "youtube"]),
        country=some(["ID", "MY", NO_COUNTRY, "FR"]),
        followers_min=st.sampled_from([None, None, 0, 1_000, 100_001]),
        followers_max=st.sampled_from([None, None, 999, 100_000]),
        er_min=st.sampled_from([None, None, 0.0, 0.02]),
        price_max=st.sampled_from([None, None, 500_000]),
        credibility_min=st.sampled_from([None, None, 0.5]),
        import_id=st.sampled_from([None, None, *runs, 10**12]),
        among=st.none() | ids,
        outside=st.just(frozenset()) | ids,
        sort=st.sampled_from([sign + key for key in SORTS for sign in ("", "-")]),
        size=st.sampled_from([1, 3, *PAGE_SIZES]),
        page=st.sampled_from([1, 1, 2, 5, 10**17]),
    )


def copied():
    return Copy("", columns.with_orders(columns.read()), Mark(0, "", ()), None)


class BothEnginesGiveTheSame(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.made = catalogue.make()
        cls.runs = list(Import.objects.values_list("pk", flat=True))
        cls.copy = copied()
        cls._change_much()
        cls.changed = frozenset([*cls.made[::4], cls.new])

    @classmethod
    def _change_much(cls):
        """Of the changed, some are edited, one is gone, one is hidden, and one is new."""
        rows = list(Profile.objects.filter(pk__in=cls.made[::4]).select_related("influencer"))
        rows[0].delete()
        for number, row in enumerate(rows[1:]):
            row.influencer.name, row.influencer.country = (
                catalogue.NAMES[number % 9],
                ["FR", "ID"][number % 2],
            )
            row.influencer.is_active = number != 3
            row.influencer.save()
            row.niches.set([factories.niche(slug=["food", "makeup"][number % 2])])
            Profile.objects.filter(pk=row.pk).update(followers=catalogue.SIZES[number % 8], price=500_000)
        cls.new = factories.profile(followers=1_000, handle="brandnew").pk

    def compare(self, answering, filters):
        assert answering.search(filters) == orm.search(filters)
        assert answering.ids(filters) == orm.ids(filters)
        groups = [("q",), ("followers_min", "followers_max"), ("niche",)]
        assert answering.totals_without(filters, groups) == orm.totals_without(filters, groups)

    def test_with_a_copy_of_now(self):
        answering = Answering(copied(), Since((), frozenset(), False))

        @settings(max_examples=60, deadline=None)
        @given(filters=filter_sets(self.made, self.runs))
        def agree(filters):
            self.compare(answering, filters)

        agree()

    def test_with_a_copy_of_before_and_what_changed_since(self):
        answering = Answering(self.copy, Since((1,), self.changed, False))

        @settings(max_examples=90, deadline=None)
        @given(filters=filter_sets([*self.made, self.new], self.runs))
        def agree(filters):
            self.compare(answering, filters)

        agree()

    def test_a_taxonomy_that_moved(self):
        Niche.objects.filter(slug="makeup").update(parent=factories.niche(slug="gaming"))
        answering = Answering(self.copy, Since((1,), self.changed, False))
        for slug in catalogue.NICHES:
            self.compare(answering, Filters(niche=(slug,)))

    def test_text_is_found_by_every_part_of_it(self):
        names = [name for text in (*catalogue.NAMES, "K\u0130") for name in (text, fold(text))]
        found = {term: [term in fold(name) for name in names] for term in map(folded, TERMS)}
        assert any(found["σ"])
        for name in catalogue.NAMES:
            row = factories.profile(
                influencer=factories.influencer(name=name), handle="x", platform="youtube"
            )
            for at in range(len(name)):
                assert orm.ids(Filters(q=name[at : at + 3].strip("\0"), among=frozenset([row.pk]))) == [
                    row.pk
                ]
            row.delete()

    def test_an_empty_catalogue(self):
        Profile.objects.all().delete()
        answering = Answering(copied(), Since((), frozenset(), False))
        for filters in (Filters(), Filters(q="a", niche=("beauty",), import_id=1, sort="name")):
            assert answering.search(filters) == orm.search(filters)
            assert replace(answering.search(filters), ids=(1,)) != orm.search(filters)

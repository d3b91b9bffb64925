"""A section of "How this is computed", and the assumptions that it shows with their present values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.strategy.benchmarks import Benchmarks, MissingBenchmark
from campaigns.strategy.costs.taxes import TaxRate
from guide.method import place_of
from influencers.models.benchmark import Evidence

Text = str | Promise  # translated when it is shown
Show = Callable[[float], str]
IN_THE_PRODUCT = _("set in the product")
MISSING = _("no benchmark is there")
NO_RATE = _("no tax rate is there")
OURS = "Tiermix assumption"  # says no more than the kind of evidence does


@dataclass(frozen=True, slots=True)
class Assumption:
    """A row of a section's table: the value as it is now, and what it rests on."""

    label: Text
    value: str
    support: Text
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the installation has: its benchmarks, and by kind the tax rates of today."""

    benchmarks: Benchmarks
    taxes: Mapping[str, TaxRate]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A constant of the product; the value is given by the code that uses it."""

    label: Text
    value: float
    show: Show

    def read(self, known: Known) -> Assumption:
        return Assumption(self.label, self.show(self.value), IN_THE_PRODUCT)


@dataclass(frozen=True, slots=True)
class Benchmarked:
    """A figure of the installation's benchmarks, found by the key that the computation uses."""

    label: Text
    metric: str
    show: Show
    platform: str = ""
    group: str = ""
    followers: int = 0
    country: str = "ID"

    def read(self, known: Known) -> Assumption:
        try:
            row = known.benchmarks.row(
                self.metric,
                platform=self.platform,
                country=self.country,
                group=self.group,
                followers=self.followers,
            )
        except MissingBenchmark:
            return Assumption(self.label, "–", MISSING)
        source = "" if row.source == OURS else row.source
        return Assumption(self.label, self.show(row.value), Evidence(row.evidence).label, source, row.as_of)


@dataclass(frozen=True, slots=True)
class Taxed:
    """A tax rate of today; of steps the first rate."""

    label: Text
    kind: str
    show: Show

    def read(self, known: Known) -> Assumption:
        row = known.taxes.get(self.kind)
        if row is None:
            return Assumption(self.label, "–", NO_RATE)
        value = row.brackets[0][1] if row.value is None else row.value
        return Assumption(
            self.label, self.show(float(value)), Evidence.SOURCED.label, row.source, row.valid_from
        )


@dataclass(frozen=True, slots=True)
class Section:
    """`says` are paragraphs, `limits` what it does not know, `method` the heading of docs/method.md."""

    slug: str
    title: Text
    says: tuple[Text, ...]
    formula: Text
    rows: tuple[Fixed | Benchmarked | Taxed, ...]
    limits: tuple[Text, ...]
    method: str

    @property
    def place(self) -> str:
        """Where the method's page has that heading."""
        return place_of(self.method)

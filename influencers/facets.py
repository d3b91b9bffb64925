"""What the list page shows around its rows: options with counts, chips, what to relax, sortable columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from influencers import filters as addresses
from influencers.charts.bars import Bars
from influencers.countries import country_name
from influencers.figures import NBSP, active_locale, count, money_short, rate, short
from influencers.models import Niche, Platform, Tier
from influencers.peers import RATE_DENOMINATOR
from influencers.private_marks import Tag
from influencers.search import Filters, Histogram, Page, PageState, bin_of, totals_without
from influencers.search.choosing import LARGEST
from influencers.tiers import MICRO_MAX

FIRST_OPTIONS = 7
MIN_BARS = 12  # fewer would look like a bar chart of something else
BOUNDS = (*addresses.WHOLE_BOUNDS, *addresses.PERCENT_BOUNDS)  # the fields where something is typed
TIER_ORDER = (Tier.MICRO, Tier.MACRO, Tier.NANO, Tier.UNKNOWN)

# What one removes together when nothing matches: the facet's name for people, and its fields.
GROUPS = (
    (gettext_lazy("Search"), ("q",)),
    (gettext_lazy("Tier"), ("tier",)),
    (gettext_lazy("Niche"), ("niche",)),
    (gettext_lazy("Platform"), ("platform",)),
    (gettext_lazy("Country"), ("country",)),
    (gettext_lazy("Followers"), ("followers_min", "followers_max")),
    (gettext_lazy("Engagement rate"), ("er_min",)),
    (gettext_lazy("List price"), ("price_max",)),
    (gettext_lazy("Credibility"), ("credibility_min",)),
    (gettext_lazy("Import"), ("import_id",)),
    (gettext_lazy("Tag"), ("tag", "among")),
)
SORT_LABELS = {
    "-followers": gettext_lazy("Most followers"),
    "followers": gettext_lazy("Fewest followers"),
    "-engagement_rate": gettext_lazy("Highest engagement rate"),
    "engagement_rate": gettext_lazy("Lowest engagement rate"),
    "price": gettext_lazy("Lowest price"),
    "-price": gettext_lazy("Highest price"),
    "-credibility": gettext_lazy("Highest credibility"),
    "credibility": gettext_lazy("Lowest credibility"),
    "name": gettext_lazy("Name, A to Z"),
    "-name": gettext_lazy("Name, Z to A"),
    "newest": gettext_lazy("Newest in the catalogue"),
    "-newest": gettext_lazy("Oldest in the catalogue"),
}

FIGURES = {  # of the histograms: their names, and how they are written
    "followers": (gettext_lazy("followers"), short),
    "engagement_rate": (gettext_lazy("engagement rate"), rate),
    "price": (gettext_lazy("list price"), money_short),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool
    child: bool = False


@dataclass(frozen=True)
class Facet:
    """A list of options: the first few, and the rest behind "more"."""

    name: str
    label: str
    first: tuple[Option, ...]
    more: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Chip:
    facet: str
    value: str
    url: str


@dataclass(frozen=True)
class Relaxation:
    """A facet to let go of, and how many profiles would match then."""

    facet: str
    total: int
    url: str


@dataclass(frozen=True)
class Column:
    """A sortable column: where its header leads, and its `aria-sort`, empty for every other column."""

    key: str
    label: str
    url: str
    direction: str


def facets(filters: Filters, page: Page, niches: Mapping[str, Niche]) -> dict[str, Facet]:
    """The facets of options by name, with `page`'s counts; `niches` is the taxonomy by slug."""
    return {
        "tier": Facet("tier", _("Tier"), tuple(_tiers(filters, page.facets["tier"]))),
        "niche": _facet("niche", _("Niche"), list(_niches(filters, page.facets["niche"], niches))),
        "platform": Facet("platform", _("Platform"), tuple(_platforms(filters, page.facets["platform"]))),
        "country": _facet("country", _("Country"), _countries(filters, page.facets["country"])),
    }


def _tiers(filters: Filters, counts: Mapping[str, int]) -> Iterable[Option]:
    for tier in TIER_ORDER:
        chosen = tier in filters.tier
        if tier != Tier.UNKNOWN or chosen or counts.get(tier):
            yield Option(tier.value, str(tier.label), counts.get(tier, 0), chosen)


def _platforms(filters: Filters, counts: Mapping[str, int]) -> Iterable[Option]:
    for platform in Platform:
        yield Option(platform.value, platform.label, counts.get(platform, 0), platform in filters.platform)


def _countries(filters: Filters, counts: Mapping[str, int]) -> list[Option]:
    codes = {**dict.fromkeys(filters.country, 0), **counts}
    options = [
        Option(code, country_name(code), number, code in filters.country) for code, number in codes.items()
    ]
    return sorted(options, key=lambda option: (-option.count, option.label))


def _niches(filters: Filters, counts: Mapping[str, int], niches: Mapping[str, Niche]) -> Iterable[Option]:
    """Broader niches, the most used first; the narrower ones below a branch in which something is chosen.

    A choice moves nobody: what was ticked stays under the pointer.
    """
    branches: dict[str, list[Option]] = {slug: [] for slug, niche in niches.items() if not niche.parent_id}
    slugs = {niche.pk: slug for slug, niche in niches.items()}
    for niche in niches.values():
        if niche.parent_id:
            branches[slugs[niche.parent_id]].append(_niche_option(filters, counts, niche))
    options = {slug: _niche_option(filters, counts, niches[slug]) for slug in branches}
    opened = {slug for slug, kids in branches.items() if options[slug].chosen or any(k.chosen for k in kids)}
    for slug in sorted(options, key=lambda slug: (-options[slug].count, options[slug].label)):
        if options[slug].count or slug in opened:
            yield options[slug]
        if slug in opened:
            yield from sorted(branches[slug], key=lambda kid: (-kid.count, kid.label))


def _niche_option(filters: Filters, counts: Mapping[str, int], niche: Niche) -> Option:
    slug = niche.slug
    return Option(slug, niche.label, counts.get(slug, 0), slug in filters.niche, child=bool(niche.parent_id))


def _facet(name: str, label: str, options: list[Option]) -> Facet:
    """Everything chosen and what belongs to it stays in sight."""
    last_chosen = max((index + 1 for index, option in enumerate(options) if option.chosen), default=0)
    cut = max(FIRST_OPTIONS, last_chosen)
    while cut < len(options) and options[cut].child:
        cut += 1
    return Facet(name, label, tuple(options[:cut]), tuple(options[cut:]))


def histograms(filters: Filters, page: Page) -> dict[str, Bars | None]:
    """The histograms by figure; None where nothing is known of the figure."""
    ranges = {
        "followers": (filters.followers_min, filters.followers_max),
        "engagement_rate": (filters.er_min, None),
        "price": (None, filters.price_max),
    }
    return {figure: _bars(figure, page.histograms[figure], *bounds) for figure, bounds in ranges.items()}


def _bars(figure: str, histogram: Histogram, low: float | None, high: float | None) -> Bars | None:
    """Bars from the first bin with profiles to the last; followers split at the tiers' boundary."""
    filled = [index for index, number in enumerate(histogram.counts) if number]
    if not filled:
        return None
    stop = max(filled[-1] + 1, MIN_BARS)
    start = min(filled[0], stop - MIN_BARS)
    first = 0 if low is None else bin_of(figure, low) - start
    last = stop - start if high is None else bin_of(figure, high) - start
    split = bin_of("followers", MICRO_MAX + 1) - start if figure == "followers" else None
    label, write = FIGURES[figure]
    kept = max(first, 0), min(last, stop - start - 1)
    return Bars(
        histogram.counts[start:stop], histogram.edges[start : stop + 1], *kept, str(label), write, split
    )


def chips(
    filters: Filters, niches: Mapping[str, Niche], import_name: str, tags: Mapping[str, Tag]
) -> list[Chip]:
    """One chip for each value that is asked for, leading to the same list without it."""
    singles = [
        ("q", _("Search"), f"“{filters.q}”"),
        ("followers_min", _("Followers"), _("from %s") % count(filters.followers_min)),
        ("followers_max", _("Followers"), _("to %s") % count(filters.followers_max)),
        ("er_min", _("Engagement rate"), _("from %s") % _percent(filters.er_min)),
        ("price_max", _("List price"), _("to %s") % money_short(filters.price_max)),
        ("credibility_min", _("Credibility"), _("from %s") % _percent(filters.credibility_min)),
        ("import_id", _("Import"), import_name),
        ("blocked", _("Blocklist"), _("shown")),
    ]
    blank = Filters()
    return [*_value_chips(filters, niches), *_tag_chips(filters, tags)] + [
        Chip(facet, value, addresses.address(filters.without(name)))
        for name, facet, value in singles
        if getattr(filters, name) != getattr(blank, name)
    ]


def _percent(share: float | None) -> str:
    """A share as somebody asked for it: 0.005 is "0.5 %", without more decimals."""
    return f"{format_decimal((share or 0) * 100, locale=active_locale())}{NBSP}%"


def _value_chips(filters: Filters, niches: Mapping[str, Niche]) -> Iterable[Chip]:
    labels = {
        "tier": lambda tier: str(Tier(tier).label),
        "niche": lambda slug: niches[slug].label,
        "platform": lambda platform: Platform(platform).label,
        "country": country_name,
    }
    for name, facet in addresses.CHOICES.items():
        chosen = getattr(filters, name)
        for value in chosen:
            rest = tuple(other for other in chosen if other != value)
            without = replace(filters, page=1, **{name: rest})
            yield Chip(str(facet), labels[name](value), addresses.address(without))


def _tag_chips(filters: Filters, tags: Mapping[str, Tag]) -> Iterable[Chip]:
    for key in filters.tag:
        rest = tuple(other for other in filters.tag if other != key)
        yield Chip(_("Tag"), tags[key].label, addresses.address(replace(filters, page=1, tag=rest)))


def private(filters: Filters, tags: Mapping[str, Tag], hidden: int) -> dict[str, Facet]:
    """The facets of what the user's side put on people: its tags, and whether to show whom it blocks."""
    found = {}
    if tags:
        options = [Option(key, tag.label, tag.profiles, key in filters.tag) for key, tag in tags.items()]
        found["tag"] = _facet("tag", _("Your tags"), options)
    if hidden:
        shown = Option("yes", _("Show whom you blocked"), hidden, filters.blocked)
        found["blocked"] = Facet("blocked", _("Blocklist"), (shown,))
    return found


def relaxations(filters: Filters) -> list[Relaxation]:
    """For a list without matches: each facet to let go of, the one that frees most first."""
    blank = Filters()
    active = [
        (facet, fields)
        for facet, fields in GROUPS
        if any(getattr(filters, name) != getattr(blank, name) for name in fields)
    ]
    found = zip(active, totals_without(filters, [fields for _facet, fields in active]), strict=True)
    options = [
        Relaxation(str(facet), total, addresses.address(filters.without(*fields)))
        for (facet, fields), total in found
        if total
    ]
    return sorted(options, key=lambda option: -option.total)


def columns(filters: Filters) -> dict[str, Column]:
    """The sortable columns by sort key; a second click turns the order round."""
    first = {"name": "name", "followers": "-followers", "engagement_rate": "-engagement_rate"}
    first |= {"credibility": "-credibility", "price": "price", "newest": "newest"}
    return {key: _column(filters, key, sort) for key, sort in first.items()}


def _column(filters: Filters, key: str, sort: str) -> Column:
    current = filters.sort.removeprefix("-") == key
    if current:
        sort = key if filters.sort.startswith("-") else f"-{key}"
    downward = filters.sort.startswith("-") != (key == "newest")
    direction = ("descending" if downward else "ascending") if current else ""
    url = addresses.address(replace(filters, sort=sort, page=1))
    return Column(key, str(SORT_LABELS[sort]), url, direction)


def entered(filters: Filters) -> dict[str, str]:
    """The search text and the bounds as the form's fields show them."""
    percents = {name: addresses.in_percent(getattr(filters, name)) for name in addresses.PERCENT_BOUNDS}
    wholes = {name: getattr(filters, name) for name in addresses.WHOLE_BOUNDS}
    words = {name: "" if value is None else count(value) for name, value in wholes.items()}
    return {"q": filters.q} | words | {name: value or "" for name, value in percents.items()}


def notices(page: Page) -> list[str]:
    """What to know of a list that is not of this moment."""
    if page.state == PageState.BEHIND:
        return [_("The catalogue has just changed; counts and order follow within seconds.")]
    if page.state == PageState.LARGEST:
        words = _("The list is being prepared: for some seconds it shows the %(number)s largest profiles.")
        return [words % {"number": count(LARGEST)}]
    return []


def mix(filters: Filters, page: Page) -> list[tuple[str, int]]:
    """How many of the matching profiles are micro and macro."""
    counts = page.facets["tier"]
    return [
        (tier.value, counts.get(tier, 0))
        for tier in (Tier.MICRO, Tier.MACRO)
        if not filters.tier or tier in filters.tier
    ]


def ranks_unlike_rates(filters: Filters, page: Page) -> bool:
    """Whether engagement rates with different denominators stand in one ranking."""
    platforms = filters.platform or [name for name, number in page.facets["platform"].items() if number]
    denominators = {RATE_DENOMINATOR[platform] for platform in platforms}
    return filters.sort.removeprefix("-") == "engagement_rate" and len(denominators) > 1

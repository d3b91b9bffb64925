"""Profiles side by side: a line a figure, each cell with its unit and source, the best of a line marked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from influencers import listing
from influencers.countries import country_name
from influencers.figures import MISSING, count, day, money, percent, rate
from influencers.listing import Row
from influencers.models import AudienceShare, Credibility, Measurement, Source
from influencers.models.audience import AudienceDimension

MOST = 6
COUNTRIES_SHOWN = 3
GROWTH_OVER = 400  # days of history that count
GROWTH_LEAST = 14  # days between two counts that say anything


@dataclass(frozen=True)
class Cell:
    """`value` decides what is best of its line; `sub` is said below: of what, from when."""

    text: str
    value: float | None = None
    sub: str = ""
    source: Source | None = None
    is_best: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    rows: Sequence[Row]
    lines: Sequence[Line]


def of(ids: Sequence[int]) -> Comparison:
    """The profiles in this order; nine queries, however many."""
    rows = listing.rows(ids)
    growths, audiences = _growths(rows), _audiences(rows)
    assessed = _assessments(rows)
    lines = [
        _best(_("Followers"), "", rows, _followers),
        _best(_("Growth"), _("followers in 30 days"), rows, lambda row: growths[row.profile.pk]),
        _best_rate(rows),
        _best(_("Better than"), _("of 100 peers, by engagement rate"), rows, _standing),
        _best(_("Reach"), _("people who see a post"), rows, lambda row: _seen(row, "average_reach")),
        _best(_("Views"), _("of a post"), rows, lambda row: _seen(row, "average_views")),
        _best(_("List price"), _("one post or video, before tax"), rows, _price, lowest=True),
        _best(_("Cost per engagement"), _("list price / engagements a post"), rows, _cpe, lowest=True),
        _best(_("Credibility"), "", rows, lambda row: _credibility(row, assessed)),
        Line(_("Niches"), _("share of the content"), tuple(Cell(_niches(row)) for row in rows)),
        Line(_("Audience"), _("countries"), tuple(audiences[row.profile.pk] for row in rows)),
        _best(_("Measured"), _("the newest figures"), rows, _age),
    ]
    return Comparison(rows, [line for line in lines if any(cell.text != MISSING for cell in line.cells)])


def _best(
    label: str, note: str, rows: Sequence[Row], cell: Callable[[Row], Cell], *, lowest: bool = False
) -> Line:
    return Line(label, note, marked([cell(row) for row in rows], lowest=lowest))


def marked(cells: Sequence[Cell], *, lowest: bool = False) -> tuple[Cell, ...]:
    """The cells with the best of them marked; nobody is best alone, nor among equals."""
    values = [cell.value for cell in cells if cell.value is not None]
    if len(set(values)) < 2:
        return tuple(cells)
    best = min(values) if lowest else max(values)
    return tuple(replace(cell, is_best=cell.value == best) for cell in cells)


def _best_rate(rows: Sequence[Row]) -> Line:
    """Rates with different denominators are not compared, so that none of them is best."""
    cells = [_rate(row) for row in rows]
    if len({cell.sub for cell in cells if cell.value is not None}) > 1:
        cells = [replace(cell, value=None) for cell in cells]
    return Line(_("Engagement rate"), _("interactions with a post"), marked(cells))


def _followers(row: Row) -> Cell:
    profile = row.profile
    return Cell(count(profile.followers), profile.followers, source=_known(profile.followers, profile.source))


def _rate(row: Row) -> Cell:
    profile, value = row.profile, row.profile.engagement_rate
    of = profile.get_engagement_denominator_display()
    return Cell(rate(value), value, of, _known(value, profile.source))


def _standing(row: Row) -> Cell:
    if row.standing is None:
        return Cell(MISSING)
    return Cell(count(row.standing.of_hundred), row.standing.share, row.standing.group)


def _seen(row: Row, figure: str) -> Cell:
    value = getattr(row.profile, figure)
    return Cell(count(value), value, source=_known(value, row.profile.source))


def _price(row: Row) -> Cell:
    return Cell(money(row.profile.price), row.profile.price, source=row.price_source)


def _cpe(row: Row) -> Cell:
    price, engagements = row.profile.price, row.profile.average_engagements
    if not price or not engagements:
        return Cell(MISSING)
    words = _("%(count)s engagements a post") % {"count": count(engagements)}
    return Cell(money(price / engagements), price / engagements, words)


def _credibility(row: Row, assessed: Mapping[int, Credibility]) -> Cell:
    record, value = assessed.get(row.profile.pk), row.profile.credibility
    basis = record.get_basis_display() if record else ""
    return Cell(percent(value), value, basis, row.credibility_source)


def _age(row: Row) -> Cell:
    measured = row.profile.measured_on
    if measured is None:
        return Cell(MISSING)
    days = (timezone.localdate() - measured).days
    words = ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": count(days)}
    return Cell(day(measured), measured.toordinal(), words, row.profile.source)


def _known(value: float | None, source: Source | None) -> Source | None:
    return None if value is None else source


def _niches(row: Row) -> str:
    weights = row.profile.niche_weights.all()
    return ", ".join(f"{each.niche.label} {percent(each.weight)}" for each in weights) or MISSING


def _assessments(rows: Sequence[Row]) -> dict[int, Credibility]:
    """The newest assessment of each."""
    return {
        row.profile.pk: newest
        for row in rows
        if (newest := next(iter(row.profile.credibility_records.all()), None))
    }


def _growths(rows: Sequence[Row]) -> dict[int, Cell]:
    """From the oldest to the newest count of the last GROWTH_OVER days, brought to 30 days."""
    since = timezone.localdate() - dt.timedelta(days=GROWTH_OVER)
    counted = Measurement.objects.filter(
        profile__in=[row.profile.pk for row in rows], followers__isnull=False, measured_on__gte=since
    ).order_by("measured_on", "pk")
    counts: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    for profile, measured_on, followers in counted.values_list("profile", "measured_on", "followers"):
        counts[profile].append((measured_on, followers))
    return {row.profile.pk: _growth(counts[row.profile.pk]) for row in rows}


def _growth(counts: Sequence[tuple[dt.date, int]]) -> Cell:
    if not counts or not counts[0][1] or (counts[-1][0] - counts[0][0]).days < GROWTH_LEAST:
        return Cell(MISSING)
    (first, before), (last, now) = counts[0], counts[-1]
    share = (now / before - 1) * 30 / (last - first).days
    period = _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    return Cell(("+" if share > 0 else "") + percent(share, 1), share, period)


def _audiences(rows: Sequence[Row]) -> dict[int, Cell]:
    """The largest countries of each audience as its newest source has them, else its main country."""
    shares = AudienceShare.objects.filter(
        profile__in=[row.profile.pk for row in rows], dimension=AudienceDimension.COUNTRY
    )
    by_profile: dict[int, list[AudienceShare]] = defaultdict(list)
    newest = ("-source__obtained_on", "-source_id", "-share", "value")
    for share in shares.select_related("source").order_by(*newest):
        known = by_profile[share.profile_id]
        if not known or known[0].source_id == share.source_id:
            known.append(share)
    return {row.profile.pk: _countries(row, by_profile[row.profile.pk]) for row in rows}


def _countries(row: Row, shares: Sequence[AudienceShare]) -> Cell:
    if shares:
        words = [f"{country_name(each.value)} {percent(each.share)}" for each in shares[:COUNTRIES_SHOWN]]
        return Cell(", ".join(words), source=shares[0].source)
    if row.profile.audience_country:
        return Cell(country_name(row.profile.audience_country), sub=_("the main country"))
    return Cell(MISSING)

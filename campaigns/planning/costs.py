"""Tax rates, overheads and vendors from rows to the core, and its bills as plain JSON."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from campaigns.models import Campaign
from campaigns.strategy.costs.bill import BillLine, Overheads, added_up
from campaigns.strategy.costs.pricing import Cost
from campaigns.strategy.costs.taxes import (
    UNKNOWN_VENDOR,
    TaxRates,
    Vendor,
    VendorKind,
    exactly,
    newest_on,
    rates_on,
    tax_rate,
)
from campaigns.strategy.costs.taxes import TaxRate as TaxRateRecord
from campaigns.strategy.facts import Brief
from campaigns.strategy.forecasting.forecast import OfferForecast
from influencers.models import ExchangeRate, TaxRate

Answer = dict[str, Any]
VENDOR = ("influencer__vendor_kind", "influencer__is_pkp")
HOME = "IDR"


def tax_rates() -> list[TaxRateRecord]:
    """Every rate that administrators keep, of any day. One query."""
    columns = ("kind", "valid_from", "value", "brackets", "source", "source_url")
    return [tax_rate(**row) for row in TaxRate.objects.values(*columns)]


def taxes_on(day: date) -> TaxRates:
    """The rates that hold on the day. Raises MissingTaxRate."""
    return rates_on(tax_rates(), day)


def taxes_changed(tax: Mapping[str, Any] | None, day: date) -> bool:
    """Whether other rates hold on the day than the answer with this `tax` was computed with. One query.

    Who published a rate, and since when, changes no answer. Answers from before rates were kept in them say
    nothing of it, and stay.
    """
    used = (tax or {}).get("rates", {})
    now = {kind: _rate(row) for kind, row in newest_on(tax_rates(), day).items()} if used else {}
    return any(kind not in now or _figures(rate) != _figures(now[kind]) for kind, rate in used.items())


def _figures(rate: Mapping[str, Any]) -> tuple[Any, Any]:
    return rate["value"], rate["brackets"]


def overheads_of(campaign: Campaign) -> Overheads:
    """What the brief says comes on top of fees; handling is a benchmark."""
    return Overheads(
        agency_fee=exactly(campaign.agency_fee),
        boost=exactly(campaign.boost),
        contingency=exactly(campaign.contingency),
        agency_is_pkp=campaign.agency_is_pkp,
        vat_creditable=campaign.vat_is_credited,
    )


def vendor_of(row: Mapping[str, Any]) -> Vendor:
    """Who is paid, of a row with the columns `VENDOR`."""
    kind: VendorKind = row["influencer__vendor_kind"] or UNKNOWN_VENDOR.kind
    return Vendor(kind, row["influencer__is_pkp"], is_known=bool(row["influencer__vendor_kind"]))


def cost_parts(cost: Cost) -> Answer:
    """Of one line: the all-in amount, its bill, and what was quoted by whom. Discounts are shares."""
    return {
        "amount": cost.total,
        "fee": cost.fee,
        "handling": cost.bill.amount("handling"),
        "bill": _lines(cost.bill.lines),
        "quote": {
            "items": [list(item) for item in cost.quote.items],
            "basis": cost.quote.basis,
            "discount": float(cost.quote.discount),
        },
        "vendor": {"kind": cost.vendor.kind, "pkp": cost.vendor.is_pkp, "assumed": not cost.vendor.is_known},
    }


def bill_parts(offers: Sequence[OfferForecast], brief: Brief, currency: str) -> Answer:
    """Of the whole shortlist: its bill, and the rates of tax and of exchange behind it, dated and sourced."""
    rates = brief.taxes
    return {
        "bill": _lines(added_up(offer.cost.bill for offer in offers)),
        "overheads": _shares(brief.overheads),
        "tax": _tax(rates) if rates else None,
        "exchange": _exchange({currency, *_quoted_in(offers)} - {HOME, ""}),
    }


def _lines(lines: Iterable[BillLine]) -> list[Answer]:
    return [line._asdict() | {"inside": line.is_inside} for line in lines]


def _shares(overheads: Overheads) -> Answer:
    """Shares, 0 to 1, for the words beside a bill."""
    names = ("agency_fee", "boost", "contingency")
    return {name: float(getattr(overheads, name)) for name in names}


def _tax(rates: TaxRates) -> Answer:
    day = rates.as_of
    return {
        "as_of": day.isoformat() if day else None,
        "sources": list(dict.fromkeys(row.source for row in rates.origins.values())),
        "estimated": True,
        "rates": {kind: _rate(row) for kind, row in rates.origins.items()},
    }


def _rate(row: TaxRateRecord) -> Answer:
    return {
        "value": None if row.value is None else float(row.value),
        "brackets": [[start, float(rate)] for start, rate in row.brackets],
        "valid_from": row.valid_from.isoformat(),
        "source": row.source,
        "url": row.source_url,
    }


def _quoted_in(offers: Iterable[OfferForecast]) -> set[str]:
    """Currencies of the prices of these offers; without a package, of all prices of the profile."""
    prices = ([offer.package.price] if offer.package else offer.facts.prices.values() for offer in offers)
    return {price.quoted_in for price in chain.from_iterable(prices)}


def _exchange(currencies: Iterable[str]) -> list[Answer]:
    """The newest rate of each currency: the one that the prices were converted by."""
    rows = {
        row.currency: row for row in ExchangeRate.objects.filter(currency__in=currencies).order_by("as_of")
    }
    return [
        {
            "currency": row.currency,
            "rupiah": float(row.rupiah),
            "as_of": row.as_of.isoformat(),
            "source": row.source,
        }
        for _currency, row in sorted(rows.items())
    ]

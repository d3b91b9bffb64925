"""How the figures of a chart are written, by the name of their filter in `figures`."""

from collections.abc import Callable

from influencers.templatetags import figures

FORMATS: dict[str, Callable[..., str]] = {
    "short": figures.short,
    "count": figures.count,
    "money": figures.money,
    "money_short": figures.money_short,
    "percent": figures.percent,
    "rate": figures.rate,
}

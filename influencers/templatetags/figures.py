"""The figures of `influencers.figures` as filters."""

from django import template

from influencers import figures

register = template.Library()

for write in (
    figures.count,
    figures.decimal,
    figures.average,
    figures.number,
    figures.short,
    figures.signed,
    figures.percent,
    figures.rate,
    figures.money,
    figures.money_short,
    figures.signed_money,
    figures.millions,
    figures.day,
    figures.day_long,
    figures.moment,
):
    register.filter(write)

"""The recommended shortlist and those who were nearly on it, each with the reasons for and against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from campaigns.strategy.facts import Brief
from campaigns.strategy.forecasting.forecast import OfferForecast, to_offer
from campaigns.strategy.objective import marginal_reach
from campaigns.strategy.offers import profiles_of
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.reasons.explain import Context, peers_of, reasons_for
from campaigns.strategy.reasons.outside import Outsider, best_outsiders
from campaigns.strategy.reasons.screened import Screened
from campaigns.strategy.reasons.swaps import best_swaps
from campaigns.strategy.recommendation import Chosen, NotChosen
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.rules import pick


def explain_shortlist(
    problem: Problem,
    chosen: Sequence[str],
    best: BestAlone,
    offers: Mapping[str, OfferForecast],
    brief: Brief,
    musts: Iterable[str],
    screened: Screened,
) -> tuple[tuple[Chosen, ...], tuple[NotChosen, ...]]:
    """The chosen offers, macro before micro and the dearest first, and the ten best not chosen.

    `offers` are all of the problem by id, `musts` are ids of profiles, `screened` whom a filter keeps out.
    Cost: that of `best_swaps` and `best_outsiders`.
    """
    wider = _with(problem, screened)
    everybody = {**offers, **{name: offer for name, (_code, offer) in screened.items()}}
    profile_of = {name: offer.facts.id for name, offer in everybody.items()}
    filters = {name: code for name, (code, _offer) in screened.items()}
    outsiders = best_outsiders(wider, chosen, best, profile_of, filters=filters)
    added = {each.enters: _adds(wider, chosen, each) for each in outsiders}
    context = Context(
        peers=peers_of(profiles_of(offers.values())),
        marginal={**marginal_reach(problem, chosen), **added},
        swaps=best_swaps(problem, chosen, best, profile_of),
        names={name: offer.facts.name for name, offer in offers.items()},
        as_of=brief.as_of,
        niches_asked=bool(brief.niches),
        included=frozenset(musts),
    )
    listed = sorted((_chosen(offers[name], context) for name in chosen), key=_place)
    return tuple(listed), tuple(_not_chosen(each, everybody, context) for each in outsiders)


def _with(problem: Problem, screened: Screened) -> Problem:
    """The problem with the offers that filters keep out."""
    more = tuple(to_offer(offer) for _code, offer in screened.values())
    return replace(problem, offers=problem.offers + more)


def _chosen(offer: OfferForecast, context: Context) -> Chosen:
    must = offer.facts.id in context.included
    return Chosen(offer, context.marginal[offer.id], must, reasons_for(offer, context))


def _place(each: Chosen) -> tuple[str, int, str]:
    return each.forecast.tier, -each.forecast.cost.total, each.forecast.id


def _not_chosen(outsider: Outsider, offers: Mapping[str, OfferForecast], context: Context) -> NotChosen:
    offer = offers[outsider.enters]
    return NotChosen(
        forecast=offer,
        added_reach=context.marginal[offer.id],
        reasons=reasons_for(offer, context),
        kept_out=outsider.kept_out,
        instead_of=outsider.leaves,
        loss=outsider.loss,
    )


def _adds(problem: Problem, chosen: Sequence[str], outsider: Outsider) -> float:
    """The people that one who comes in adds to those who stay."""
    stay = pick(problem, [name for name in chosen if name not in outsider.leaves])
    with_it = [*stay, *pick(problem, [outsider.enters])]
    return unique_reach(problem.segments, with_it) - unique_reach(problem.segments, stay)

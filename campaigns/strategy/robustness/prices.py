"""What each rule costs: the best shortlist without it, solved, against the best with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from campaigns.strategy.mix import Leaning
from campaigns.strategy.records import BestAlone, Interval, Problem, Rules
from campaigns.strategy.robustness.again import NODES, Again, Shortlist, solve_again
from campaigns.strategy.robustness.leanings import shown_leaning
from campaigns.strategy.rules import CAP_RULE, EXCLUDE_RULE, pick, violated

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What the answer would be without one rule; `rule` is its name in a conflict.

    `objective` is the relative gain of the best shortlist, `reach` and `relevant` its differences to the
    best under all rules. `gap` is what the solve without the rule left open: a gain below it may be
    larger.
    """

    rule: str
    objective: float
    reach: float
    relevant: float
    leaning: Leaning
    gap: float


def without_each(rules: Rules) -> Iterator[tuple[str, Rules]]:
    """The name of every rule in force, with the rules without it.

    All exclusions are one rule. At least one influencer is no rule: every shortlist worth something has one.
    """
    low, high = rules.influencers
    if rules.max_share_per_influencer is not None:
        yield CAP_RULE, replace(rules, max_share_per_influencer=None)
    if low > 1:
        yield "influencers_min", replace(rules, influencers=(0, high))
    if high is not None:
        yield "influencers_max", replace(rules, influencers=(low, None))
    yield from _without_shares(rules)
    for name in rules.include:
        yield f"include:{name}", replace(rules, include=_others(rules.include, name))
    for name in rules.include_people:
        yield f"include_person:{name}", replace(rules, include_people=_others(rules.include_people, name))
    if rules.exclude:
        yield EXCLUDE_RULE, replace(rules, exclude=())


def _without_shares(rules: Rules) -> Iterator[tuple[str, Rules]]:
    for name in rules.tier_share:
        yield f"tier_share:{name}", replace(rules, tier_share=_rest(rules.tier_share, name))
    for name in rules.platform_share:
        yield f"platform_share:{name}", replace(rules, platform_share=_rest(rules.platform_share, name))
    for name in rules.niche_share:
        yield f"niche_share:{name}", replace(rules, niche_share=_rest(rules.niche_share, name))


def _rest(shares: Mapping[str, Interval], without: str) -> dict[str, Interval]:
    return {name: share for name, share in shares.items() if name != without}


def _others(names: tuple[str, ...], without: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != without)


@dataclass(frozen=True, slots=True)
class Terms:
    """What all rules are priced by: the problem with all of them, the best shortlist found for it, the units
    of the objective, and the playbook's micro share."""

    problem: Problem
    best: Again
    best_alone: BestAlone
    default: float


def rule_prices(
    freer: Mapping[str, Problem],
    terms: Terms,
    *,
    hints: Sequence[Shortlist] = (),
    nodes: int = NODES,
    tick: Callable[[float], None] = lambda _share: None,
) -> tuple[RulePrice, ...]:
    """The price of every rule, the dearest first; `freer` holds the problem without each, by name.

    Never below 0, for the best shortlist keeps the rules that are left. Where a rule is kept by the best
    shortlist found without it, it costs nothing: what that one gains, the search under all rules missed.
    Cost: one to three solves a rule.
    """
    found = []
    for done, (name, problem) in enumerate(freer.items(), 1):
        price = _price(name, problem, terms, [terms.best.chosen, *hints], nodes)
        found += [price] if price else []
        tick(done / len(freer))
    return tuple(sorted(found, key=lambda price: (-price.objective, price.rule)))


def _price(
    name: str, freer: Problem, terms: Terms, hints: Sequence[Shortlist], nodes: int
) -> RulePrice | None:
    best, units = terms.best, terms.best_alone
    again = solve_again(freer, units, hints, nodes=nodes)
    if again is None or best.objective <= 0:
        return None
    gain = again.objective / best.objective - 1.0
    is_free = gain <= ROUNDING or _keeps_all(terms.problem, again.chosen)
    return RulePrice(
        rule=name,
        objective=0.0 if is_free else gain,
        reach=0.0 if is_free else again.reach - best.reach,
        relevant=0.0 if is_free else again.engagements - best.engagements,
        leaning=shown_leaning(freer, again, terms.default, units, hints),
        gap=again.gap,
    )


def _keeps_all(problem: Problem, chosen: Shortlist) -> bool:
    known = {offer.id for offer in problem.offers}
    return known.issuperset(chosen) and not violated(problem, pick(problem, chosen))

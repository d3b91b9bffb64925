"""How sure the answer is, and what would change it."""

from django.utils.translation import gettext_lazy as _

from guide.explained.section import Section

METHOD = "6a. How sure, what turns it, what rules cost"

SURENESS = Section(
    "sureness",
    _("How sure the answer is"),
    (
        _(
            "Every forecast is a range. A draw picks one outcome for every offer out of its range, and one "
            "for what all of them share: how the campaign goes as a whole, and how audiences overlap."
        ),
        _(
            "Over hundreds of draws the totals of the shortlist become ranges: 8 of 10 draws end between low "
            "(P10) and high (P90)."
        ),
        _(
            "In each draw the best shortlist of this leaning meets the best of the opposite one. And the "
            "shortlist is chosen anew for many draws: who is chosen again most times is a steady choice."
        ),
    ),
    _("sureness = draws in which this leaning wins ÷ all draws"),
    (),
    (
        _("Draws vary what the forecast calls uncertain. An error that it does not know of stays in all."),
        _("The draws are seeded: the same brief and data give the same figures."),
    ),
    METHOD,
)

FLIPS = Section(
    "flips",
    _("What would turn the answer"),
    (
        _(
            "The weight of the goal, the budget, and the prices of micro or macro are moved one at a time, "
            "and the shortlist is solved again, until the leaning is another one."
        ),
        _("Shown is the nearest turn on each side of today, or that none lies within what was searched."),
    ),
    _("turn = the smallest change at which the solved shortlist has another leaning"),
    (),
    (_("Only one thing moves at a time. Two small changes together can turn what neither turns alone."),),
    METHOD,
)

RULE_PRICES = Section(
    "rule-prices",
    _("What a rule costs"),
    (
        _(
            "For every rule of the brief the shortlist is solved again without that rule, all others kept. "
            "The difference is what the rule costs. It is never estimated."
        ),
        _("The most for one influencer is a rule as well, also where nobody typed it in."),
    ),
    _("price of a rule = result without it ÷ result with it − 1"),
    (),
    (
        _("The prices do not add up: without one rule another may bind in its place."),
        _("A difference smaller than what the proof leaves open may be nothing."),
    ),
    METHOD,
)

BUDGETS = Section(
    "budgets",
    _("What another budget would bring"),
    (
        _(
            "The shortlist is solved again for budgets around yours, under the same rules. The result joins "
            "reach and engagements by the weights of the goal."
        ),
        _("What one may spend one need not spend: a larger budget never counts as worse."),
    ),
    _("change = best result at that budget ÷ best result at yours − 1"),
    (),
    (_("Prices are taken as they are. A large order may get better ones, a rush worse ones."),),
    METHOD,
)

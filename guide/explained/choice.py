"""How the mix and the shortlist are chosen."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Goal
from campaigns.strategy.mix import HEAVY, TOLERANCE
from guide.explained.section import Benchmarked, Fixed, Section
from influencers.figures import count, decimal, percent
from influencers.tiers import MICRO_MAX, MICRO_MIN

MIX = Section(
    "mix",
    _("The mix and its leaning"),
    (
        _("The mix is the share of the spend that goes to micro influencers. The rest goes to macro."),
        _(
            "It is not chosen first. It is what the best shortlist spends. To show how much it matters, the "
            "best shortlist is computed again at many shares, from all macro to all micro: that is the curve "
            "under Why this mix."
        ),
        _("The leaning is a name for the result, so that two people mean the same by micro-heavy."),
    ),
    _("micro share = spend on micro ÷ whole spend"),
    (
        Fixed(_("Micro from so many followers"), MICRO_MIN, count),
        Fixed(_("Micro up to so many followers"), MICRO_MAX, count),
        Fixed(_("Micro-heavy or macro-heavy from this share of the spend"), HEAVY, percent),
        Fixed(_("Results this near to each other count as equally good"), TOLERANCE, percent),
    ),
    (
        _("The boundaries between the tiers are a convention. Nobody changes with one more follower."),
        _("For the curve your own limits for the tiers are set aside, so that all shares can be shown."),
    ),
    "6. The mix and the playbook",
)

SHORTLIST = Section(
    "shortlist",
    _("The shortlist and its proof"),
    (
        _(
            "Every profile that fits the brief becomes an offer with a cost, a reach and its engagements. "
            "The shortlist is the set of offers that is worth most within the budget and the rules."
        ),
        _(
            "Worth joins two things by the weights of the goal: different people reached, and relevant "
            "engagements. Each is counted as a share of the most that would be possible, so that they can be "
            "added."
        ),
        _(
            "There are far too many sets to try them all. A bound is computed that no set can exceed, and "
            "the gap between the shortlist and the bound is the proof. A second program, which does not know "
            "the search, recomputes it."
        ),
    ),
    _(
        "worth = weight of awareness × reach ÷ best reach + weight of engagement × engagements ÷ best "
        "engagements"
    ),
    (
        *(
            Fixed(label, AWARENESS_WEIGHT[goal], percent)
            for goal, label in (
                (Goal.AWARENESS, _("Weight of awareness when the goal is awareness")),
                (Goal.BALANCED, _("Weight of awareness when the goal is balanced")),
                (Goal.ENGAGEMENT, _("Weight of awareness when the goal is engagement")),
            )
        ),
        Fixed(
            _("Seconds that the search for the shortlist may take"),
            settings.STRATEGY_SECONDS["solve"],
            decimal,
        ),
    ),
    (
        _(
            "The proof is about the choice. It does not say that the forecast, the prices or the overlap are "
            "right."
        ),
        _("One usual deliverable a profile is planned; several posts by one person are not modelled."),
    ),
    "5. Objective and proof",
)

PLAYBOOK = Section(
    "playbook",
    _("The playbook"),
    (
        _(
            "The playbook is a default split for each goal. It breaks ties: among shortlists that are "
            "equally good the one nearest to it is taken. Without candidates it is the answer, and the page "
            "says so."
        ),
        _("Where the candidates contradict it, the candidates win and the page shows the numbers."),
    ),
    _("recommended = of the equally good shortlists the one whose micro share is nearest the playbook's"),
    tuple(
        Benchmarked(label, metric, percent, group=goal)
        for goal, labels in (
            (Goal.AWARENESS, (_("Awareness: micro share"), _("Awareness: least"), _("Awareness: most"))),
            (Goal.BALANCED, (_("Balanced: micro share"), _("Balanced: least"), _("Balanced: most"))),
            (Goal.ENGAGEMENT, (_("Engagement: micro share"), _("Engagement: least"), _("Engagement: most"))),
        )
        for label, metric in zip(
            labels, ("playbook_micro_share", "playbook_micro_low", "playbook_micro_high"), strict=True
        )
    ),
    (_("Research gives the direction: macro for reach, micro for engagement. No source gives the numbers."),),
    "6. The mix and the playbook",
)

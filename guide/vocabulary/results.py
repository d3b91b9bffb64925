"""What a shortlist brings: reach, engagements, and the ranges around them."""

from django.utils.translation import gettext_lazy as _

from guide.vocabulary.term import Group, Term

RESULTS = Group(
    "results",
    _("Reach and engagement"),
    (
        Term(
            "reach",
            _("Reach"),
            _("How many people see a post."),
            _(
                "Instagram reports it. On TikTok and YouTube it is derived from views, because one person "
                "can watch twice."
            ),
            how="unique-reach",
        ),
        Term(
            "unique-reach",
            _("Unique reach"),
            _("Different people of the target audience who see at least one post. Each counts once."),
            _(
                "Audiences overlap: many people follow several of the chosen. Unique reach takes that out, "
                "so it is always less than the plain sum."
            ),
            how="unique-reach",
            formula=_("people × (1 − the share of them whom all influencers together miss)"),
            also=_("net reach, deduplicated reach"),
        ),
        Term(
            "plain-sum",
            _("Plain sum"),
            _("Every influencer's reach added up, as if audiences did not overlap."),
            _(
                "Most spreadsheets report this number. It is shown struck through, because it promises too "
                "much."
            ),
            how="unique-reach",
            also=_("gross reach"),
        ),
        Term(
            "overlap",
            _("Overlap, κ"),
            _("How much audiences share the same people. A smaller κ (kappa) means more overlap."),
            _(
                "No public file says how much two Indonesian audiences overlap, so it is assumed, more "
                "inside a niche than between niches, until you import audited overlaps of some pairs: about "
                "30 are enough to fit it to your candidates."
            ),
            how="unique-reach",
            also=_("kappa, duplication"),
        ),
        Term(
            "engagements",
            _("Engagements"),
            _("The number of likes, comments, shares and saves."),
            _("As a count of interactions. What people did and not who they are: one person can do several."),
            how="engagements",
            also=_("interactions"),
        ),
        Term(
            "engagement-rate",
            _("Engagement rate"),
            _("Interactions divided by followers, reach or views. The divisor is always named."),
            _(
                "The same post has a different rate by followers than by views. Rates with different "
                "divisors cannot be compared, so the divisor stands beside every rate."
            ),
            how="engagements",
            formula=_("interactions ÷ followers (or ÷ reach, or ÷ views)"),
            also=_("ER"),
        ),
        Term(
            "relevant-engagements",
            _("Relevant engagements"),
            _("Engagements that are about the brief's niches and authentic."),
            _(
                "A thousand likes for a travel photo do little for a serum. The shortlist is chosen by the "
                "relevant ones."
            ),
            how="engagements",
            formula=_("engagements × niche relevance × authentic share"),
        ),
        Term(
            "interval",
            _("Range"),
            _("Low and high around a forecast: the result lies between them in 8 of 10 cases."),
            _(
                "One case in ten lies below the low figure, one above the high figure. A single post can "
                "vary by a factor of two, so a range says more than the middle."
            ),
            how="forecast",
            also=_("80 percent range, P10, P90"),
        ),
        Term(
            "forecast",
            _("Forecast"),
            _("What is expected before anything is paid, from the figures of each profile."),
            _("Means are used, because means add up: the sum of middle values would promise too little."),
            how="forecast",
        ),
    ),
)

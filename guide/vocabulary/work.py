"""What a planner does: from the brief to the plan."""

from django.utils.translation import gettext_lazy as _

from guide.vocabulary.term import Group, Term

WORK = Group(
    "work",
    _("The brief and the plan"),
    (
        Term(
            "brief",
            _("Brief"),
            _("What the campaign is for: goal, budget, audience, niches, platforms, dates and rules."),
            _("Everything that follows is computed from the brief. Change it, and compute again."),
        ),
        Term(
            "goal",
            _("Goal"),
            _("What the campaign wants most: awareness, engagement, or both alike."),
            _("The goal sets the weight of the two and the playbook's default split."),
        ),
        Term(
            "awareness",
            _("Awareness"),
            _("Being seen: as many different people of the target audience as possible."),
            _("Awareness is measured by unique reach: nobody counts twice."),
            how="unique-reach",
        ),
        Term(
            "engagement",
            _("Engagement"),
            _("What people do: they like, comment, share and save."),
            _("As a goal it is measured by relevant engagements."),
            how="engagements",
        ),
        Term(
            "goal-weight",
            _("Goal weight"),
            _("How much awareness counts against engagement. The two weights add up to 100 percent."),
            _(
                "Each goal brings a usual weight, and the slider of the recommendation moves it. The "
                "shortlist is the one that is worth most under these weights."
            ),
            how="shortlist",
            formula=_("worth = weight × share of the best reach + rest × share of the best engagements"),
        ),
        Term(
            "pool",
            _("Pool"),
            _("All profiles that the brief may choose from: the catalogue, one import, or a saved list."),
            _("A smaller pool makes a weaker plan: the best people may not be in it."),
        ),
        Term(
            "longlist",
            _("Longlist"),
            _("Who could be chosen: the profiles of the pool that fit the brief."),
            _(
                "Profiles that do not fit are counted by reason under the shortlist, so that none vanishes "
                "silently."
            ),
            also=_("candidates"),
        ),
        Term(
            "shortlist",
            _("Shortlist"),
            _("Who is chosen: the influencers of the recommendation, with what each one costs and adds."),
            _(
                "It is chosen as a whole. Somebody with good figures is left out when others already reach "
                "the same people for less."
            ),
            how="shortlist",
        ),
        Term(
            "must-have",
            _("Must have, never"),
            _("People whom the shortlist has to contain, or may never contain."),
            _(
                "Set them in the brief. They bind every computation that follows, whatever it costs the "
                "result."
            ),
            also=_("whitelist, blocklist"),
        ),
        Term(
            "lock",
            _("Lock in, exclude"),
            _("Keep somebody of the shortlist, or rule them out, and compute the rest again."),
            _("The same as must have and never, asked from the shortlist with one click."),
        ),
        Term(
            "deliverable",
            _("Deliverable"),
            _("The piece of content that is paid for: a feed post, reel, story or video."),
            _(
                "A plan reckons with one usual deliverable a profile: a feed post on Instagram, a video on "
                "TikTok, an integration on YouTube."
            ),
            also=_("SOW, scope of work"),
        ),
        Term(
            "plan-version",
            _("Plan version"),
            _("A recommendation that was saved. It stays as it was, whatever changes later."),
            _("Each save makes a new version. A version keeps its figures, prices and proof of that day."),
        ),
    ),
)

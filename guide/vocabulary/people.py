"""Who is planned with: influencers, their profiles, their sizes and fields."""

from django.utils.translation import gettext_lazy as _

from guide.vocabulary.term import Group, Term

PEOPLE = Group(
    "people",
    _("People and profiles"),
    (
        Term(
            "influencer",
            _("Influencer"),
            _("A person, or a pet, or a group, who publishes on at least one platform."),
            _(
                "One influencer can have several profiles. You book people, and nobody is booked twice for "
                "one campaign."
            ),
            also=_("KOL, creator"),
        ),
        Term(
            "profile",
            _("Profile"),
            _("One influencer on one platform: the account with its handle, followers and figures."),
            _(
                "Followers, prices and tier belong to the profile and not to the person: the same person can "
                "be micro on YouTube and macro on TikTok."
            ),
            also=_("account"),
        ),
        Term(
            "platform",
            _("Platform"),
            _("Where a profile lives: Instagram, TikTok or YouTube."),
            _(
                "Each platform counts differently. Instagram reports reach and interactions, TikTok and "
                "YouTube report views first. Figures are compared within a platform only."
            ),
        ),
        Term(
            "tier",
            _("Tier"),
            _("The class of a profile by its followers: nano, micro or macro."),
            _(
                "Two tiers make a mix: micro and macro. The boundaries are the same everywhere in the "
                "product. If you draw them elsewhere, filter by followers instead."
            ),
        ),
        Term(
            "nano",
            _("Nano"),
            _("A profile with fewer than 1,000 followers. Shown in the catalogue, not part of a mix."),
            _(
                "Profiles this small are rarely booked one by one. They stay in the catalogue, so that you "
                "see them grow."
            ),
        ),
        Term(
            "micro",
            _("Micro"),
            _("A profile with 1,000 to 100,000 followers, both included."),
            _(
                "Micro influencers tend to have a higher engagement rate and a narrower field. They reach "
                "fewer people each, so a campaign needs more of them, and each one costs handling."
            ),
            how="mix",
        ),
        Term(
            "macro",
            _("Macro"),
            _("A profile with more than 100,000 followers."),
            _(
                "Macro influencers reach many people at once. Their fee is higher, their audience broader, "
                "and a few of them carry most of the budget."
            ),
            how="mix",
            also=_("mega, celebrity"),
        ),
        Term(
            "niche",
            _("Niche"),
            _("A field of interest, in two levels: beauty, and skincare within it."),
            _(
                "A profile can have several niches, each with a weight. The brief names the niches that the "
                "campaign is about."
            ),
            also=_("category"),
        ),
        Term(
            "niche-focus",
            _("Niche focus"),
            _("How concentrated a profile is on its fields: the share of its posts that is about them."),
            _(
                "A focused profile makes more relevant engagements from the same number of followers. Where "
                "nobody measured it, a usual value of the tier stands in, marked as an assumption."
            ),
            how="engagements",
        ),
        Term(
            "credibility",
            _("Credibility"),
            _("The share of an audience, or of its engagements, that is authentic rather than bought."),
            _(
                "It comes from an audit that somebody brought into the catalogue, with its source and date. "
                "Tiermix measures no credibility itself."
            ),
            how="credibility",
            also=_("authenticity, fake followers"),
        ),
        Term(
            "peers",
            _("Peers"),
            _("Profiles of the same platform and of a similar size: what a figure is held against."),
            _(
                "A rate of 3 percent is much for a large Instagram profile and little for a small TikTok "
                "one. Only a comparison with its peers says which."
            ),
            how="percentile",
        ),
        Term(
            "percentile",
            _("Percentile"),
            _("How many of 100 peers are below this figure. 80 means: higher than 80 of them."),
            _(
                "It is read off the benchmark of the peers, which has a middle and a spread. It is an "
                "estimate of a rank and not a count of real profiles."
            ),
            how="percentile",
            formula=_("share of peers below = Φ(ln(figure ÷ typical) ÷ spread)"),
        ),
    ),
)

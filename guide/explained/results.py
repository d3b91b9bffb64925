"""How reach, engagements, costs and ranks come about."""

from django.utils.translation import gettext_lazy as _

from campaigns.strategy.forecasting.calibrate import ENOUGH
from campaigns.strategy.reasons.explain import TRUSTED
from guide.explained.section import Benchmarked, Fixed, Section, Taxed
from influencers.figures import count, decimal, money, percent, rate

FEE_PLACE = {"platform": "instagram", "country": "ID"}


def two_places(value: float) -> str:
    return decimal(value, 2)


UNIQUE_REACH = Section(
    "unique-reach",
    _("Unique reach"),
    (
        _(
            "First each influencer's reach is cut down to the target: the share of the audience in the "
            "country, age and gender of the brief, without bought accounts."
        ),
        _(
            "Then people who follow several of the chosen are counted once. The more of the audience is "
            "reached already, the fewer new people the next influencer adds. Audiences of one niche share "
            "more people than those of two: κ says how strongly they overlap, one number between niches and "
            "one inside a niche. Influencers whose niche is unknown count as a niche of their own."
        ),
        _("The plain sum and purely random overlap stand beside it, so that you see what depends on κ."),
        _(
            "Until somebody audits overlaps, κ is assumed. With about 30 audited pairs it is fitted to your "
            "candidates, and the range shrinks; with every pair of the shortlist known it shrinks further."
        ),
    ),
    _(
        "unique reach = people in the target × (1 − the average share missed); whoever uses the platforms "
        "θ times as much as usual is missed by a niche with (1 + θ × x ÷ κ) to the power of −κ, where x adds "
        "up the niche's exposure, and by all niches with the product"
    ),
    (
        Benchmarked(_("Overlap κ between niches"), "kappa_between_niches", decimal),
        Benchmarked(_("Overlap κ inside a niche"), "kappa_within_niche", decimal),
        Benchmarked(_("Adults on YouTube in Indonesia"), "platform_adults", count, platform="youtube"),
        Benchmarked(_("Adults on TikTok in Indonesia"), "platform_adults", count, platform="tiktok"),
        Benchmarked(_("Adults on Instagram in Indonesia"), "platform_adults", count, platform="instagram"),
        Benchmarked(_("Audience in the creator's own country"), "audience_home_share", percent, group="home"),
        Benchmarked(_("Most of a target that one influencer can reach"), "reach_share_clip", percent),
        Benchmarked(
            _("People for each view on TikTok"), "unique_viewers_per_view", two_places, platform="tiktok"
        ),
        Benchmarked(
            _("People for each view on YouTube"), "unique_viewers_per_view", two_places, platform="youtube"
        ),
    ),
    (
        _("No audited overlap of Indonesian audiences is public. Without your own, expect ± 15 percent."),
        _("Reach was never held against real campaigns: no public file has it."),
    ),
    "4. Reach counted once",
)

ENGAGEMENTS = Section(
    "engagements",
    _("Engagements, and the relevant ones"),
    (
        _(
            "Engagements are likes, comments, shares and saves of the next paid post, expected from the "
            "profile's own figures. Paid posts get somewhat fewer than ordinary ones."
        ),
        _(
            "Relevant engagements count those that are about the brief's niches and authentic. The shortlist "
            "is chosen by them. CPE and the report use all engagements, because that is what platforms will "
            "show."
        ),
    ),
    _("relevant engagements = engagements × niche relevance × authentic share"),
    (
        Benchmarked(_("A paid post gets so much of an ordinary one"), "sponsored_factor", percent),
        Benchmarked(_("Authentic share where nobody measured it"), "authentic_share", percent),
        Benchmarked(_("Usual niche focus, micro"), "niche_focus", percent, group="micro"),
        Benchmarked(_("Usual niche focus, macro"), "niche_focus", percent, group="macro"),
        Benchmarked(_("A wider niche matches a narrower one by"), "niche_parent_match", percent),
    ),
    (_("Which post will be about which niche is not known: the profile's usual share stands in."),),
    "3. On target and relevant",
)

FORECAST = Section(
    "forecast",
    _("The forecast from evidence"),
    (
        _(
            "Each profile starts from the benchmark of its platform and size, and moves towards its own "
            "figures, the more the more posts are behind them. A profile without figures stays at the "
            "benchmark with a wide range."
        ),
        _("Accounts change: an old figure counts less than a new one and leaves a wider range."),
        _(
            "Where your own lists hold enough measured accounts of a platform, the benchmark itself is "
            "fitted to them."
        ),
        _("Low and high enclose 8 of 10 cases. Totals use means, because means add up."),
    ),
    _("forecast = benchmark, corrected by the profile's own posts in proportion to how many there are"),
    (
        Benchmarked(
            _("Instagram engagement rate by followers, at 50,000"),
            "engagement_rate",
            rate,
            "instagram",
            "",
            50_000,
        ),
        Benchmarked(
            _("Instagram engagement rate by followers, at 500,000"),
            "engagement_rate",
            rate,
            "instagram",
            "",
            500_000,
        ),
        Benchmarked(
            _("TikTok engagement rate by views, at 50,000"), "engagement_rate", rate, "tiktok", "", 50_000
        ),
        Benchmarked(
            _("YouTube engagement rate by views, at 50,000"), "engagement_rate", rate, "youtube", "", 50_000
        ),
        Benchmarked(
            _("Reach of an Instagram post per follower, at 50,000"),
            "reach_per_follower",
            percent,
            "instagram",
            "",
            50_000,
        ),
        Benchmarked(_("Posts behind an average that does not say"), "default_posts", count),
        Benchmarked(_("What sets an account apart and lasts"), "level_lasting", percent, "instagram"),
        Benchmarked(_("Years in which the rest fades to a third"), "level_memory", decimal, "instagram"),
        Benchmarked(_("Growth a year of an account's engagements"), "level_drift", percent, "instagram"),
        Fixed(_("Measured accounts from which a benchmark counts as fitted"), ENOUGH, count),
    ),
    (
        _(
            "Held against 19,500 real Instagram posts, 80 to 83 percent of them fell within the range, which "
            "promises 80. Those posts are from 2012 to 2019."
        ),
        _("TikTok and YouTube could not be checked in the same way."),
    ),
    "2. Reach and engagements of one post",
)

COSTS = Section(
    "costs",
    _("Costs, CPM and CPE"),
    (
        _(
            "The profile's own price counts first. If it has a price for another deliverable, that is "
            "converted. If it has none, the price is estimated from the followers, unless the brief allows "
            "quoted prices only."
        ),
        _(
            "On each fee come, in this order: the discount, the gross-up of a nett price, PPN where who is "
            "paid is registered for it, the agency fee, handling, paid boost and contingency. Income tax "
            "(PPh) is withheld out of the fee, so it is shown and not added. Every line is rounded to the "
            "whole unit."
        ),
        _("CPM and CPE divide the whole spend of the plan. The page says what it is divided by."),
    ),
    _("fee = fee at the reference size × (followers ÷ reference size) to the power of the exponent"),
    (
        Benchmarked(_("Fee of a feed post at the reference size"), "fee_level", money, **FEE_PLACE),
        Benchmarked(_("Reference size, followers"), "fee_reference_followers", count, **FEE_PLACE),
        Benchmarked(_("Exponent of followers"), "fee_exponent", two_places, **FEE_PLACE),
        Benchmarked(_("Handling of one influencer"), "handling_cost", money),
        Taxed(_("PPh 21, first step"), "pph21_steps", percent),
        Taxed(_("PPh 21, taxable share of the gross fee"), "pph21_base", percent),
        Taxed(_("PPh 21 without NPWP, times"), "pph21_without_npwp", two_places),
        Taxed(_("PPh 23 of companies and agencies"), "pph23", percent),
        Taxed(_("PPN, effective"), "ppn", percent),
    ),
    (
        _("The exponent is the least certain number of all, and it decides which tier is cheaper."),
        _("All tax is an estimate to check with a tax adviser before you pay."),
        _(
            "PPh 21 rises with a year's income; what a creator earned elsewhere is not known, so each "
            "payment is taken alone."
        ),
        _("Creators who live abroad are taxed in other ways that are not computed."),
    ),
    "1a. The bill of one booking",
)

PERCENTILE = Section(
    "percentile",
    _("Percentile among peers"),
    (
        _(
            "Peers are profiles of the same platform and size. Their benchmark has a middle and a spread; a "
            "figure's place in that spread is its percentile."
        ),
        _("80 means: higher than 80 of 100 such profiles. For a price, higher is dearer."),
    ),
    _("share of peers below = Φ(ln(figure ÷ typical) ÷ spread)"),
    (
        Benchmarked(
            _("Typical Instagram rate by followers, at 10,000 to 100,000"),
            "engagement_rate",
            rate,
            "instagram",
            "",
            10_000,
        ),
        Benchmarked(_("Typical fee of a feed post at the reference size"), "fee_level", money, **FEE_PLACE),
    ),
    (
        _("It is a rank in a model and not a count of real profiles. Near a boundary of sizes it can jump."),
        _("Where a rate has another divisor than the benchmark, no percentile is shown."),
    ),
    "2. Reach and engagements of one post",
)

CREDIBILITY = Section(
    "credibility",
    _("Credibility"),
    (
        _(
            "A list that you import may say how many followers are real or how many engagements are "
            "authentic. The newest audit counts, with its source and date."
        ),
        _("Reach and relevant engagements are multiplied by it. A brief can ask for a least credibility."),
    ),
    _("authentic share = authentic engagements ÷ all engagements, or real followers ÷ all followers"),
    (
        Benchmarked(_("Authentic share where nobody measured it"), "authentic_share", percent),
        Fixed(_("Counts for somebody from, and against below"), TRUSTED, percent),
    ),
    (
        _("Tiermix does not detect bought followers itself. It passes on what an audit says."),
        _("A least credibility in the brief leaves out everybody whose credibility nobody measured."),
    ),
    "3. On target and relevant",
)

UNKNOWN = Section(
    "unknown",
    _("What is not known"),
    (
        _(
            "Every figure says whether it was measured, entered, estimated or assumed. What is assumed can "
            "be changed under Benchmarks, and the next computation uses it."
        ),
        _(
            "Means of many campaigns can be right while yours is not: a single post can vary by a factor of "
            "two."
        ),
    ),
    "",
    (),
    (
        _("How much the audiences of two influencers overlap."),
        _("How many people an Instagram post reaches, where the influencer does not say."),
        _("What a price becomes after negotiation."),
        _("Whether somebody sells: reach and engagement are not sales."),
        _(
            "How different age groups and genders divide within one influencer's audience, where no list "
            "says it."
        ),
    ),
    "9. Everything assumed",
)

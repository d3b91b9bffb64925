"""What it costs, and what a unit of result costs."""

from django.utils.translation import gettext_lazy as _

from guide.vocabulary.term import Group, Term

MONEY = Group(
    "money",
    _("Money"),
    (
        Term(
            "all-in",
            _("All-in cost"),
            _("What one influencer costs in full: fee, tax, agency fee, handling, boost and contingency."),
            _("The budget of a brief is all-in too. Tax in it is an estimate to check with a tax adviser."),
            how="costs",
            formula=_("gross fee + PPN + agency fee + handling + boost + contingency"),
        ),
        Term(
            "handling",
            _("Handling"),
            _("What one influencer costs beside the fee: briefing, shipping, follow-up."),
            _(
                "The same amount for everybody. It is why fifty small bookings are not as cheap as their "
                "fees suggest."
            ),
            how="costs",
        ),
        Term(
            "rate-card",
            _("Rate card"),
            _("The influencer's list of prices by deliverable, before anything is negotiated."),
            _(
                "A price has a currency, a day, and often a day on which it ends. An expired price counts as "
                "an estimate."
            ),
            how="costs",
        ),
        Term(
            "package",
            _("Package"),
            _("Several deliverables of one profile at one price."),
            _(
                "Packages compete with the single deliverable, and at most one is chosen. Several posts of "
                "one profile reach fewer people than their sum."
            ),
            how="costs",
        ),
        Term(
            "usage-rights",
            _("Usage rights"),
            _("For how long you may use the content yourself, in advertising for example."),
            _(
                "Some prices include them, others sell them on top. Where nobody quoted them, they are "
                "estimated as a share of the price."
            ),
            how="costs",
        ),
        Term(
            "exclusivity",
            _("Exclusivity"),
            _("For how long the influencer works for none of your rivals."),
            _("Paid for like usage rights: included, quoted on top, or estimated as a share of the price."),
            how="costs",
        ),
        Term(
            "rival",
            _("Rival"),
            _("A brand whose influencers you would rather not book soon after it."),
            _(
                "Your brand keeps its own list and its own notes of who was booked; other brands see "
                "neither. A brief says how many weeks count."
            ),
            how="costs",
        ),
        Term(
            "nett-gross",
            _("Nett, gross"),
            _("Nett is what the influencer receives. Gross is what you pay, income tax included."),
            _(
                "Nett prices are grossed up, so that two offers can be compared. Ask a tax adviser before "
                "you pay."
            ),
            how="costs",
            formula=_("gross = nett + the tax that is withheld of the gross fee"),
        ),
        Term(
            "pph",
            _("PPh"),
            _("Indonesian income tax that the payer keeps back and hands to the tax office."),
            _(
                "PPh 21 is for individuals: on half of the gross fee, rising in steps, a fifth more without "
                "a tax number (NPWP). PPh 23 is for companies and agencies. Both are part of the gross fee."
            ),
            how="costs",
            also=_("PPh 21, PPh 23, withholding tax"),
        ),
        Term(
            "ppn",
            _("PPN"),
            _("Indonesian value added tax. Who is registered for it (PKP) adds it to the invoice."),
            _(
                "A brand that is PKP itself gets it back from the tax office: then it is shown and not part "
                "of the cost."
            ),
            how="costs",
            also=_("VAT, PKP"),
        ),
        Term(
            "agency-fee",
            _("Agency fee"),
            _("What an agency takes for managing the campaign, as a share of the influencers' fees."),
            _("It is taken of the gross fee after discount. An agency that is PKP adds PPN to it."),
            how="costs",
            also=_("management fee"),
        ),
        Term(
            "boost",
            _("Paid boost"),
            _("Money for showing the influencers' posts as advertisements, as a share of their fees."),
            _("It is part of the cost. The forecast counts what posts reach by themselves, without ads."),
            how="costs",
            also=_("ad spend, whitelisting"),
        ),
        Term(
            "contingency",
            _("Contingency"),
            _("A part of the money kept for surprises, as a share of everything else that is paid."),
            _("What is not needed stays in your pocket; the budget rule counts it as spent."),
            how="costs",
            also=_("reserve"),
        ),
        Term(
            "cpm",
            _("CPM"),
            _(
                "Cost per 1,000. Here per 1,000 different people, or per 1,000 of all reach: the page says "
                "which."
            ),
            _("Always ask what is divided by. The same plan is twice as dear per person as per contact."),
            how="costs",
            formula=_("spend ÷ reach × 1,000"),
            also=_("cost per mille"),
        ),
        Term(
            "cpe",
            _("CPE"),
            _("Cost per engagement: the spend divided by the number of interactions."),
            _("It says nothing about who engages. Compare it within a platform and a niche."),
            how="costs",
            formula=_("spend ÷ engagements"),
            also=_("cost per engagement"),
        ),
        Term(
            "cpv",
            _("CPV"),
            _("Cost per view: the spend divided by the views of a video."),
            _("Platforms count a view after different times, so it compares videos of one platform only."),
            how="costs",
            formula=_("spend ÷ views"),
            also=_("cost per view"),
        ),
    ),
)

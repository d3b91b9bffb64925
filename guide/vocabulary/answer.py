"""How the recommendation is reached and proved, and where its figures come from."""

from django.utils.translation import gettext_lazy as _

from guide.vocabulary.term import Group, Term

ANSWER = Group(
    "answer",
    _("The mix and its proof"),
    (
        Term(
            "mix",
            _("Mix"),
            _("How the spend divides between micro and macro."),
            _(
                "A share of the money and not of the people: one macro influencer can weigh as much as ten "
                "micro."
            ),
            how="mix",
        ),
        Term(
            "leaning",
            _("Leaning"),
            _(
                "Micro-heavy from 60 percent of the spend on micro, macro-heavy from 60 on macro, else "
                "balanced."
            ),
            _("A name for the mix, for talking about it. Nothing is computed from it."),
            how="mix",
        ),
        Term(
            "playbook",
            _("Playbook"),
            _("The default split for a goal. A place to start and not a fact."),
            _(
                "It decides only between mixes that are equally good, and where there are no candidates. "
                "Where the candidates contradict it, the candidates win."
            ),
            how="playbook",
        ),
        Term(
            "frontier",
            _("Frontier"),
            _("The best result at each possible mix, from all macro to all micro."),
            _(
                "A flat curve means that the mix hardly matters for these candidates. A steep one means that "
                "it does."
            ),
            how="mix",
        ),
        Term(
            "proof",
            _("Proof"),
            _("How near the shortlist is to the best possible one, by arithmetic."),
            _(
                "It is about the choice, given the forecast, the prices and the overlap. It cannot say "
                "whether those are right."
            ),
            how="shortlist",
        ),
        Term(
            "bound",
            _("Bound"),
            _("A value that no shortlist under these rules can exceed."),
            _("Nobody tries all shortlists; there are too many. The bound holds for all of them at once."),
            how="shortlist",
        ),
        Term(
            "gap",
            _("Gap"),
            _("What the proof leaves open: how far the bound is above the shortlist."),
            _(
                "A gap of 0.5 percent means: if a better shortlist exists, it is better by 0.5 percent at "
                "most."
            ),
            how="shortlist",
            formula=_("1 − worth ÷ bound"),
        ),
        Term(
            "certificate",
            _("Certificate"),
            _("The numbers from which a second, simpler program recomputes the bound."),
            _("The checker shares no code with the search. If the two disagree, the page says so."),
            how="shortlist",
        ),
    ),
)

EVIDENCE = Group(
    "evidence",
    _("Where figures come from"),
    (
        Term(
            "measurement",
            _("Measurement"),
            _("One dated observation of a profile, with its source."),
            _(
                "The newest counts, and the history stays. Figures measured after the brief's day are not "
                "used."
            ),
            how="forecast",
        ),
        Term(
            "measured",
            _("Measured"),
            _("Observed by somebody: a list, a platform, an audit. Source and date are kept."),
            _("Measured is not the same as right: a list can be old, or made by who wants to sell."),
            how="forecast",
        ),
        Term(
            "estimated",
            _("Estimated from benchmark"),
            _("Not observed: computed from the figures of similar profiles."),
            _("An estimate widens the range of the forecast and never makes a profile look better."),
            how="forecast",
        ),
        Term(
            "entered",
            _("Entered by hand"),
            _("Typed in by somebody of your organisation."),
            _("For example the size of an audience in the brief, or a price that you were told."),
        ),
        Term(
            "assumed",
            _("Assumed"),
            _("Nobody measured it and no source gives it. The value is ours, and you can change it."),
            _("Administrators find every assumption under Benchmarks."),
            how="unknown",
        ),
        Term(
            "benchmark",
            _("Benchmark"),
            _("The middle figure of a platform and size, with its source."),
            _(
                "It stands in where nothing was measured. Where your own lists hold enough accounts, they "
                "shift it."
            ),
            how="forecast",
        ),
        Term(
            "typical",
            _("Typical"),
            _("Half of the peers are below it, half above."),
            _("The median. A few stars cannot pull it up, as they do with a mean."),
            how="percentile",
            also=_("median"),
        ),
    ),
)

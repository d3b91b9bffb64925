"""What studies found about the claims, a sentence each with the study, to stand beside the pool's numbers."""

from django.utils.translation import gettext_lazy

DOI = "https://doi.org/"


def _study(name: str, doi: str) -> dict[str, str]:
    return {"name": name, "url": DOI + doi}


READ = {
    "macro_reaches_more": [
        {
            "words": gettext_lazy(
                "On TikTok, views hardly depend on followers: ten times the followers bring a quarter "
                "more views."
            ),
            "sources": [_study("Tian, Dew & Iyengar 2024", "10.1177/00222437231210267")],
        }
    ],
    "macro_best_for_awareness": [
        {
            "words": gettext_lazy(
                "Big creators bring reach, small ones conversion; big first, then small, works best."
            ),
            "sources": [_study("Gu, Zhang & Kannan 2024", "10.1177/00222429231213581")],
        },
        {
            "words": gettext_lazy(
                "Reach is not effect: per person who saw the post, one study found the opposite."
            ),
            "sources": [_study("Journal of Advertising Research 2024", "10.2501/JAR-2024-024")],
        },
    ],
    "micro_engagement_is_cheaper": [
        {
            "words": gettext_lazy(
                "Over 802 campaigns, a like cost least between about 50,000 and 750,000 followers."
            ),
            "sources": [_study("Wies, Bleier & Edeling 2023", "10.1177/00222429221125131")],
        }
    ],
    "micro_best_for_engagement": [
        {
            "words": gettext_lazy(
                "Over 571 published effects, small and medium influencers did better on engagement, "
                "larger ones on the intention to buy."
            ),
            "sources": [_study("Barari et al. 2025", "10.1007/s11747-025-01107-3")],
        }
    ],
    "micro_more_trusted": [
        {
            "words": gettext_lazy(
                "Sales per follower are higher for the smallest accounts: a sign of trust, not a measure "
                "of it."
            ),
            "sources": [_study("Beichert et al. 2024", "10.1177/00222429231217471")],
        }
    ],
}

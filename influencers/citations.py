"""Sources in the reader's language: what the reference data says in words; a citation stays as it is."""

from django.utils.translation import gettext, gettext_noop

IN_WORDS = frozenset(
    {
        gettext_noop("Tiermix assumption"),
        gettext_noop("Tiermix assumption, carried over from Instagram"),
        gettext_noop(
            "Tiermix assumption, interpolated from Minter.io reach study 2019 and Socialinsider 2022/2023"
        ),
        gettext_noop("Real accounts of the platform"),
        gettext_noop("Measured on real campaigns"),
        gettext_noop("Measured on real campaigns: 0.15 to 0.20"),
        gettext_noop("7,928 marketplace offers of Instagram posts"),
        gettext_noop("Marketplace offers of YouTube videos: a dedicated video costs 1.5 integrations"),
        gettext_noop("19,500 Instagram posts of 11,371 accounts, 2012 to 2019 (Kim et al., WWW 2020)"),
        gettext_noop("567 accounts with sponsored and ordinary posts (Kim et al., WWW 2020)"),
        gettext_noop("A public list of 1,000 Instagram accounts, December 2022"),
        gettext_noop("Follower proxies of public accounts"),
        gettext_noop("A tool's convention"),
        gettext_noop("By definition"),
        gettext_noop("Synthetic demo data"),
        gettext_noop("Advertising audiences of the platforms, 18 and older, 2024"),
        gettext_noop("Derived from Modash TikTok figures and HypeAuditor 2018/2023"),
        gettext_noop(
            "Founding text for the direction; Beichert et al. 2024 and Gu, Zhang & Kannan 2024;"
            " the number is assumed"
        ),
        gettext_noop(
            "Founding text; Barari et al. 2025; agency practice 50 to 70 % micro (Syncly 2026);"
            " the number is assumed"
        ),
        gettext_noop("UU 7/2021 (HPP), income tax article 17"),
        gettext_noop("PMK 168/2023, and PER-16/PJ/2016 before it"),
        gettext_noop("Income tax law, article 21 (5a)"),
        gettext_noop("Income tax law, article 23; PMK 141/PMK.03/2015"),
        gettext_noop("UU 7/2021 (HPP), VAT article 7"),
        gettext_noop("PMK 131/2024: 12 % times 11/12 of the price"),
        # Of the strategy core, which speaks no language but its own.
        gettext_noop("brief"),
        gettext_noop("platform adults x age x gender x interest in the niches"),
        gettext_noop("niche weights of the profile"),
        gettext_noop("interest of adults in the niches"),
    }
)


def cited(source: str) -> str:
    """The source as a page names it."""
    return gettext(source) if source in IN_WORDS else source

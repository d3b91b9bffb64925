"""The sections of "How this is computed", in reading order."""

from guide.explained.choice import MIX, PLAYBOOK, SHORTLIST
from guide.explained.defence import BUDGETS, FLIPS, RULE_PRICES, SURENESS
from guide.explained.results import (
    COSTS,
    CREDIBILITY,
    ENGAGEMENTS,
    FORECAST,
    PERCENTILE,
    UNIQUE_REACH,
    UNKNOWN,
)
from guide.explained.section import Section

ORDER = (
    MIX,
    SHORTLIST,
    SURENESS,
    FLIPS,
    RULE_PRICES,
    BUDGETS,
    UNIQUE_REACH,
    ENGAGEMENTS,
    FORECAST,
    COSTS,
    PERCENTILE,
    CREDIBILITY,
    PLAYBOOK,
    UNKNOWN,
)
SECTIONS: dict[str, Section] = {section.slug: section for section in ORDER}

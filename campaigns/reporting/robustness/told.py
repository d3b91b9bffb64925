"""All that there is to say in defence of an answer, put together for its page."""

from typing import Any

from campaigns.reporting.robustness.budgets import budgets_in_words
from campaigns.reporting.robustness.flips import flips_in_words
from campaigns.reporting.robustness.questions import questions
from campaigns.reporting.robustness.ranges import totals_in_ranges
from campaigns.reporting.robustness.rule_prices import rule_prices
from campaigns.reporting.robustness.sureness import sureness_in_words

Page = dict[str, Any]


def told(page: Page) -> Page:
    """The page of an answer with a shortlist, and what there is to say in its defence."""
    answer = page["answer"]
    page |= {
        "ranges": totals_in_ranges(answer),
        "sureness": sureness_in_words(answer),
        "flips": flips_in_words(answer),
        "rule_prices": rule_prices(answer),
        "budgets": budgets_in_words(answer),
    }
    return page | {"questions": questions(page)}

"""The one source of terms: what the tips, the glossary and the tests read."""

from guide.vocabulary.answer import ANSWER, EVIDENCE
from guide.vocabulary.money import MONEY
from guide.vocabulary.people import PEOPLE
from guide.vocabulary.results import RESULTS
from guide.vocabulary.term import Term
from guide.vocabulary.work import WORK

GROUPS = (WORK, PEOPLE, RESULTS, MONEY, ANSWER, EVIDENCE)
TERMS: dict[str, Term] = {term.slug: term for group in GROUPS for term in group.terms}

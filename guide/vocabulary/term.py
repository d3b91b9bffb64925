"""What is known about one word."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise  # translated when it is shown


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its explanations.

    `short` is for the tip, 140 characters at most in English; `long` is for the glossary. `how` names the
    section of "How this is computed" that goes on from here. `also` lists other names, comma between.
    """

    slug: str
    name: Text
    short: Text
    long: Text
    how: str = ""
    formula: Text = ""
    also: Text = ""


@dataclass(frozen=True, slots=True)
class Group:
    slug: str
    name: Text
    terms: tuple[Term, ...]

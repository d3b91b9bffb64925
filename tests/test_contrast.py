"""WCAG contrast of the colour pairs in use, in light and in dark, read from the tokens themselves."""

from pathlib import Path

import pytest

from guide.tokens import colours, contrast

TOKENS = Path(__file__).parent.parent / "static" / "css" / "tokens.css"
GROUNDS = ("paper", "surface", "sunk")
TEXT = ("ink", "ink-2", "ink-3", "micro-ink", "macro-ink", "pos", "neg", "warn", "link")
MARKS = ("micro", "macro", "rule-strong", "focus")
PAIRS = [
    *((text, ground, 4.5) for text in TEXT for ground in GROUNDS),
    *((mark, ground, 3) for mark in MARKS for ground in GROUNDS),
    *((f"on-{name}", name, 4.5) for name in ("ink", "micro", "macro")),
    *((text, f"{tier}-wash", 4.5) for tier in ("micro", "macro") for text in ("ink", "ink-2", f"{tier}-ink")),
    *((text, f"{word}-wash", 4.5) for word in ("pos", "neg", "warn") for text in ("ink", "ink-2", word)),
    ("on-ink", "ink-2", 4.5),  # a filled button under the pointer
    ("micro", "macro", 1.5),  # the tiers differ in shape as well
]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_it_can_be_read(front, back, least, mode):
    found = colours()
    assert contrast(found[front][mode], found[back][mode]) >= least


def test_every_colour_of_the_tokens_has_both_modes():
    assert len(colours()) == TOKENS.read_text().count("#") / 2

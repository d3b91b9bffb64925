"""Text that a spreadsheet shows and never runs."""

import re

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets read UTF-8 only with it
# The wide forms count too: spreadsheets set to an East Asian language read them as the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROL_STARTS = ("\t", "\r", "\n")
# A spreadsheet set to Indonesian parts a CSV file at semicolons: what follows one begins a cell there.
INNER_START = re.compile(rf"""(?!\A)([;\t\r\n][" ]*)(?=[{re.escape("".join(FORMULA_STARTS))}])""")
INNER_NEUTRAL = re.compile(rf"""(?!\A)([;\t\r\n][" ]*)'(?=[{re.escape("".join(FORMULA_STARTS))}])""")


def neutral(value: object) -> object:
    """Where a spreadsheet would begin a formula in a text it gets an apostrophe; everything else stays."""
    if not isinstance(value, str):
        return value
    value = INNER_START.sub(r"\1'", value)
    risky = value.startswith(CONTROL_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if risky else value


def as_written(value: object) -> object:
    """What `neutral` was given: its inverse for every text in which nobody else put such an apostrophe."""
    if not isinstance(value, str):
        return value
    value = INNER_NEUTRAL.sub(r"\1", value)
    rest = value[1:]
    risky = rest.startswith(CONTROL_STARTS) or rest.lstrip().startswith(FORMULA_STARTS)
    return rest if value.startswith("'") and risky else value


class Line:
    """A file of which a writer of CSV gets back what it wrote."""

    def write(self, text: str) -> str:
        return text

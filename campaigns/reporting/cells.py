"""Text that a spreadsheet shows and never runs."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: object) -> object:
    """Texts that a spreadsheet would take for a formula get an apostrophe in front; everything else stays."""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA_STARTS):
        return f"'{value}"
    return value

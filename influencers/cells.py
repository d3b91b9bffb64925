"""Text that a spreadsheet shows and never runs."""

# The wide forms count too: spreadsheets set to an East Asian language read them as the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROL_STARTS = ("\t", "\r", "\n")


def neutral(value: object) -> object:
    """Texts that a spreadsheet would take for a formula get an apostrophe in front; everything else stays."""
    if not isinstance(value, str):
        return value
    risky = value.startswith(CONTROL_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if risky else value

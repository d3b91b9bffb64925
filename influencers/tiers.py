"""Where micro ends and macro begins: the founding boundaries, in this one place."""

MICRO_MIN = 1_000
MICRO_MAX = 100_000

NANO, MICRO, MACRO, UNKNOWN = "nano", "micro", "macro", "unknown"


def tier_of(followers: int | None) -> str:
    """Tier of a profile with this many followers; "unknown" when nobody counted them.

    Micro has 1,000 to 100,000 followers, both included; macro has more; nano has fewer.
    """
    if followers is None:
        return UNKNOWN
    if followers < MICRO_MIN:
        return NANO
    return MICRO if followers <= MICRO_MAX else MACRO

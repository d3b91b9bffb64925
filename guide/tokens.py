"""The colours and sizes of static/css/tokens.css, read from the file itself."""

import re
from functools import cache

from django.conf import settings

PIXELS_PER_REM = 16


@cache
def _stylesheet() -> str:
    return (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text("utf-8")


def colours() -> dict[str, tuple[str, str]]:
    """Token name to its light and dark hex colour."""
    found = re.findall(r"--tm-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", _stylesheet())
    return {name: (light, dark) for name, light, dark in found}


def spaces() -> dict[str, float]:
    """Name of a step of the spacing scale to its pixels."""
    found = re.findall(r"--tm-(\d): ([\d.]+)rem", _stylesheet().split("@media", 1)[0])
    return {name: float(rems) * PIXELS_PER_REM for name, rems in found}


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two hex colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

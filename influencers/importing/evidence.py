"""What the values of a column say about its meaning. Pure: cells in, one answer out."""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median

from influencers.importing import numbers
from influencers.importing.fields import COUNTS, RATES, Field
from influencers.importing.handles import CHANNEL_ID, is_handle, parse_link, platform_of
from influencers.importing.reading import Cell

LIFETIME_VIEWS_PER_FOLLOWER = (
    20  # an average video is never seen by twenty times the followers, all videos are
)
# A handle that no first name looks like: it starts in lower case or holds a digit, dot or underscore.
# There is one way to read a text, so that a long one is refused at once.
UNMISTAKABLE = re.compile(r"@[\w.\-]+|[a-z][\w.\-]*|[A-Za-z\-]*[0-9._][\w.\-]*", re.ASCII)


def share(test: Callable[[Cell], object], values: Sequence[Cell]) -> float:
    """The share of values that pass; 0 for none."""
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0


def fits(field: Field, values: Sequence[Cell]) -> bool:
    """Whether the values can be what the field says; text fields take everything."""
    if field in COUNTS or field in RATES or field is Field.PRICE:
        return _fits_number(field, values)
    if field is Field.PLATFORM:
        return share(lambda cell: platform_of(str(cell)), values) >= 0.5
    if field is Field.PROFILE_URL:
        return share(lambda cell: parse_link(str(cell)), values) >= 0.5
    if field is Field.CHANNEL_ID:
        return share(lambda cell: CHANNEL_ID.fullmatch(str(cell)), values) >= 0.5
    return True


def _fits_number(field: Field, values: Sequence[Cell]) -> bool:
    read = [number for cell in values if (number := numbers.parse(cell, rate=field in RATES))]
    if not values or len(read) < len(values) / 2:
        return False
    percents = sum(number.percent for number in read) > len(read) / 2
    largest = max(number.value for number in read)
    if field in RATES:
        return percents or median(number.value for number in read) <= 100
    if field is Field.AVG_ENGAGEMENT:
        return not percents and largest > 1
    if field is Field.PRICE:
        return not percents and median(number.value for number in read) >= 5
    return not percents


def platform_in(values: Sequence[Cell]) -> str:
    """The platform that half of the values link to (or name channels of), else ""."""
    texts = [str(value) for value in islice(values, 500)]
    if share(CHANNEL_ID.fullmatch, texts) >= 0.5:
        return "youtube"
    linked = [link.platform for text in texts if (link := parse_link(text))]
    return linked[0] if len(linked) * 2 >= len(texts) > 0 and len(set(linked)) == 1 else ""


def handle_share(values: Sequence[Cell], platform: str = "") -> float:
    """The share of values with the shape of a handle, or a link to an account."""

    def named(cell: Cell) -> bool:
        text = str(cell).strip()
        link = parse_link(text)
        return bool(link.handle) if link else is_handle(text.lstrip("@"), platform)

    return share(named, values)


def unmistakable_share(values: Sequence[Cell]) -> float:
    """The share of values that are handles and could not be first names."""
    return share(lambda cell: parse_link(str(cell)) or UNMISTAKABLE.fullmatch(str(cell).strip()), values)


def precision(values: Sequence[Cell], field: Field) -> tuple[float, ...]:
    """How exact a column is: more that can be read, then less abbreviated, then more of them at all."""
    if not (field in COUNTS or field in RATES or field is Field.PRICE):
        return (len(values),)
    read = [number for cell in values if (number := numbers.parse(cell))]
    abbreviated = sum(number.abbreviated for number in read)
    return (round(len(read) / max(1, len(values)), 1), -abbreviated / max(1, len(read)), len(read))


def same_amounts(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether two columns agree, up to rounding, in nine of ten rows where both hold a number."""
    pairs = [
        (one.value, two.value)
        for a, b in zip(first, second, strict=True)
        if (one := numbers.parse(a)) and (two := numbers.parse(b))
    ]
    agreeing = sum(abs(one - two) <= 0.06 * max(one, two) for one, two in pairs)
    return agreeing >= 0.9 * len(pairs)


def same_text(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether two columns of the same rows hold the same text in nineteen of twenty rows."""
    same = sum(str(a).strip() == str(b).strip() for a, b in zip(first, second, strict=True))
    return same >= 0.95 * max(1, len(first))


def middle(values: Sequence[Cell]) -> float:
    """The median of the numbers among the values; 0 without any."""
    read = [number.value for cell in values if (number := numbers.parse(cell)) and number.value]
    return median(read) if read else 0.0


def views_kind(values: Sequence[Cell], followers: Sequence[Cell]) -> Field:
    """Whether a column "views" holds the average of a video or the total of all videos."""
    audience = middle(followers)
    many = audience and middle(values) > LIFETIME_VIEWS_PER_FOLLOWER * audience
    return Field.TOTAL_VIEWS if many else Field.AVG_VIEWS


def rate_scale(
    values: Sequence[Cell], followers: Sequence[Cell] = (), interactions: Sequence[Sequence[Cell]] = ()
) -> float:
    """What turns the plain numbers of a column of rates into shares: 1 for fractions, 0.01 for percentages.

    Above 1 they are percentages. Below, the file's own likes and followers tell, where it has both; else a
    median above 0.3 would be 30 % engagement and so is a percentage.
    """
    plain = [
        n.value for cell in values if (n := numbers.parse(cell, rate=True)) and n.value and not n.percent
    ]
    if not plain:
        return 0.01
    if max(plain) > 1:
        return 0.01
    expected = sum(map(middle, interactions)) / middle(followers) if middle(followers) else 0
    if expected:
        off = median(plain) / expected
        return 1.0 if abs(off - 1) <= abs(off * 0.01 - 1) else 0.01
    return 1.0 if median(plain) <= 0.3 else 0.01

"""The address of a list and what it asks for: parameters ↔ `Filters`.

Reading is lenient: what cannot be understood is left out and said so. Writing is canonical: the same filters
always have the same address, and what nobody touched is not in it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from influencers import private_marks
from influencers.countries import country_names
from influencers.importing import numbers
from influencers.models import Import, Platform, Tier
from influencers.private_marks import Tag
from influencers.search import NO_COUNTRY, PAGE_SIZES, SORTS, Filters

TEXT_LIMIT = 200
NUMBER_LIMIT = 10**15
SHOWN_LIMIT = 40  # how much of somebody's nonsense a notice repeats
WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:[.,_ \u00a0\u202f][0-9]{3})+")
BARE_M = re.compile(r"[0-9\s]m$", re.IGNORECASE)
PERCENT = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,6})?)[ \u00a0]*%?")

# Bounds: the field of Filters, its name for people, and the largest percentage for those in percent.
WHOLE_BOUNDS = {
    "followers_min": gettext_lazy("Followers from"),
    "followers_max": gettext_lazy("Followers to"),
    "price_max": gettext_lazy("Price to"),
}
PERCENT_BOUNDS = {
    "er_min": (gettext_lazy("Engagement rate from"), 1000),
    "credibility_min": (gettext_lazy("Credibility from"), 100),
}
CHOICES = {
    "tier": gettext_lazy("Tier"),
    "niche": gettext_lazy("Niche"),
    "platform": gettext_lazy("Platform"),
    "country": gettext_lazy("Country"),
}


@dataclass
class Reading:
    """What an address was understood as.

    `notices` say what was left out; `errors` say the same at the field it concerns, and `entered` keeps what
    was typed there. `tags` are those that the user may filter by, by key; `hidden` profiles are left out, or
    would be if the list were not asked to show them.
    """

    filters: Filters = field(default_factory=Filters)
    notices: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)
    chosen_import: Import | None = None
    tags: Mapping[str, Tag] = field(default_factory=dict)
    hidden: int = 0

    def refuse(self, name: str, text: str, message: str) -> None:
        self.errors[name] = message
        self.entered[name] = text[:SHOWN_LIMIT]
        self.notices.append(message)

    def keep(self, **values: object) -> None:
        self.filters = replace(self.filters, **values)


def read(params: QueryDict, *, niches: Collection[str], user) -> Reading:
    """Understand the parameters of an address.

    `niches` are the slugs there are; of imports `user` may name those they may see. Asks the database
    for tags and for whom not to show, and for an import where one is named.
    """
    reading = Reading()
    _read_text(reading, params)
    _read_choices(reading, params, niches)
    for name, label in WHOLE_BOUNDS.items():
        _read_whole(reading, name, label, params.get(name, "").strip())
    for name, (label, limit) in PERCENT_BOUNDS.items():
        _read_percent(reading, name, label, limit, params.get(name, "").strip())
    _check_order(reading)
    _read_import(reading, params.get("import", "").strip(), user)
    _read_marks(reading, params, user)
    _read_order(reading, params)
    return reading


def _read_text(reading: Reading, params: QueryDict) -> None:
    text = " ".join(params.get("q", "").split()).lstrip("@").strip()
    if len(text) > TEXT_LIMIT:
        message = _("The search text is longer than %(limit)s characters, so it was left out.")
        reading.refuse("q", text, message % {"limit": TEXT_LIMIT})
    elif "\0" in text:
        reading.refuse("q", "", _("The search text has unreadable characters, so it was left out."))
    else:
        reading.keep(q=text)


def _read_choices(reading: Reading, params: QueryDict, niches: Collection[str]) -> None:
    known = {
        "tier": Tier.values,
        "niche": niches,
        "platform": Platform.values,
        "country": [NO_COUNTRY, *(code.lower() for code in country_names())],
    }
    for name, label in CHOICES.items():
        values = list(dict.fromkeys(value.strip().lower() for value in params.getlist(name)))
        kept = [value for value in values if value in known[name]]
        reading.keep(**{name: tuple(sorted(_canonical(name, value) for value in kept))})
        _note_unknown(reading, label, [value for value in values if value and value not in kept])


def _canonical(name: str, value: str) -> str:
    return value.upper() if name == "country" and value != NO_COUNTRY else value


def _note_unknown(reading: Reading, label: str, values: list[str]) -> None:
    if not values:
        return
    message = ngettext(
        "%(facet)s: “%(value)s” is not known, so it was left out.",
        "%(facet)s: “%(value)s” and others are not known, so they were left out.",
        len(values),
    )
    reading.notices.append(message % {"facet": label, "value": _shown(values[0])})


def _shown(text: str) -> str:
    """So much of what somebody typed as a notice may repeat."""
    text = text.replace("\0", "")
    return text if len(text) <= SHOWN_LIMIT else text[:SHOWN_LIMIT] + "…"


def _read_whole(reading: Reading, name: str, label: str, text: str) -> None:
    number = _whole(text)
    if number is not None:
        reading.keep(**{name: number})
    elif text:
        message = _("%(field)s: “%(value)s” is not a whole number from 0 up, so it was left out.")
        reading.refuse(name, text, message % {"field": label, "value": _shown(text)})


def _whole(text: str) -> int | None:
    """`3000000`, `3.000.000`, `3jt` or `Rp 3 juta`; not "3M", which is a thousand times more to some."""
    if WHOLE.fullmatch(text):
        digits = re.sub("[^0-9]", "", text)
        return int(digits) if len(digits) <= 16 and int(digits) <= NUMBER_LIMIT else None
    number = numbers.parse(text) if text and not BARE_M.search(text) else None
    if number is None or number.percent or number.doubtful or isinstance(number.value, float):
        return None
    return number.value if number.currency == "IDR" or (number.abbreviated and not number.currency) else None


def _read_percent(reading: Reading, name: str, label: str, limit: int, text: str) -> None:
    match = PERCENT.fullmatch(text)
    percent = float(match[1].replace(",", ".")) if match else limit + 1
    if percent <= limit:
        reading.keep(**{name: round(percent / 100, 10)})
    elif text:
        message = _("%(field)s: “%(value)s” is not a percentage from 0 to %(limit)s, so it was left out.")
        values = {"field": label, "value": _shown(text), "limit": limit}
        reading.refuse(name, text, message % values)


def _check_order(reading: Reading) -> None:
    low, high = reading.filters.followers_min, reading.filters.followers_max
    if low is None or high is None or low <= high:
        return
    reading.keep(followers_min=None, followers_max=None)
    message = _("Followers: the first number is above the second, so both were left out.")
    reading.refuse("followers_min", f"{low}", message)
    reading.entered["followers_max"] = f"{high}"


def _read_import(reading: Reading, text: str, user) -> None:
    if not text:
        return
    number = int(text) if re.fullmatch("[0-9]{1,18}", text) else 0
    reading.chosen_import = Import.objects.visible_to(user).filter(pk=number).first()
    if reading.chosen_import:
        reading.keep(import_id=number)
    else:
        reading.notices.append(_("There is no such import, so the list shows all of them."))


def _read_marks(reading: Reading, params: QueryDict, user) -> None:
    """Tags to filter by, and whether to show whom the user's side would not see."""
    marks = private_marks.marks()
    reading.tags, hidden = marks.tags(user), marks.hidden(user)
    reading.hidden = len(hidden)
    asked = [value.strip() for value in params.getlist("tag") if value.strip()]
    kept = tuple(sorted({value for value in asked if value in reading.tags}))
    _note_unknown(reading, _("Tag"), [value for value in asked if value not in reading.tags])
    if kept:
        reading.keep(tag=kept, among=marks.tagged(kept))
    if params.get("blocked", "") == "yes":
        reading.keep(blocked=True)
    else:
        reading.keep(outside=hidden)


def _read_order(reading: Reading, params: QueryDict) -> None:
    """How to sort, and which page of what size."""
    sort, size, page = (params.get(name, "").strip() for name in ("sort", "size", "page"))
    if sort.removeprefix("-") in SORTS:
        reading.keep(sort=sort)
    elif sort:
        message = _("“%(value)s” is no way to sort, so the list starts with the most followers.")
        reading.notices.append(message % {"value": _shown(sort)})
    if size in map(str, PAGE_SIZES):
        reading.keep(size=int(size))
    elif size:
        message = _("A page cannot hold “%(value)s” profiles, so it holds %(usual)s.")
        reading.notices.append(message % {"value": _shown(size), "usual": PAGE_SIZES[0]})
    if re.fullmatch("0*[1-9][0-9]{0,17}", page[:40]):
        reading.keep(page=int(page))
    elif page:
        message = _("“%(value)s” is not a page, so this is the first one.")
        reading.notices.append(message % {"value": _shown(page)})


def address(filters: Filters) -> str:
    """Where these filters are shown."""
    path, query = reverse("influencers:list"), querystring(filters)
    return f"{path}?{query}" if query else path


def querystring(filters: Filters) -> str:
    """The canonical parameters of these filters, without "?"; empty when nothing was touched."""
    blank = Filters()
    pairs: list[tuple[str, object]] = [("q", filters.q)] if filters.q else []
    for name in CHOICES:
        pairs += [(name, value) for value in getattr(filters, name)]
    pairs += [("tag", key) for key in filters.tag]
    if filters.blocked:
        pairs.append(("blocked", "yes"))
    for name, value in _numbers(filters).items():
        if value is not None:
            pairs.append((name, value))
    if filters.sort != blank.sort:
        pairs.append(("sort", filters.sort))
    if filters.size != blank.size:
        pairs.append(("size", filters.size))
    if filters.page != blank.page:
        pairs.append(("page", filters.page))
    return urlencode(pairs)


def _numbers(filters: Filters) -> Mapping[str, object]:
    return {
        "followers_min": filters.followers_min,
        "followers_max": filters.followers_max,
        "er_min": in_percent(filters.er_min),
        "price_max": filters.price_max,
        "credibility_min": in_percent(filters.credibility_min),
        "import": filters.import_id,
    }


def in_percent(share: float | None) -> str | None:
    """A share as the address writes it: 0.035 is "3.5"."""
    return None if share is None else f"{share * 100:.10g}"

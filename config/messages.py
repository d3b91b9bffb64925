"""The catalogues under locale/: what can be translated, brought up to date by `python -m config.messages`.

Babel reads and writes them, so no tool of the system is needed. A catalogue is in the order of its texts and
names no places: it changes when a text changes, and then by that text alone.
"""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 110
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SOURCES = [
    ("accounts/**.py", "python"),
    ("campaigns/**.py", "python"),
    ("config/**.py", "python"),
    ("guide/**.py", "python"),
    ("influencers/**.py", "python"),
    ("templates/**.html", "config.messages:extract_template"),
]


def extract_template(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """The messages of one template, as Babel wants them: (line, function, messages, comments).

    Django turns the template into calls of gettext with everything else blanked out; the indentation that
    remains is no Python, so it goes.
    """
    calls = templatize(file.read().decode())
    flush_left = "\n".join(line.strip() for line in calls.splitlines())
    return extract_python(BytesIO(flush_left.encode()), keywords, comment_tags, options)


def extract() -> Catalog:
    """Every text of the code and the templates that is marked for translation."""
    found = Catalog()
    texts = extract_from_dir(ROOT, SOURCES, keywords=KEYWORDS, comment_tags=["Translators:"])
    for _file, _line, message, comments, context in texts:
        found.add(message, auto_comments=comments, context=context)
    return found


def catalogues() -> list[Path]:
    """The .po files, one a language."""
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """One .po file; a broken one raises."""
    with path.open("rb") as file:
        return read_po(file, domain="django", abort_invalid=True)


def update(path: Path) -> None:
    """Bring one .po file up to date: new texts come in untranslated, those no longer used go."""
    catalogue = read(path)
    catalogue.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, no_location=True, ignore_obsolete=True, sort_output=True)


if __name__ == "__main__":
    for path in catalogues():
        update(path)

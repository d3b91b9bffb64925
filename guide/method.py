"""docs/method.md as a page: the document itself, so that the shown and the published never differ."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString
from markdown import Markdown

EMPTY_HEAD = re.compile(r"<th([^>]*)></th>")  # the corner of a table heads nothing
SOURCE = Path(settings.BASE_DIR) / "docs" / "method.md"


@cache
def method() -> tuple[str, SafeString]:
    """The title and the text. HTML inside the document is shown as it is written, never as markup."""
    title, _newline, text = SOURCE.read_text("utf-8").partition("\n")
    # Alignment by attribute: the pages' policy allows no style of an element.
    options = {"toc": {"slugify": place_of}, "tables": {"use_align_attribute": True}}
    converter = Markdown(extensions=list(options), extension_configs=options, output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return title.removeprefix("# "), SafeString(EMPTY_HEAD.sub(r"<td\1></td>", converter.convert(text)))


def place_of(heading: str, separator: str = "-") -> str:
    """The place of a numbered heading, whatever its words: "section-5"."""
    return f"section{separator}{heading.partition('.')[0].lower()}"

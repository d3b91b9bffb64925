"""Every page of the registry through the W3C's checker. Needs Java, and Node to fetch the checker."""

import os
import subprocess
import sys
from pathlib import Path

VNU = "vnu-jar@26.9.27"
# Not ours, or meant: htmx's attributes; the roles that keep a table one where style sheets lay it out
# otherwise; the legends of crispy-forms; the selects and hidden fields of Django's administration.
MEANT = "|".join(
    (
        "“hx-[a-z-]+” not allowed",
        "The “role” attribute must not be used on a “t",
        "“for” not allowed on element “legend”",
        "“maxlength” not allowed on element “select”",
        "“hidden” must not have any “aria-",
        "The first “option” element in a “select” element with a “required” attribute",
    )
)


def valid(folder: Path) -> bool:
    """Renders the pages into the folder and prints what the checker says of them."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/pages/test_markup.py"]
    rendered = subprocess.run(command, env={**os.environ, "PAGES_FOLDER": str(folder)})
    checked = subprocess.run(
        ["npx", "--yes", VNU, "--errors-only", "--filterpattern", f".*({MEANT}).*", str(folder)]
    )
    return rendered.returncode == checked.returncode == 0

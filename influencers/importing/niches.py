"""Words of lists become niches of the taxonomy."""

import re
from collections.abc import Iterable

from influencers.models import Niche, NicheSynonym

SEPARATORS = re.compile(r"\s*[,;|/&+]\s*")


class NicheWords:
    """The words by which every niche is known, read once: its names, its short name and its synonyms."""

    def __init__(self):
        self._known = {}
        for pk, *names in Niche.objects.values_list("pk", "slug", "name", "name_id"):
            self._known |= {name.lower(): pk for name in names}
        synonyms = NicheSynonym.objects.values_list("term", "niche_id")
        self._known |= {term.lower(): pk for term, pk in synonyms}

    def find(self, words: Iterable[str]) -> tuple[list[int], list[str]]:
        """Keys of the niches that the words name, in their order, and the words that name none.

        A word is looked up whole first, then in its parts: `Beauty, Fashion`.
        """
        found: dict[int, None] = {}
        unknown = []
        for word in words:
            whole = self._known.get(word.lower())
            parts = [word] if whole else [part for part in SEPARATORS.split(word) if part]
            for part in parts:
                key = self._known.get(part.lower())
                if key:
                    found[key] = None
                else:
                    unknown.append(part)
        return list(found), unknown

"""What became, or would become, of every row of a list: counted batch by batch."""

from collections import Counter
from collections.abc import Sequence

from influencers.importing.kept import Kept
from influencers.importing.matching import Matcher, Row
from influencers.importing.records import Record
from influencers.models import Platform

SAMPLE_ROWS = 8
RANKED = ("created", "updated", "unchanged")  # a row with several profiles counts as the first that is true


class Tally:
    """Counts rows, and keeps the first as they would be stored."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._titles = 0
        self.sample: list[dict] = []

    def add(self, records: Sequence[Record], rows: Sequence[Row]) -> None:
        """`rows` are what remains of `records`, of which no row of the file is in two batches."""
        best: dict[int, str] = {}
        for row in rows:
            number, outcome = row.record.row, row.outcome
            best[number] = min(best.get(number, outcome), outcome, key=RANKED.index)
        self._outcomes.update(best.values())
        self._outcomes["skipped"] += len({record.row for record in records}) - len(best)
        self._titles += sum(not row.record.handle for row in rows)
        if len(self.sample) < SAMPLE_ROWS:
            self.sample += [_shown(row) for row in rows[: SAMPLE_ROWS - len(self.sample)]]

    def report(self, kept: Kept, matcher: Matcher, mapping: dict[str, str]) -> dict:
        """Numbers, mapping, and every issue."""
        return {
            "rows": kept.rows,
            **{name: self._outcomes[name] for name in RANKED},
            "skipped": self._outcomes["skipped"] - len(matcher.rejected),
            "mapping": mapping,
            "rejected": [issue._asdict() for issue in sorted(kept.rejected + matcher.rejected)],
            "flagged": [issue._asdict() for issue in sorted(kept.flagged + matcher.flagged)],
            "titles": self._titles,
            "erased": len(matcher.rejected),
        }


def _shown(row: Row) -> dict:
    record = row.record
    names = ("row", "platform", "handle", "title", "url", "country", "niches", "figures", "credibility")
    shown = {name: getattr(record, name) for name in names}
    shown |= {"prices": [price._asdict() for price in record.prices], "outcome": row.outcome}
    return {**shown, "name": record.shown_name, "platform_name": Platform(record.platform).label}

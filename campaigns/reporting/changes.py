"""What differs between two shortlists: who came in, who left, and what that does to the totals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answer = Mapping[str, Any]
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """`joined` and `left` are lines of the answers. The figures are the later answer's less the earlier
    one's: whole units of `currency`, people, engagements, and the micro share of the spend (−1 to 1)."""

    joined: tuple[Line, ...]
    left: tuple[Line, ...]
    currency: str
    cost: int
    reach: int
    relevant: int
    micro: float

    @property
    def nothing(self) -> bool:
        """Whether the same people cost and bring the same."""
        return not (self.joined or self.left or self.cost or self.reach or self.relevant)


def changes(before: Answer, after: Answer) -> Changes | None:
    """None where there is no telling: one of them is no shortlist, or the currency is another."""
    if not (before.get("lines") and after.get("lines")) or before["currency"] != after["currency"]:
        return None
    return Changes(
        joined=_only_in(after, before),
        left=_only_in(before, after),
        currency=after["currency"],
        micro=after["mix"]["micro"]["share"] - before["mix"]["micro"]["share"],
        **{
            total: round(after["totals"][total]) - round(before["totals"][total])
            for total in ("cost", "reach", "relevant")
        },
    )


def _only_in(these: Answer, those: Answer) -> tuple[Line, ...]:
    known = {line["profile"] for line in those["lines"]}
    return tuple(line for line in these["lines"] if line["profile"] not in known)

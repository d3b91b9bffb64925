"""An answer made ready for the page: groups, shares, sentences. What the core knows is not computed here."""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from campaigns.models import Pin, PinKind
from campaigns.reporting.bill import bill_of, bill_of_line
from campaigns.reporting.claims import claim_in_words
from campaigns.reporting.headline import against_playbook, headline, lead, playbook_headline, too_little
from campaigns.reporting.names import (
    FIGURE,
    LEFT_OUT,
    PROVENANCE,
    platform_name,
    rules_in_words,
    source_in_words,
)
from campaigns.reporting.not_chosen import not_chosen_in_words
from campaigns.reporting.order import in_order
from campaigns.reporting.packages import package_in_words, package_name
from campaigns.reporting.reach import reach_level
from campaigns.reporting.reasons import reasons_in_words
from campaigns.reporting.rights import said_once
from campaigns.reporting.robustness.sureness import out_of_hundred
from campaigns.reporting.robustness.told import told
from influencers.charts.geometry import decades
from influencers.figures import day
from influencers.models import Niche

Answer = Mapping[str, Any]
Page = dict[str, Any]
WORTH_SAYING = 0.005  # of the budget: a smaller rest is not mentioned
KINDS = ("measured", "entered", "estimated", "assumed")


def present(answer: Answer, *, pins: Iterable[Pin] | None = None, order: str = "") -> Page:
    """What the template of the recommendation or of a plan needs; one query, for the names of the niches.

    `pins` are those of the campaign now, None for a plan, which stays as it is. `order` is one of
    `order.Order`, or anything else for the usual one.
    """
    page: Page = {
        "answer": answer,
        "status": answer["status"],
        "currency": answer["currency"],
        "computed_at": datetime.fromisoformat(answer["computed_at"]),
    }
    if answer["status"] in ("unknown_population", "missing_benchmark", "missing_tax_rate"):
        return page
    page["left_out"] = [(number, LEFT_OUT[code]) for code, number in _most_first(answer["left_out"])]
    page["conflict"] = rules_in_words(answer)
    page["too_little"] = too_little(answer)
    if answer["status"] == "playbook":
        return page | {"headline": playbook_headline(answer)}
    return told(page | _shortlist(answer, pins, order)) if answer["lines"] else page


def _shortlist(answer: Answer, pins: Iterable[Pin] | None, order: str) -> Page:
    lines, said_of_all = said_once(in_order(dressed(answer, pins), order))
    proof, mix = answer["proof"], answer["mix"]
    return {
        "headline": headline(answer),
        "said_of_all": said_of_all,
        "lead": lead(answer),
        "against_playbook": against_playbook(answer),
        "groups": [
            {
                "tier": tier,
                "lines": chosen,
                **mix[tier],
                "per_engagement": _ratio(mix[tier]["cost"], mix[tier]["engagements"]),
            }
            for tier in ("macro", "micro")
            if (chosen := [line for line in lines if line["tier"] == tier])
        ],
        "not_chosen": not_chosen_in_words(answer),
        "tiers": [
            {"tier": tier, **mix[tier], "playbook": _playbook_share(answer, tier)}
            for tier in ("micro", "macro")
        ],
        "engagement_scale": decades(
            min(line["engagements"]["p10"] for line in lines),
            max(line["engagements"]["p90"] for line in lines),
        ),
        "pictures": {name: _discs(discs) for name, discs in answer["pictures"].items()},
        "names": {str(line["profile"]): line["name"] for line in lines},
        "points": [*map(_point, answer["frontier"]), _recommended(answer)],
        "other_point": _other_point(answer["other_goal"]),
        "solved": len(answer["frontier"]),
        "bill": bill_of(answer),
        "micro_share": mix["micro"]["share"],
        "unspent": 1 - answer["totals"]["cost"] / answer["totals"]["budget"] >= WORTH_SAYING,
        "reach_level": reach_level(answer),
        "reach_share": answer["totals"]["reach"] / answer["totals"]["population"],
        "shortfall": most_better(proof),
        "gap": rounded_up(proof["gap"]),
        "given_up": rounded_up(proof["given_up"]),
        "certified_gap": rounded_up(proof["certified_gap"]),
        "claims": [claim_in_words(claim, currency=answer["currency"]) for claim in answer["why"]],
        "evidence": [_evidence(figure, answer["evidence"][figure]) for figure in FIGURE],
        "kinds": [PROVENANCE[kind] for kind in KINDS],
        "engagement_share": 1 - answer["awareness_weight"],
        "worst_point": rounded_up(max((point["gap"] for point in answer["frontier"]), default=0.0)),
    }


def dressed(answer: Answer, pins: Iterable[Pin] | None = None) -> list[dict[str, Any]]:
    """The lines with their sentences, the name of the niche, and what the planner asked of them since."""
    niches = {niche.slug: niche.label for niche in Niche.objects.all()}
    asked = {pin.profile_id: pin.kind for pin in pins or ()}
    spend = answer["totals"]["cost"]
    return [
        {
            **line,
            **{name: _marked(line[name]) for name in ("cost", "reach", "engagements")},
            "niche_name": niches.get(line["niche"], ""),
            "platform_name": platform_name(line["platform"]),
            "package_words": package_in_words(line),
            "package_name": package_name(line),
            "share": line["cost"]["amount"] / spend,
            "per_engagement": _ratio(line["cost"]["amount"], line["engagements"]["mean"]),
            "bill": bill_of_line(answer, line),
            "times": _times(line.get("selected")),
            "for": reasons_in_words(line, "for"),
            "against": reasons_in_words(line, "against"),
            "instead": reasons_in_words(line, "instead"),
            "pinned": asked.get(line["profile"]) == PinKind.INCLUDE,
            "pending": "" if pins is None else _pending(line, asked.get(line["profile"])),
        }
        for line in answer["lines"]
    ]


def _pending(line: Mapping[str, Any], asked: str | None) -> str:
    """What the next computation will do with this line, and this one did not: "lock", "exclude", "unlock"."""
    if asked == PinKind.EXCLUDE:
        return "exclude"
    if (asked == PinKind.INCLUDE) == line["is_must"]:
        return ""
    return "unlock" if line["is_must"] else "lock"


def _times(selected: float | None) -> int | None:
    """Of 100 times that the shortlist was chosen anew; None where it never was."""
    return None if selected is None else out_of_hundred(selected)


def _ratio(cost: float, engagements: float) -> float | None:
    return cost / engagements if engagements else None


def _marked(figure: Mapping[str, Any]) -> dict[str, Any]:
    """A figure with its mark and the words behind the mark; an assumption is marked as an estimate."""
    mark = "estimated" if figure["kind"] == "assumed" else figure["kind"]
    day_of = date.fromisoformat(figure["as_of"]) if figure["as_of"] else None
    words = ", ".join(filter(None, (source_in_words(figure["source"]), day(day_of) if day_of else "")))
    return {**figure, "mark": mark, "words": words}


def most_better(proof: Mapping[str, Any]) -> float:
    """How much better any shortlist can be, never stated too small: the sum of its parts as they are shown.

    "Better" is relative to the recommended shortlist, the parts to the best one: hence the second bound.
    """
    parts = rounded_up(proof["gap"]) + rounded_up(proof["given_up"])
    return (
        max(parts, rounded_up(proof["bound"] / proof["objective"] - 1)) if proof["objective"] > 0 else parts
    )


def rounded_up(share: float) -> float:
    """A bound in whole tenths of a percent, never stated better than it is."""
    return math.ceil(max(share, 0.0) * 1000 - 1e-9) / 1000


def _playbook_share(answer: Answer, tier: str) -> float:
    """What the playbook comes to for this budget; the mixes that are equally good were held against it."""
    micro = answer["playbook"]["micro"]
    return micro if tier == "micro" else 1 - micro


def _point(point: Mapping[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(**point)


def _recommended(answer: Answer) -> SimpleNamespace:
    """The recommended shortlist as a point of the frontier's chart."""
    totals = answer["totals"]
    return SimpleNamespace(
        micro_share=answer["mix"]["micro"]["share"], reach=totals["reach"], engagements=totals["relevant"]
    )


def _other_point(other: Mapping[str, Any] | None) -> SimpleNamespace | None:
    if other is None:
        return None
    return SimpleNamespace(
        micro_share=other["micro_share"], reach=other["reach"], engagements=other["relevant"]
    )


def _discs(discs: Iterable[Mapping[str, Any]]) -> list[SimpleNamespace]:
    return [SimpleNamespace(**disc) for disc in discs]


def _evidence(figure: str, counts: Mapping[str, int]) -> Page:
    return {"figure": FIGURE[figure], "counts": [(PROVENANCE[kind], counts.get(kind, 0)) for kind in KINDS]}


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: -item[1])

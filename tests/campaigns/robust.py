"""What a computation adds in defence of its answer, by hand: its shapes, with figures easy to follow."""

from typing import Any


def robust(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with ranges, sureness, flips, prices of rules and neighbouring budgets."""
    totals, lines = answer["totals"], answer["lines"]
    opposite = "micro-heavy" if answer["leaning"] != "micro-heavy" else "macro-heavy"
    return {
        **answer,
        "lines": [line | {"selected": max(1 - place / len(lines), 0.05)} for place, line in enumerate(lines)],
        "ranges": {name: around(totals.get(name)) for name in RANGED},
        "sureness": {
            "draws": 400,
            "resolves": 200,
            "seed": 7,
            "leaning_wins": 0.83,
            "opposite": opposite,
            "regret": {"mean": 0.012, "p90": 0.029},
        },
        "flips": {
            "weight": {"lower": {"at": 0.42, "leaning": opposite}, "higher": None},
            "budget": {"lower": None, "higher": None},
            "micro_price": {"lower": {"at": -0.3, "leaning": opposite}, "higher": None},
            "macro_price": {"lower": None, "higher": {"at": 0.18, "leaning": opposite}},
            "searched": {
                "weight": [0, 1],
                "budget": [answer["budget"] * 0.5, answer["budget"] * 2],
                "price": [-0.5, 1.0],
            },
        },
        "rule_prices": [
            rule_price("budget", 0.0, answer["leaning"]),
            rule_price("max_share_per_influencer", 0.031, opposite),
            rule_price("tier_share:micro", 0.004, answer["leaning"]),
        ],
        "budgets": [budget(answer, factor) for factor in (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5)],
    }


RANGED = ("reach", "engagements", "relevant", "gross_reach", "cpm", "cpm_unique", "cpe")


def around(mean: float | None) -> dict[str, float] | None:
    return mean and {"mean": mean, "p10": 0.75 * mean, "p50": 0.97 * mean, "p90": 1.3 * mean}


def rule_price(rule: str, gain: float, leaning: str) -> dict[str, Any]:
    return {
        "rule": rule,
        "objective": gain,
        "reach": 4_000 * gain,
        "relevant": 900 * gain,
        "leaning": leaning,
        "gap": 0.001,
    }


def budget(answer: dict[str, Any], factor: float) -> dict[str, Any]:
    totals, more = answer["totals"], factor**0.6
    return {
        "factor": factor,
        "budget": round(answer["budget"] * factor),
        "objective": answer["proof"]["objective"] * more,
        "reach": totals["reach"] * more,
        "relevant": totals["relevant"] * more,
        "engagements": totals["engagements"] * more,
        "cost": round(totals["cost"] * factor),
        "people": round(len(answer["lines"]) * factor),
        "gap": 0.001,
    }

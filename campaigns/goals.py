"""What a campaign can be for, and how much reach weighs against engagement: the one place that says so."""

from collections.abc import Mapping
from itertools import pairwise

AWARENESS, BALANCED, ENGAGEMENT = "awareness", "balanced", "engagement"

# Weight of awareness, 0 to 1; engagement has the rest.
AWARENESS_WEIGHT = {AWARENESS: 0.85, BALANCED: 0.5, ENGAGEMENT: 0.15}


def at_weight(awareness_weight: float, by_goal: Mapping[str, float]) -> float:
    """A figure that is known for each goal, at any weight (0 to 1): linear between the goals, flat beyond."""
    knots = sorted((AWARENESS_WEIGHT[goal], value) for goal, value in by_goal.items())
    weight = min(max(awareness_weight, knots[0][0]), knots[-1][0])
    (low, left), (high, right) = next(pair for pair in pairwise(knots) if weight <= pair[1][0])
    part = (weight - low) / (high - low)
    return left * (1 - part) + right * part

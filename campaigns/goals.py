"""What a campaign can be for, and how much reach weighs against engagement: the one place that says so."""

AWARENESS, BALANCED, ENGAGEMENT = "awareness", "balanced", "engagement"

# Weight of awareness, 0 to 1; engagement has the rest.
AWARENESS_WEIGHT = {AWARENESS: 0.85, BALANCED: 0.5, ENGAGEMENT: 0.15}

"""Why this shortlist and this mix: reasons, claims held against the pool, what would be taken instead."""

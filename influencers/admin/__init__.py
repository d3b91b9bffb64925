"""The catalogue for administrators: people and accounts, facts about them, reference data, imports."""

from influencers.admin import facts, imports, merges, overlaps, packages, people, personal, reference

__all__ = ["facts", "imports", "merges", "overlaps", "packages", "people", "personal", "reference"]

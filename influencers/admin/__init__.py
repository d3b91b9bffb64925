"""The catalogue for administrators: people and accounts, facts about them, reference data, imports."""

from influencers.admin import facts, imports, overlaps, packages, people, personal, reference

__all__ = ["facts", "imports", "overlaps", "packages", "people", "personal", "reference"]

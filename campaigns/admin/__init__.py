"""The work of the brands for administrators: brands and members, briefs, what was recommended and saved."""

from campaigns.admin import brands, campaigns, people, profiles, remarks, results, rivals

__all__ = ["brands", "campaigns", "people", "profiles", "remarks", "results", "rivals"]

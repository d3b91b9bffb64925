"""The catalogue: who they are, what is known about them, and since when."""

from influencers.models.audience import AudienceShare, Credibility
from influencers.models.benchmark import Benchmark, ExchangeRate
from influencers.models.change import CatalogueChange
from influencers.models.contact import Contact, ContactKind
from influencers.models.doubt import Decision, Doubt, DoubtKind
from influencers.models.erasure import Erasure
from influencers.models.importing import Import
from influencers.models.influencer import Influencer, VendorKind
from influencers.models.measurement import Measurement
from influencers.models.merge import Merge, MergeKind
from influencers.models.niche import Niche, NicheSynonym, ProfileNiche
from influencers.models.overlap import AudienceOverlap, OverlapBase
from influencers.models.package import Package, PackageItem
from influencers.models.profile import Platform, Profile, Tier
from influencers.models.rate import Deliverable, Rate
from influencers.models.remembered import RememberedColumns
from influencers.models.source import Source
from influencers.models.tax import TaxKind, TaxRate
from influencers.models.trace import Trace, Traced

__all__ = [
    "AudienceOverlap",
    "AudienceShare",
    "Benchmark",
    "CatalogueChange",
    "Contact",
    "ContactKind",
    "Credibility",
    "Decision",
    "Deliverable",
    "Doubt",
    "DoubtKind",
    "Erasure",
    "ExchangeRate",
    "Import",
    "Influencer",
    "Measurement",
    "Merge",
    "MergeKind",
    "Niche",
    "NicheSynonym",
    "OverlapBase",
    "Package",
    "PackageItem",
    "Platform",
    "Profile",
    "ProfileNiche",
    "Rate",
    "RememberedColumns",
    "Source",
    "TaxKind",
    "TaxRate",
    "Tier",
    "Trace",
    "Traced",
    "VendorKind",
]

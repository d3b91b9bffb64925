"""Selection with a certificate: the best shortlist under the rules, and the proof of how near to the best
it is.
"""

from campaigns.strategy.selection.solver import solve

__all__ = ["solve"]

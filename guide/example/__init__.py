"""The finished example of the tour: a synthetic list, the brief, and the answer that was computed from it."""

"""How Django writes dates where it does so itself: in lists and read-only fields of the administration.

The same as `influencers.figures.day` and `.moment`, which everything else goes through.
"""

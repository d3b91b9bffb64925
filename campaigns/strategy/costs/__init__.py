"""What an offer costs, all in."""

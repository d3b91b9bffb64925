"""Pages measured as a browser asks for them; what the core measures of itself is in `campaigns.strategy`."""

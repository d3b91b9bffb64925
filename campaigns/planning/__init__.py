"""The only bridge between rows and the strategy core: rows -> records -> core -> rows."""

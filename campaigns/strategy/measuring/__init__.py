"""The figures that README and docs quote: the optimiser on synthetic problems, the forecast on real posts."""

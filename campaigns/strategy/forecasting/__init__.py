"""What profiles would bring: measured levels, benchmarks fitted to the pool, ranges, reach on target."""

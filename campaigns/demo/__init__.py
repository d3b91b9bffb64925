"""Synthetic demo data: invented people, figures drawn from the benchmarks. See docs/demo-data.md."""

"""Benchmarks: scripts that print ratios, no tests."""

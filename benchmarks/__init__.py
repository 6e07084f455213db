"""Benchmarks. Every number in the documentation names the command here that reproduces it."""

"""Benchmarks. Every number in the documentation names the command here that reproduces it."""

import os

# Before torch is loaded: threads that spin while they wait make a run crawl beside other programs.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

"""Training of the `pocket` encoder. Not part of the installed package."""

import os

# Before torch is loaded: threads that spin while they wait make training crawl beside other programs.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

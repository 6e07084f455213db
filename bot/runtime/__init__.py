"""The runtime: time, threads, processes and the log."""

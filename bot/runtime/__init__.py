"""What the bot runs on: time, threads, processes and the log."""

"""The same bot in a simulated Discord, in the browser."""

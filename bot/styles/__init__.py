"""The styles that people choose by name."""

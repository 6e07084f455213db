"""Instant styles: a small network learns one painting's style and paints photos in one pass."""

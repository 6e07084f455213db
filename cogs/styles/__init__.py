"""The commands of the style library."""

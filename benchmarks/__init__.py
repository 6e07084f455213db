"""Measurements. Every figure in the documentation names the command here that reproduces it."""

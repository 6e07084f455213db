"""Consent, server settings, and the rules for requests."""

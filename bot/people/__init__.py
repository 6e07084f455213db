"""Consent, what servers have set, and who may have what painted."""

"""Schemas of the bot's request bodies, from Discord's public documentation. One module per kind.

They are stricter than Discord in one point: an undocumented key is an error here, while Discord ignores it.
"""

"""The bodies of the bot's requests, as Discord's public documentation describes them. One module per kind.

Stricter than Discord in one point: a key that is not documented is a fault here, while Discord ignores it.
"""

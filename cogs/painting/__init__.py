"""Painting pictures: commands, buttons, menus, messages and their texts."""

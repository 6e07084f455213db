"""Having a picture painted: commands, buttons, menus, messages, and what is said about it."""

"""The services of the bot, and the composition root that wires them."""

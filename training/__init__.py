"""Training of the `pocket` encoder. Not part of the installed package."""

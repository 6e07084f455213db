"""The parameters of a picture: as a line of text, changed, and its losses drawn."""

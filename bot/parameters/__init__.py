"""The parameters of a picture: text codes, variations, and the plot of its losses."""

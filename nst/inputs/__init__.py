"""The pictures of a run: sizes, colours, masks."""

"""The loss that a run minimises: moments, losses, tiles, augmentations."""

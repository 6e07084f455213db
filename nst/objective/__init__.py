"""What a run minimises: moments, losses, tiles, augmentations."""

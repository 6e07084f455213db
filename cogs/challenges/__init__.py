"""Community art challenges."""

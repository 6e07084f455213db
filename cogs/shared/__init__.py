"""Code that the features share: one module per topic."""

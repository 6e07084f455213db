"""What every feature uses: one module a topic."""

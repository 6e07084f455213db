"""Moving pictures: reads, paints and writes animations."""

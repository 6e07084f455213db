"""The optimisation, and what it needs: steps, forecasts, memory, sheets."""

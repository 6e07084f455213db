"""The optimisation: runs and sheets, their steps, forecasts and memory."""

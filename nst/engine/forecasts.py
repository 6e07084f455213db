"""Forecast the remaining time of a run."""

from __future__ import annotations

from collections.abc import Sequence

from nst.inputs.stages import Stage

_OVERHEAD = 20_000  # fixed cost of a step, as the number of pixels that cost the same; measured on a CPU


class Forecast:
    """Learn the cost of a step at each stage.

    Args:
        stages: the stages of the run.
        final_cost: seconds per step at the last stage, measured beforehand.
    """

    def __init__(self, stages: Sequence[Stage], final_cost: float) -> None:
        self._stages = stages
        self._costs: list[float | None] = [None] * (len(stages) - 1) + [final_cost]
        self._taken = [0] * len(stages)

    def record(self, stage: int, seconds: float) -> None:
        """Record the duration of a step at a stage (counted from 0)."""
        self._taken[stage] += 1
        count, known = self._taken[stage], self._costs[stage]
        if count == 1:  # the first step also prepares what later steps reuse
            return
        if count == 2 or known is None:
            self._costs[stage] = seconds
        else:
            self._costs[stage] = known + (seconds - known) / min(count - 1, 20)

    @property
    def remaining(self) -> float:
        """Seconds left."""
        return sum(
            (s.steps - n) * self._cost(i) for i, (s, n) in enumerate(zip(self._stages, self._taken, strict=True))
        )

    def _cost(self, stage: int) -> float:
        """Seconds per step; if unknown, interpolated by pixel count between the nearest known stages."""
        cost = self._costs[stage]
        if cost is not None:
            return cost
        after = next(i for i in range(stage, len(self._costs)) if self._costs[i] is not None)
        before = next((i for i in range(stage, -1, -1) if self._costs[i] is not None), None)
        high, pixels = self._costs[after] or 0.0, self._stages[stage].pixels
        if before is None:
            return high * (pixels + _OVERHEAD) / (self._stages[after].pixels + _OVERHEAD)
        low, least = self._costs[before] or 0.0, self._stages[before].pixels
        return low + (high - low) * (pixels - least) / max(self._stages[after].pixels - least, 1)

"""Save and restore the state of learning."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from nst.instant.learner import Learner
from nst.instant.params import LearningParams
from nst.instant.style import InstantStyle

log = logging.getLogger(__name__)
_VECTORS = ("weights", "average", "mean", "square")


class Checkpoint:
    """A file with the state of learning.

    Args:
        path: of the file.
        painting: digest of the painting.
        params: settings.
        start: the style that learning started from.
    """

    def __init__(self, path: Path, painting: str, params: LearningParams, start: InstantStyle | None) -> None:
        self._path = path
        origin = start.digest if start else ""
        self._key = json.dumps({"painting": painting, "params": params.to_dict(), "start": origin}, sort_keys=True)

    def save(self, learner: Learner, elapsed: float) -> None:
        """Write the state. The file is replaced only when the new one is complete."""
        part = self._path.with_name(f"{self._path.name}.part")
        metadata = {"key": self._key, "taken": str(learner.taken), "elapsed": str(elapsed)}
        save_file({name: value.contiguous() for name, value in self._vectors(learner).items()}, part, metadata)
        os.replace(part, self._path)  # noqa: PTH105

    @torch.no_grad()
    def restore(self, learner: Learner) -> float:
        """Restore the state if the file has one for the same painting and settings.

        Returns:
            The seconds of computing that it took; 0 if there is none.
        """
        try:
            with safe_open(self._path, "pt", device=str(learner.weights.device)) as file:
                metadata = file.metadata() or {}
                if metadata.get("key") != self._key:
                    return 0.0
                saved = {name: file.get_tensor(name) for name in _VECTORS}
                taken, elapsed = int(metadata["taken"]), float(metadata["elapsed"])
        except FileNotFoundError:
            return 0.0
        except (SafetensorError, OSError, ValueError, KeyError):
            log.warning("The checkpoint %s is damaged. Learning starts again.", self._path.name)
            return 0.0
        if any(value.shape != learner.weights.shape for value in saved.values()):
            return 0.0
        for name, value in self._vectors(learner).items():
            value.copy_(saved[name])
        learner.optimizer.taken = taken
        return elapsed

    def remove(self) -> None:
        """Delete the file."""
        self._path.unlink(missing_ok=True)

    @staticmethod
    def _vectors(learner: Learner) -> dict[str, torch.Tensor]:
        state = learner.optimizer
        values = (learner.weights.detach(), learner.average, state.mean, state.square)
        return dict(zip(_VECTORS, values, strict=True))

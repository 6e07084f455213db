"""Paint a large picture in bands of rows, in bounded memory.

An instance norm needs the mean and variance of its whole map. So each layer is measured over all bands before the next
one is computed. The maps at quarter size are kept in half precision; those at half size are computed again. The result
equals that of the whole picture up to the rounding of what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from nst.instant.network import ALIGNMENT, Block, Layer, StyleNetwork, enlarged, powers, unshuffled

_HALO = 2  # rows at quarter size that the layers at half size reach beyond a band
_PIXELS = 1 << 18  # of a band, about
Rows = Callable[[int, int], Tensor]


class _Sums:
    """Sums over the bands of a map, for its mean and variance."""

    def __init__(self) -> None:
        self._count = 0
        self._sum = self._squares = torch.zeros(())

    def add(self, band: Tensor) -> None:
        rows = band[0].flatten(1).double()
        self._count += rows.shape[1]
        self._sum = self._sum.to(rows) + rows.sum(1)
        self._squares = self._squares.to(rows) + rows.square().sum(1)

    @property
    def statistics(self) -> tuple[Tensor, Tensor]:
        mean = self._sum / self._count
        variance = self._squares / self._count - mean.square()
        return mean.float(), variance.clamp_min(0).float()


class Banded:
    """One picture on its way through the network.

    Args:
        network: paints it.
        photo: returns the rows from one number to another, (1, 3, rows, width); the width is a multiple of 4.
        height: of the photo, a multiple of 4.
        strength: (1,).
        rows: of a band, at quarter size; None chooses them so that a band has about 260,000 pixels.
    """

    def __init__(
        self, network: StyleNetwork, photo: Rows, height: int, strength: Tensor, rows: int | None = None
    ) -> None:
        self._network, self._photo, self._terms = network, photo, powers(strength)
        self._rows = height // ALIGNMENT
        width = photo(0, ALIGNMENT).shape[-1] // ALIGNMENT
        self._step = rows or max(_PIXELS // (ALIGNMENT**2 * width), 4)
        self._known: dict[Layer, tuple[Tensor, Tensor]] = {}
        size = (1, network.shape.width, self._rows, width)
        self._map, self._change = (
            torch.empty(size, dtype=torch.half, device=strength.device, memory_format=torch.channels_last)
            for _ in range(2)
        )

    def paint(self) -> Iterator[tuple[int, Tensor]]:
        """Yield bands of the result (1, 3, rows, width) with the number of their first row."""
        stem, down, up = self._network.stem, self._network.down, self._network.up
        self._measure(stem, _HALO, lambda a, b: stem.convolution(unshuffled(self._pixels(a, b))), scale=2)
        self._measure(down, _HALO, lambda a, b: down.convolution(self._edges(a, b)), keep=self._map)
        for _, _, a, b in self._bands(0):
            self._map[:, :, a:b] = self._normalised(down, self._map[:, :, a:b].float())
        for block in self._network.blocks:
            assert isinstance(block, Block)  # noqa: S101
            self._pass_block(block)
        self._measure(up, _HALO, lambda a, b: up.convolution(enlarged(self._read(a, b))), scale=2)
        for start, stop, a, b in self._bands(_HALO):
            y = self._normalised(up, up.convolution(enlarged(self._read(start, stop))))
            drawn = self._network.finished(y, self._pixels(start, stop), self._terms)
            yield a * ALIGNMENT, drawn[:, :, (a - start) * ALIGNMENT : (b - start) * ALIGNMENT]

    def _pass_block(self, block: Block) -> None:
        first, second, reach = block.first, block.second, block.first.convolution.dilation[0]

        def middle(a: int, b: int) -> Tensor:
            y: Tensor = second.convolution(self._normalised(first, first.convolution(self._read(a, b))))
            return y

        self._measure(first, reach, lambda a, b: first.convolution(self._read(a, b)))
        self._measure(second, 2 * reach, middle, keep=self._change)
        for _, _, a, b in self._bands(0):
            self._map[:, :, a:b] += self._normalised(second, self._change[:, :, a:b].float()).half()

    def _measure(
        self,
        layer: Layer,
        halo: int,
        compute: Callable[[int, int], Tensor],
        *,
        scale: int = 1,
        keep: Tensor | None = None,
    ) -> None:
        """Measure a layer's map, computed for rows at quarter size; ``scale`` is its size relative to those."""
        sums = _Sums()
        for start, stop, a, b in self._bands(halo):
            own = compute(start, stop)[:, :, (a - start) * scale : (b - start) * scale]
            sums.add(own)
            if keep is not None:
                keep[:, :, a:b] = own
        self._known[layer] = sums.statistics

    def _bands(self, halo: int) -> Iterator[tuple[int, int, int, int]]:
        """First and last row of each band's window, and of the band itself, at quarter size."""
        for a in range(0, self._rows, self._step):
            b = min(a + self._step, self._rows)
            yield max(a - halo, 0), min(b + halo, self._rows), a, b

    def _pixels(self, a: int, b: int) -> Tensor:
        return self._photo(a * ALIGNMENT, b * ALIGNMENT)

    def _edges(self, a: int, b: int) -> Tensor:
        stem = self._network.stem
        return self._normalised(stem, stem.convolution(unshuffled(self._pixels(a, b))))

    def _read(self, a: int, b: int) -> Tensor:
        return self._map[:, :, a:b].float()

    def _normalised(self, layer: Layer, y: Tensor) -> Tensor:
        return layer.normalised(y.float(), self._terms, self._known[layer])

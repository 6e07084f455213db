"""Loading weights from the package, a folder, or a local server that replaces torchvision's."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image
from torch import nn

from nst import stylize
from nst.errors import BadRequest, WeightsUnavailable
from nst.networks import weights
from nst.networks.encoders import vgg
from nst.networks.weights import packed, unpacked
from nst.objective.moments import moments
from nst.recipes import recipe


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint like torchvision's with random weights: VGG16's features, with the checksum in its name."""
    torch.manual_seed(0)
    modules = vgg("vgg16").stages.values()
    state = {
        f"features.{i}.{part}": getattr(module, part).detach().half()
        for i, module in enumerate(modules)
        if isinstance(module, nn.Conv2d)
        for part in ("weight", "bias")
    }
    state["classifier.0.weight"] = torch.zeros(4, 4)
    file = tmp_path_factory.mktemp("published") / "vgg16.pth"
    torch.save(state, file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return file.rename(file.with_name(f"vgg16-{digest[:8]}.pth"))


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder and counts requests."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(folder))

            def do_GET(self) -> None:
                server.asked.append(self.path)
                super().do_GET()

            def log_message(self, *_: Any) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{name}"


@pytest.fixture
def server(checkpoint: Path) -> Iterator[Server]:
    with Server(checkpoint.parent) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_pocket_needs_no_network_and_has_five_layers() -> None:
    encoder = weights.load_encoder("pocket")
    assert encoder.layers == tuple(f"relu{level}_1" for level in range(1, 6))
    features = encoder(torch.rand(1, 3, 64, 48), encoder.layers)
    assert [tuple(f.shape[-2:]) for f in features.values()] == [(64, 48), (32, 24), (16, 12), (8, 6), (4, 3)]
    assert not any(p.requires_grad for p in encoder.parameters())


def test_pocket_is_two_networks_in_a_small_file() -> None:
    encoder = weights.load_encoder("pocket", precise=True)
    image = torch.rand(1, 3, 48, 48)
    ours, others = (member(image, encoder.layers) for member in encoder.ensemble)
    assert list(ours) == list(others)
    assert all(ours[layer].shape[-2:] == others[layer].shape[-2:] for layer in ours)
    assert (resources.files("nst") / weights.POCKET).stat().st_size <= 2_000_000  # type: ignore[attr-defined]


def test_pocket_was_trained() -> None:
    """Training ensures that a rotated texture is much farther from the original than a shifted one."""
    encoder = weights.load_encoder("pocket")
    y, x = torch.meshgrid(torch.arange(96.0), torch.arange(96.0), indexing="ij")
    stripes = ((x + 0 * y) / 4).sin().mul(0.5).add(0.5).expand(1, 3, -1, -1)

    def gram(image: torch.Tensor) -> torch.Tensor:
        return moments(encoder(image, ["relu3_1"])["relu3_1"]).second

    upright, shifted, turned = gram(stripes), gram(stripes.roll(3, 3)), gram(stripes.transpose(2, 3))
    assert (upright - turned).norm() > 5 * (upright - shifted).norm()


def test_weights_are_downloaded_once_and_painted_with(server: Server, checkpoint: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    url = server.url(checkpoint.name)

    def load() -> Any:
        return weights.load_encoder("vgg16", folder=tmp_path / "w", url=url, on_download=lambda *at: told.append(at))

    encoder = load()
    assert told[-1] == (checkpoint.stat().st_size,) * 2
    assert (tmp_path / "w" / checkpoint.name).read_bytes() == checkpoint.read_bytes()
    assert server.asked == [f"/{checkpoint.name}"]
    assert torch.equal(load().stages["conv1_1"].weight, encoder.stages["conv1_1"].weight)
    assert len(server.asked) == 1
    params = recipe("draft", size=32, steps=2)
    *_, last = stylize(Image.new("RGB", (40, 40), "red"), Image.new("RGB", (9, 9), "blue"), params, encoder=encoder)
    assert last.result is not None
    assert last.result.encoder == "vgg16"


def test_weights_in_torchs_own_cache_are_used(
    server: Server, checkpoint: Path, own_cache: Path, tmp_path: Path
) -> None:
    (own_cache / "checkpoints").mkdir(parents=True)
    (own_cache / "checkpoints" / checkpoint.name).write_bytes(checkpoint.read_bytes())
    weights.load_encoder("vgg16", folder=tmp_path / "empty", url=server.url(checkpoint.name))
    assert server.asked == []


def test_a_damaged_download_is_refused_and_leaves_nothing(server: Server, checkpoint: Path, tmp_path: Path) -> None:
    wrong = checkpoint.with_name("vgg16-00000000.pth")
    wrong.write_bytes(b"not the weights")
    with pytest.raises(WeightsUnavailable, match="arrived damaged"):
        weights.load_encoder("vgg16", folder=tmp_path / "w", url=server.url(wrong.name))
    assert list((tmp_path / "w").iterdir()) == []


def test_a_missing_file_on_the_server_is_one_sentence(server: Server, tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable, match=r"could not be downloaded \(.*[Nn]ot found") as caught:
        weights.load_encoder("vgg16", folder=tmp_path, url=server.url("vgg16-12345678.pth"))
    assert "pocket" in caught.value.hint


def test_offline_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable, match="could not be downloaded") as caught:
        weights.load_encoder("vgg19", folder=tmp_path, url="http://127.0.0.1:9/vgg19-dcbb9e9d.pth")
    assert "vgg19-dcbb9e9d.pth" in caught.value.text
    assert str(tmp_path) in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"garbage", b"PK\x03\x04 half a zip"])
def test_a_broken_file_on_disk_is_named(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "vgg16-abcdef01.pth"
    file.write_bytes(content)
    with pytest.raises(WeightsUnavailable, match=file.name):
        weights.load_encoder("vgg16", folder=tmp_path, url=f"http://127.0.0.1:9/{file.name}")


def test_weights_of_another_network_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    file = tmp_path / "vgg19-abcdef01.pth"
    file.write_bytes(checkpoint.read_bytes())
    with pytest.raises(WeightsUnavailable, match="does not hold vgg19"):
        weights.load_encoder("vgg19", folder=tmp_path, url=f"http://127.0.0.1:9/{file.name}")


def test_the_published_addresses_are_torchvisions() -> None:
    assert weights.published("vgg19").endswith("/vgg19-dcbb9e9d.pth")
    assert weights.published("vgg16").endswith("/vgg16-397923af.pth")


def test_unknown_encoders_and_devices_are_told_the_known_ones() -> None:
    with pytest.raises(BadRequest, match="no encoder “resnet”") as caught:
        weights.load_encoder("resnet")
    assert "pocket" in caught.value.hint
    with pytest.raises(BadRequest, match="“toaster” is not available"):
        weights.load_encoder("pocket", device="toaster")


def test_packed_weights_come_back_within_their_precision() -> None:
    torch.manual_seed(0)
    state = {"a.weight": torch.randn(5, 4, 3, 3) * torch.tensor([1e-3, 1.0, 50.0, 0.2, 0.0])[:, None, None, None]}
    state["a.bias"] = torch.randn(5)
    small = packed(state)
    assert small["a.weight"].dtype is torch.int8
    large = unpacked(small)
    assert list(large) == list(state)
    step = state["a.weight"].abs().amax((1, 2, 3), keepdim=True) / 31
    assert bool(((large["a.weight"] - state["a.weight"]).abs() <= 0.51 * step + 1e-12).all())
    assert torch.allclose(large["a.bias"], state["a.bias"], atol=2e-3)

"""Training of the pocket encoder, on a teacher and pictures small enough to be quick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file
from torch import nn

from bot.artworks import draw
from nst.encoders import pocket, vgg
from nst.losses import measured
from training import distill, teachers
from training.crops import crop, find_images

LAYERS = ("relu1_1", "relu2_1")
PLAN = distill.Plan(steps=8, batch=4, size=32, pool=8, reuse=4, widths=(4, 6), pastiches=0.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    for name in ("waves", "garden"):
        draw(name, 96).save(folder / f"{name}.png")
    return folder


@pytest.fixture(scope="module")
def teacher() -> teachers.Teacher:
    torch.manual_seed(1)
    return teachers.Teacher(vgg("vgg16").eval().requires_grad_(requires_grad=False), LAYERS, "random")


def prepared(plan: distill.Plan, folder: Path, teacher: teachers.Teacher) -> tuple[distill.Pool, distill.Student]:
    pool = distill.Pool(plan, find_images(folder), [teacher], torch.device("cpu"))
    torch.manual_seed(0)
    return pool, distill.Student(plan.widths, pool.channels)


def test_training_teaches(folder, teacher, tmp_path):
    plan = replace(PLAN, steps=150)
    pool, student = prepared(plan, folder, teacher)
    errors = [errors for _, errors in distill.train(plan, pool, student, tmp_path / "c")]
    assert errors[-1]["relu1_1"] < 0.95 * errors[0]["relu1_1"]
    assert errors[-1]["relu2_1"] < 0.6 * errors[0]["relu2_1"]


def test_pastiches_join_the_lesson(folder, teacher, tmp_path):
    plan = replace(PLAN, pastiches=1.0, pastiches_from=0)
    pool, student = prepared(plan, folder, teacher)
    *_, (step, errors) = distill.train(plan, pool, student, tmp_path / "c")
    assert step == plan.steps
    assert all(torch.isfinite(torch.tensor(list(errors.values()))))
    assert all(p.requires_grad for p in student.parameters())


def test_an_interrupted_training_goes_on_where_it_was(folder, teacher, tmp_path, monkeypatch):
    monkeypatch.setattr(distill, "CHECKPOINT_EVERY", 4)
    ended = []
    for name, stop in (("whole", None), ("interrupted", 4)):
        pool, student = prepared(PLAN, folder, teacher)
        for step, _ in distill.train(PLAN, pool, student, tmp_path / name):
            if step == stop:
                break
        if stop:
            pool, student = prepared(PLAN, folder, teacher)
            list(distill.train(PLAN, pool, student, tmp_path / name))
        ended.append(student.state_dict())
    assert all(torch.allclose(ended[0][k].float(), ended[1][k].float(), atol=1e-4) for k in ended[0])


def test_the_exported_encoder_sees_distances_as_the_maps_predict_them(folder, teacher, tmp_path):
    pool, student = prepared(PLAN, folder, teacher)
    list(distill.train(PLAN, pool, student, tmp_path / "c"))
    student.eval()
    file = tmp_path / "small.safetensors"
    distill.export(student, file, {"step": "8"})
    encoder = pocket(PLAN.widths)
    encoder.load_state_dict({k: v.float() for k, v in load_file(file).items()})
    a, b = torch.rand(2, 1, 3, 32, 32)
    seen, maps = [student(image) for image in (a, b)], student.maps()
    exported = [{k: measured(f, encoder.metric(k)) for k, f in encoder(image, LAYERS).items()} for image in (a, b)]
    for layer in LAYERS:
        predicted = [torch.einsum("tc,nchw->nthw", maps[layer], s[layer]) for s in seen]
        wanted = (predicted[0] - predicted[1]).square().mean()
        assert (exported[0][layer] - exported[1][layer]).square().mean().item() == pytest.approx(
            wanted.item(), rel=0.02
        )


def test_folding_a_norm_changes_nothing():
    torch.manual_seed(0)
    convolution, norm = nn.Conv2d(3, 5, 3, padding=1), nn.BatchNorm2d(5)
    norm.running_mean, norm.running_var = torch.randn(5), torch.rand(5) + 0.5
    norm.weight.data.normal_()
    norm.eval()
    folded = nn.Conv2d(3, 5, 3, padding=1)
    teachers.fold(folded, convolution.state_dict(), norm.state_dict())
    image = torch.rand(1, 3, 8, 8)
    assert torch.allclose(folded(image), norm(convolution(image)), atol=1e-5)


def test_crops_depend_on_seed_and_number_alone(folder):
    images = find_images(folder)
    assert torch.equal(crop(images, 32, 0, 5), crop(images, 32, 0, 5))
    assert not torch.equal(crop(images, 32, 0, 5), crop(images, 32, 0, 6))
    for number in range(40):
        pixels = crop(images, 32, 1, number)
        assert pixels.shape == (3, 32, 32)
        assert pixels.isfinite().all()


def test_a_folder_without_pictures_is_named(tmp_path):
    with pytest.raises(ValueError, match="no pictures below"):
        find_images(tmp_path)


def test_a_small_picture_is_no_obstacle(tmp_path):
    Image.new("RGB", (7, 5), "red").save(tmp_path / "tiny.png")
    assert crop(find_images(tmp_path), 32, 0, 0).shape == (3, 32, 32)

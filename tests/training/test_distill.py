"""Training of the pocket encoder, with a teacher and pictures small enough to be fast."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from nst.networks.encoders import Encoder, vgg
from nst.objective.losses import in_metric
from training import distill, teachers
from training.artworks import paint
from training.crops import crop, find_images
from training.pool import PROBE, Pool
from training.student import Student
from training.thinning import thinned

LAYERS = tuple(f"relu{level}_1" for level in range(1, 6))
PLAN = distill.Plan(
    steps=8,
    batch=4,
    size=64,
    pool=8,
    renewal=2,
    levels=((4, 2), (6, 2), (6, 3), (8, 3), (8, 1)),
    pastiches=0.0,
    fitted=4,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    for name in ("waves", "garden"):
        paint(name, 96).save(folder / f"{name}.png")
    return folder


@pytest.fixture(scope="module")
def teacher() -> teachers.Teacher:
    torch.manual_seed(1)
    network = vgg("vgg16").eval().requires_grad_(requires_grad=False)
    for stage in network.stages.values():
        if isinstance(stage, nn.Conv2d):
            nn.init.kaiming_normal_(stage.weight, nonlinearity="relu")
    return teachers.Teacher(network, LAYERS, "random")


def prepared(plan: distill.Plan, folder: Path, teacher: teachers.Teacher) -> tuple[Pool, Student]:
    return distill.prepared(plan, find_images(folder), [teacher], torch.device("cpu"))


def difference(one: Encoder, other: Encoder, image: Tensor) -> float:
    """Distance between two encoders' activations at relu3_1, as a share of the second's norm."""
    with torch.no_grad():
        a, b = (encoder(image, ["relu3_1"])["relu3_1"] for encoder in (one, other))
    return float((a - b).square().sum() / b.square().sum())


def test_a_teacher_that_keeps_all_its_channels_is_itself(folder: Path, teacher: teachers.Teacher) -> None:
    images = find_images(folder)
    pictures = [crop(images, 64, 0, number)[None] for number in range(8)]
    encoder = teachers.averaged(teacher).encoder
    whole = thinned(encoder, ((64, 2), (128, 2), (256, 1)), pictures)
    assert difference(whole, encoder, crop(images, 64, 1, 0)[None]) < 0.01


def test_a_thinned_teacher_tells_the_others_channels_from_those_that_it_kept(
    teacher: teachers.Teacher, folder: Path
) -> None:
    images = find_images(folder)
    pictures = [crop(images, 64, 0, number)[None] for number in range(8)]
    taught = replace(teachers.averaged(teacher), layers=LAYERS[:3])
    pool = Pool(images, [taught], torch.device("cpu"), size=64, room=4, pastiches=0.0, seed=0)
    for number in range(4):
        pool.add(number, None)
    seen, target = pool.draw(4, torch.Generator().manual_seed(0))
    errors = {}
    for width in (2, 16):
        student = Student(thinned(taught.encoder, ((width, 2), (width, 2), (width, 1)), pictures), pool.channels)
        _, errors[width] = distill.losses(student, student(seen), target, 1.0)
    assert all(errors[16][layer] < 0.9 * errors[2][layer] < 1 for layer in LAYERS[:3])


@pytest.mark.parametrize("levels", [((4, 2), (6, 1), (8, 1)), ((4, 2), (200, 1))])
def test_a_teacher_of_another_shape_is_refused(
    folder: Path,
    teacher: teachers.Teacher,
    levels: tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | tuple[tuple[int, int], tuple[int, int]],
) -> None:
    with pytest.raises(ValueError, match="cannot be thinned"):
        thinned(teacher.encoder, levels, [crop(find_images(folder), 32, 0, 0)[None]])


def test_training_teaches(folder: Path, teacher: teachers.Teacher, tmp_path: Path) -> None:
    plan = replace(PLAN, steps=200, pool=16, levels=((8, 2), (12, 1)))
    pool, student = prepared(plan, folder, replace(teacher, layers=LAYERS[:2]))
    errors = [errors for _, errors in distill.train(plan, pool, student, tmp_path / "c")]
    # Not compared with the first step, because maps solved from a single batch fit only that batch.
    assert all(errors[-1][layer] < 0.85 * errors[50][layer] for layer in LAYERS[:2])


@pytest.mark.slow
def test_pastiches_join_the_lesson(folder: Path, teacher: teachers.Teacher, tmp_path: Path) -> None:
    plan = replace(PLAN, steps=4, pastiches=1.0, pastiches_from=0)
    pool, student = prepared(plan, folder, teacher)
    plain, _ = prepared(plan, folder, teacher)
    *_, (step, errors) = distill.train(plan, pool, student, tmp_path / "c")
    assert step == plan.steps
    assert all(torch.isfinite(torch.tensor(list(errors.values()))))
    newest = PROBE + plan.pool + plan.steps // plan.renewal - 1
    plain.add(newest, None)
    assert not torch.equal(pool.lessons[-1].pixels, plain.lessons[-1].pixels)


@pytest.mark.slow
def test_an_interrupted_training_goes_on_where_it_was(
    folder: Path, teacher: teachers.Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
        ended.append(student.encoder().state_dict())
    assert all(torch.allclose(ended[0][k].float(), ended[1][k].float(), atol=1e-4) for k in ended[0])


def test_the_exported_encoder_sees_distances_as_the_maps_predict_them(
    folder: Path, teacher: teachers.Teacher, tmp_path: Path
) -> None:
    pool, student = prepared(PLAN, folder, teacher)
    list(distill.train(PLAN, pool, student, tmp_path / "c"))
    file = tmp_path / "small.safetensors.gz"
    distill.export(student.encoder(), file, {"step": "8"})
    written, said = distill.first_of(file)
    assert said["step"] == "8"
    a, b = torch.rand(2, 1, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        seen, maps = [student(image) for image in (a, b)], student.maps()
    for encoder, precision in ((student.encoder(), 0.01), (written, 0.2)):  # few kernels, with six bits each
        found = [{k: in_metric(f, encoder.metric(k)) for k, f in encoder(image, LAYERS).items()} for image in (a, b)]
        for layer in LAYERS:
            predicted = [torch.einsum("tc,nchw->nthw", maps[layer], s[layer]) for s in seen]
            wanted = (predicted[0] - predicted[1]).square().mean().item()
            assert (found[0][layer] - found[1][layer]).square().mean().item() == pytest.approx(wanted, rel=precision)


@pytest.mark.slow
def test_a_student_paints_together_with_its_partner(folder: Path, teacher: teachers.Teacher, tmp_path: Path) -> None:
    plan = replace(PLAN, steps=4, pastiches=1.0, pastiches_from=0)
    pictures = [crop(find_images(folder), 64, 0, number)[None] for number in range(4)]
    file = tmp_path / "partner.safetensors.gz"
    distill.export(thinned(teacher.encoder, ((3, 2), *plan.levels[1:]), pictures), file, {})
    partner, _ = distill.first_of(file)
    pastiches, before = [], partner.state_dict()
    for other in (None, partner):
        pool, student = prepared(plan, folder, teacher)
        list(distill.train(plan, pool, student, tmp_path / str(bool(other)), other))
        pastiches.append([lesson.pixels for lesson in pool.lessons])
    assert not all(map(torch.equal, *pastiches))
    pair = student.encoder(partner)
    assert [member.stages["conv1_1"].out_channels for member in pair.ensemble] == [4, 3]
    distill.export(pair, file, {})
    written = distill.first_of(file)[0].state_dict()
    assert written.keys() == student.encoder().state_dict().keys()
    assert all(torch.equal(value, before[name]) for name, value in partner.state_dict().items())


def test_folding_a_norm_changes_nothing() -> None:
    torch.manual_seed(0)
    convolution, norm = nn.Conv2d(3, 5, 3, padding=1), nn.BatchNorm2d(5)
    norm.running_mean, norm.running_var = torch.randn(5), torch.rand(5) + 0.5
    norm.weight.data.normal_()
    norm.eval()
    folded = nn.Conv2d(3, 5, 3, padding=1)
    teachers.fold(folded, convolution.state_dict(), norm.state_dict())
    image = torch.rand(1, 3, 8, 8)
    assert torch.allclose(folded(image), norm(convolution(image)), atol=1e-5)


def test_crops_depend_on_seed_and_number_alone(folder: Path) -> None:
    images = find_images(folder)
    assert torch.equal(crop(images, 32, 0, 5), crop(images, 32, 0, 5))
    assert not torch.equal(crop(images, 32, 0, 5), crop(images, 32, 0, 6))
    for number in range(40):
        pixels = crop(images, 32, 1, number)
        assert pixels.shape == (3, 32, 32)
        assert pixels.isfinite().all()


def test_a_folder_without_pictures_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no pictures below"):
        find_images(tmp_path)


def test_a_small_picture_is_no_obstacle(tmp_path: Path) -> None:
    Image.new("RGB", (7, 5), "red").save(tmp_path / "tiny.png")
    assert crop(find_images(tmp_path), 32, 0, 0).shape == (3, 32, 32)

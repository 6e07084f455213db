"""Learn a style from a painting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from nst import BadRequest, InstantStyle, LearningParams, LearningProgress, encode_style, learn, painting_digest
from nst.networks.encoders import Encoder

TINY = LearningParams(steps=4, crop=64, painting_size=64)


def last(steps: list[LearningProgress]) -> InstantStyle:
    assert all(progress.result is None for progress in steps[:-1])
    result = steps[-1].result
    assert result is not None
    return result


@pytest.fixture(scope="module")
def learned(painting: Image.Image, encoder: Encoder) -> list[LearningProgress]:
    return list(learn(painting, TINY, encoder=encoder, name="Strokes", licence="CC0"))


def test_learning_tells_every_step_and_ends_with_a_style(
    learned: list[LearningProgress], painting: Image.Image
) -> None:
    assert [(progress.step, progress.steps) for progress in learned] == [(n, 4) for n in range(1, 5)]
    assert all(progress.losses.style > 0 for progress in learned)
    assert learned[0].elapsed < learned[-1].elapsed
    assert learned[1].remaining > learned[-1].remaining == 0
    style = last(learned)
    assert (style.painting, style.name, style.licence) == (painting_digest(painting), "Strokes", "CC0")
    assert style.training["steps"] == 4
    assert LearningParams.from_dict(style.training["params"]) == TINY


def test_a_preview_shows_a_photo_as_it_is_painted_so_far(learned: list[LearningProgress], photo: Image.Image) -> None:
    assert learned[-1].preview(photo).size == photo.size


def test_the_same_seed_learns_the_same_and_another_seed_another_style(
    learned: list[LearningProgress], painting: Image.Image, encoder: Encoder
) -> None:
    again, other = (last(list(learn(painting, replace(TINY, seed=seed), encoder=encoder))) for seed in (0, 1))
    assert again.digest == last(learned).digest != other.digest


def test_learning_goes_on_after_a_break_as_if_there_had_been_none(
    learned: list[LearningProgress], painting: Image.Image, encoder: Encoder, tmp_path: Path
) -> None:
    file = tmp_path / "learning"
    begun = learn(painting, TINY, encoder=encoder, checkpoint=file)
    before = [next(begun), next(begun)][-1]
    begun.close()
    resumed = list(learn(painting, TINY, encoder=encoder, checkpoint=file))
    assert [progress.step for progress in resumed] == [3, 4]
    assert resumed[0].elapsed > before.elapsed
    assert last(resumed).digest == last(learned).digest
    assert list(tmp_path.iterdir()) == [], "nothing is left"


@pytest.mark.parametrize("change", ["painting", "settings", "damaged"])
def test_a_checkpoint_of_something_else_is_not_used(
    painting: Image.Image, encoder: Encoder, tmp_path: Path, change: str
) -> None:
    file = tmp_path / "learning"
    begun = learn(painting, TINY, encoder=encoder, checkpoint=file)
    next(begun)
    begun.close()
    params = replace(TINY, seed=5) if change == "settings" else TINY
    if change == "damaged":
        file.write_bytes(file.read_bytes()[:-9])
    again = learn(painting.rotate(90) if change == "painting" else painting, params, encoder=encoder, checkpoint=file)
    assert next(again).step == 1
    again.close()


def test_when_the_time_is_up_what_was_learned_so_far_is_the_result(painting: Image.Image, encoder: Encoder) -> None:
    style = last(list(learn(painting, TINY, encoder=encoder, time_limit=1e-9)))
    assert style.training["steps"] == 1


def test_time_that_is_used_up_before_a_break_counts(painting: Image.Image, encoder: Encoder, tmp_path: Path) -> None:
    begun = learn(painting, TINY, encoder=encoder, checkpoint=tmp_path / "learning")
    next(begun)
    begun.close()
    resumed = list(learn(painting, TINY, encoder=encoder, checkpoint=tmp_path / "learning", time_limit=1e-9))
    assert last(resumed).training["steps"] == 2


def test_a_style_is_learned_from_another_style(
    learned: list[LearningProgress], painting: Image.Image, encoder: Encoder
) -> None:
    params = replace(TINY, steps=1, learning_rate=1e-9)
    style = last(list(learn(painting.rotate(90), params, encoder=encoder, start=last(learned))))
    first, second = (dict(each.network.named_parameters()) for each in (last(learned), style))
    assert all(torch.allclose(first[name], second[name], atol=1e-3) for name in first)


def test_learning_needs_no_photos(painting: Image.Image, encoder: Encoder) -> None:
    style = last(list(learn(painting, TINY, encoder=encoder, photos=[])))
    assert len(encode_style(style)) > 100_000


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": 0},
        {"crop": 65},
        {"crop": 1024},
        {"batch": 0},
        {"learning_rate": 0},
        {"painting_size": 1},
        {"seed": -1},
        {"steadiness": -1},
    ],
)
def test_a_setting_out_of_range_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        LearningParams.from_dict(changes)

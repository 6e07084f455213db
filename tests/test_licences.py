"""What is owed to others: the works that the networks were made from, and the packages beside the bot."""

import gzip
import json
import re
from pathlib import Path

from docs import licences

ROOT = Path(__file__).parents[1]


def test_the_notice_names_every_teacher_that_the_weights_name() -> None:
    data = gzip.decompress((ROOT / "nst" / "pocket.safetensors.gz").read_bytes())
    length = int.from_bytes(data[:8], "little")
    about = json.loads(data[8 : 8 + length])["__metadata__"]
    teachers = json.loads(about["teachers"]) | json.loads(json.loads(about["partner"])["teachers"])
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert {"vgg16bn-craft", "vgg19-oxford"} == set(teachers)
    assert [name for name in teachers if name not in notice] == []
    assert "https://creativecommons.org/licenses/by/4.0/" in notice


def test_the_page_of_licences_names_every_package_that_ships() -> None:
    named = set(re.findall(r"^\| ([a-z0-9-]+) \|", licences.PAGE.read_text("utf-8"), re.MULTILINE)) - {"package", "---"}
    assert named == set(licences.shipped()), "run: python -m docs.licences"

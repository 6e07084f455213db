"""The export of a person's data."""

import io
import json
import threading
import zipfile
from collections.abc import Mapping
from typing import Any

from bot.storage.personal_data import PersonalDataService


class Witness:
    """A value that notes the thread that formats it."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def __str__(self) -> str:
        self.threads.append(threading.current_thread())
        return "written"


class OneKeeper:
    """Exports one value."""

    def __init__(self, value: object) -> None:
        self.value = value

    async def export(self, user_id: int) -> Mapping[str, Any]:
        return {"jobs.json": [self.value]}

    async def forget(self, user_id: int) -> Mapping[str, int]:
        return {}


async def test_the_losses_of_thousands_of_pictures_are_written_down_off_the_event_loop() -> None:
    witness = Witness()
    export = await PersonalDataService([OneKeeper(witness)]).export(1, limit=2**20)
    assert witness.threads
    assert threading.main_thread() not in witness.threads
    with zipfile.ZipFile(io.BytesIO(export.data)) as file:
        assert json.loads(file.read("jobs.json")) == ["written"]

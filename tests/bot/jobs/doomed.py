"""A bot that one picture crashes: ``doomed.py FOLDER``. The first start submits that picture and a harmless one."""

import asyncio
import os
import sys
from collections.abc import Generator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from bot.jobs.executor import PaintTask
from bot.jobs.job import Hold
from bot.jobs.local_executor import LocalExecutor
from bot.runtime.crash_log import crash_log
from nst import images
from nst.progress import Losses, Progress, Result
from tests.bot.doubles import ALICE, BOB, BotFolder, FakeAnnouncer, png, request
from tests.polling import until

DEADLY = png("black")


def paint(task: PaintTask, device: str) -> Generator[Progress, None, None]:
    """Paint in an instant; one picture aborts the process, like a library that finds corrupt memory."""
    losses = Losses(total=1.0, content=0.0, style=1.0, tv=0.0, by_layer={})
    if task.content == DEADLY:
        os.abort()
    image = images.decode(task.content or b"")
    result = Result(image, [losses], losses, losses, 0.1, 1, "pocket", device, task.params, "")
    yield Progress(1, 1, 1, 1, losses, 0.1, 0.0, lambda side: images.fit_image(image, side), result)


async def main(folder: Path) -> None:
    executor, box = LocalExecutor(["cpu"], painter=paint), FakeAnnouncer()
    first = not (folder / "bot.db").exists()
    with crash_log(folder / "crash.log") as ending:
        async with BotFolder(folder).open(executor, box, start=False, ending=ending) as job_service:
            job_service.hold(Hold.PAUSED)
            if first:
                await job_service.submit(request(ALICE, content=DEADLY))
                await job_service.submit(request(BOB))
            await job_service.start()
            job_service.hold(None)
            await until(lambda: len(box.ends) == 2)
        await executor.close()
    for job in sorted(box.ends, key=lambda job: job.owner_id):
        print(job.owner_id, job.state, dict(job.failure), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))

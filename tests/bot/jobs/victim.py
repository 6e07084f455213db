"""A bot that hangs at a given moment, so that a test can kill it there: ``victim.py FOLDER MOMENT``."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from bot.jobs.announcer import Note
from bot.jobs.job import Job
from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor, finished, request


def reached(moment: str) -> None:
    print(moment, flush=True)  # noqa: T201


async def hang() -> None:
    await asyncio.Event().wait()


class Channel(FakeAnnouncer):
    """Posts into a file; can hang before and after."""

    def __init__(self, posts: Path, moment: str) -> None:
        super().__init__()
        self.posts = posts
        self.moment = moment

    async def ended(self, job: Job, note: Note) -> str | None:
        if self.moment == "finished":
            reached("finished")
            await hang()
        with self.posts.open("a") as file:
            file.write(f"{job.id} {job.state}\n")
        reached("posted")
        await hang()
        return "reply"


async def main(folder: Path, moment: str) -> None:
    executor = FakeExecutor(slots=0 if moment == "accepted" else 1)
    async with BotFolder(folder).open(executor, Channel(folder / "posts.txt", moment)) as job_service:
        job = await job_service.submit(request())
        reached(job.id)
        if moment == "accepted":
            reached("accepted")
            await hang()
        await executor.started(job.id)
        if moment == "painting":
            reached("painting")
            await hang()
        executor.tell(job.id, finished())
        await hang()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))

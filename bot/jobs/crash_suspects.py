"""Find the jobs that crash the process.

A kill from outside (a deploy, a power cut, a host) is not a job's fault, but looks like a crash that the job caused.
So two facts decide: how the last process ended (`bot.runtime.crash_log.Ending`), and whether the job ran alone.

- Jobs that ran when the process died are suspects (`attempts` of a queued job is not 0). A suspect runs alone until it
  ends or the process dies again. Suspects go first, one after the other.
- A death counts against a job (`crashes`) if the process crashed or ran out of memory, and only this job was running.
  After the second one the job fails.
- A restart of the machine and an orderly stop do not count.
- A death with an unknown cause does not count either, unless it happens `MOST_ATTEMPTS` times in a row: some systems
  report no cause, and a job must not stop the bot forever.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.jobs.job import Job, State
from bot.jobs.store import JobStore
from bot.runtime.crash_log import Ending

log = logging.getLogger(__name__)

MOST_CRASHES = 2
MOST_ATTEMPTS = 10


def is_suspect(job: Job) -> bool:
    """Whether a queued job was running when a process died."""
    return job.attempts > 0


async def judge(store: JobStore, ending: Ending) -> None:
    """Queue the jobs that ran when the last process ended; fail those that ended it too often."""
    running = [job for job in await store.unfinished() if job.state is State.RUNNING]
    for job in judged(running, ending):
        if not hopeless(job):
            await store.transition(job.id, State.QUEUED, attempts=job.attempts, crashes=job.crashes)
            continue
        log.error("Job %s ran each of %d times that the bot died; giving it up.", job.id, job.attempts)
        error = f"This picture stopped me {job.attempts} times. A smaller size may work."
        failure = {"code": "job-given-up", "attempts": job.attempts}
        await store.transition(job.id, State.FAILED, error=error, failure=failure, crashes=job.crashes)


def judged(running: Sequence[Job], ending: Ending) -> list[Job]:
    """The jobs that ran at the end of the last process, with their new `attempts` and `crashes`."""
    if ending is Ending.REBOOTED:
        return [replace(job, attempts=max(job.attempts - 1, 0)) for job in running]
    alone = len(running) == 1
    return [replace(job, crashes=job.crashes + (alone and ending is Ending.CRASHED)) for job in running]


def hopeless(job: Job) -> bool:
    """Whether a job has stopped the process too often to run again."""
    return job.crashes >= MOST_CRASHES or job.attempts >= MOST_ATTEMPTS

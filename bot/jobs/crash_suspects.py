"""Which jobs are to blame when the process dies while they run.

A kill from outside (a deploy, a power cut, a host) is no job's fault, but looks like a crash that the job caused.
So two things are told apart: what is known of the end of the last process
(`bot.runtime.crash_log.Ending`), and whether a job was alone.

- Jobs that ran when the process died are suspects (`attempts` of a queued job is not 0). A suspect runs alone: nothing
  else runs beside it, until it ends or the process dies again. Suspects go first, one after the other.
- A death counts against a job (`crashes`) if the process is known to have crashed, or to have been killed for want of
  memory, and the job alone was running. With the second one it is given up.
- A restart of the machine and an orderly stop count for nothing.
- A death whose cause is not known counts for nothing either, unless it comes `MOST_ATTEMPTS` times in a row: there are
  systems that say nothing about their reasons, and a job must not stop the bot forever.
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
    """Whether a job that waits was running when a process died."""
    return job.attempts > 0


async def judge(store: JobStore, ending: Ending) -> None:
    """Queue the jobs that ran when the last process ended; those that have ended it too often have failed."""
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
    """The jobs that ran at the end of the last process, with the `attempts` and `crashes` that they have now."""
    if ending is Ending.REBOOTED:
        return [replace(job, attempts=max(job.attempts - 1, 0)) for job in running]
    alone = len(running) == 1
    return [replace(job, crashes=job.crashes + (alone and ending is Ending.CRASHED)) for job in running]


def hopeless(job: Job) -> bool:
    """Whether a job has stopped the process so often that it is given up."""
    return job.crashes >= MOST_CRASHES or job.attempts >= MOST_ATTEMPTS

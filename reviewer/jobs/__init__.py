"""Work in child processes, always spawned: whatever a hostile file does, it does there.

- `Pool`: many small tasks over all cores.
- `Worker`: a lasting child that answers requests.
- `Job`: a generator that tells its progress and can be cancelled.

All are driven by polling, from a timer of the window or from a loop of the command line; no call waits for a child.
"""

from reviewer.jobs.job import Job, JobState
from reviewer.jobs.outcome import Failure, FailureKind, Outcome, Pace, Progress
from reviewer.jobs.pool import Pool
from reviewer.jobs.process import give_way, is_running
from reviewer.jobs.worker import Worker

__all__ = [
    "Failure",
    "FailureKind",
    "Job",
    "JobState",
    "Outcome",
    "Pace",
    "Pool",
    "Progress",
    "Worker",
    "give_way",
    "is_running",
]

"""Work done in processes of their own, several side by side, each held to its time. Whatever one does, the others go
on.

They are forked from a server process that has imported everything already (preload.py) and does nothing itself, so
that a process costs next to nothing to start and can still be killed alone.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import multiprocessing.forkserver
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pipelines.outcome import Outcome
from pipelines.raw_packs import RawPack
from pipelines.version import Part, digests, go_by

Message = tuple[int, int] | str | Outcome
"""What a process says: (pages read, pages in all), the step that begins, and at the end its outcome."""

Target = Callable[[RawPack, Path, Connection], None]
"""Run in the process: the file, the warehouse's folder, and where to send messages."""


class Listener:
    """Hears what happens to each file, by its place in the list. This one does not care."""

    def began(self, place: int, raw: RawPack) -> None:
        """A process was started for the file."""

    def pages(self, place: int, read: int, of: int) -> None:
        """`read` of its pages have been read, `of` in all."""

    def step(self, place: int, name: str) -> None:
        """A step begins."""

    def ended(self, place: int, outcome: Outcome) -> None:
        """What became of the file is known."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that a file may take: to begin with, for every page, and at most. OCR takes up to forty a page."""

    start: float = 180.0
    per_page: float = 60.0
    most: float = 4 * 3600.0

    def seconds(self, pages: int) -> float:
        return min(self.start + self.per_page * pages, self.most)


@dataclass
class _Job:
    place: int
    raw: RawPack
    process: ForkServerProcess
    messages: Connection
    started: float
    limit: float
    pages_read: int = 0

    @property
    def left(self) -> float:
        return self.started + self.limit - time.monotonic()


def run_each(
    files: Iterable[tuple[int, RawPack]],
    target: Target,
    warehouse: Path,
    listener: Listener,
    *,
    jobs: int,
    bounds: Bounds,
) -> Iterator[tuple[int, Outcome]]:
    """Run `target` on every file, `jobs` at a time; yields each place with its outcome, the first to end first.

    A process that dies or overruns its bounds has failed, with the reason. None of them outlives this call.
    """
    waiting, running = deque(files), list[_Job]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                place, raw = waiting.popleft()
                listener.began(place, raw)
                running.append(_start(place, raw, target, warehouse, bounds))
            _wait(running)
            for job in list(running):
                if (outcome := _hear(job, listener, bounds)) is not None:
                    _end(job)
                    running.remove(job)
                    yield job.place, outcome
    finally:
        for job in running:
            _end(job)


def make_ready() -> None:
    """Have the server start and import, while there is something else to do. Called again, it does nothing."""
    multiprocessing.set_forkserver_preload(["pipelines.preload"])
    multiprocessing.forkserver.ensure_running()


def _start(place: int, raw: RawPack, target: Target, warehouse: Path, bounds: Bounds) -> _Job:
    make_ready()
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(target, digests(), raw, warehouse, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Job(place, raw, process, ours, time.monotonic(), bounds.start)


def _run(target: Target, taken: dict[Part, str], raw: RawPack, warehouse: Path, messages: Connection) -> None:
    go_by(taken)
    target(raw, warehouse, messages)


def _wait(running: Sequence[_Job]) -> None:
    """Until one has something to say, has died, or is out of time."""
    multiprocessing.connection.wait(
        [job.messages for job in running], timeout=max(0.0, min(job.left for job in running))
    )


def _hear(job: _Job, listener: Listener, bounds: Bounds) -> Outcome | None:
    """Take what a process says; its outcome where it has ended or is out of time."""
    try:
        while job.messages.poll():
            message: Message = job.messages.recv()
            if isinstance(message, Outcome):
                return message
            if isinstance(message, str):
                listener.step(job.place, message)
            else:
                job.pages_read, of = message
                job.limit = bounds.seconds(of)
                listener.pages(job.place, job.pages_read, of)
    except EOFError:
        job.process.join()
        return _failed(job, _death(job.process.exitcode))
    if job.left <= 0:
        return _failed(job, f"not done after {job.limit:,.0f} seconds, {job.pages_read} pages read")
    return None


def _end(job: _Job) -> None:
    """Have the process gone. One that has told its outcome has nothing left to do."""
    job.process.kill()
    job.process.join()
    job.messages.close()


def _failed(job: _Job, reason: str) -> Outcome:
    raw = job.raw
    return Outcome(raw.name, "failed", None, raw.sha256, raw.size, reason, seconds=time.monotonic() - job.started)


def _death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"its process was ended by {signal.Signals(-exit_code).name}: out of memory, or a fault in a library"
    return f"its process ended with code {exit_code} before it was done"

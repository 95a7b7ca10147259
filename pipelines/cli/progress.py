"""How far a load has come: a bar per file with pages and rate on a terminal, a line per file elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from pipelines.outcome import Outcome
from pipelines.processes import Listener
from pipelines.raw_packs import RawPack


class _Rate(ProgressColumn):
    """Pages a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f} pages/s" if speed and task.total else "")


class Display(Listener):
    """Shows what it hears, while it is entered."""

    def __init__(self, console: Console, raws: Sequence[RawPack]) -> None:
        self._console, self._raws = console, raws
        self._bars: dict[int, TaskID] = {}
        self._done = 0
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[page]}"),
            _Rate(),
            TextColumn("[dim]{task.fields[step]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._all = self._progress.add_task("all files", total=len(raws), page=f"file 0 of {len(raws)}", step="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def say(self, step: str) -> None:
        """What goes on for all files together."""
        self._progress.update(self._all, step=step)

    def began(self, place: int, raw: RawPack) -> None:
        self._bars[place] = self._progress.add_task(escape(raw.name), total=None, page="", step="starting")

    def pages(self, place: int, read: int, of: int) -> None:
        self._progress.update(self._bars[place], completed=read, total=of, page=f"page {read} of {of}")

    def step(self, place: int, name: str) -> None:
        self._progress.update(self._bars[place], step=name)

    def ended(self, place: int, outcome: Outcome) -> None:
        self._done += 1
        self._progress.update(self._all, completed=self._done, page=f"file {self._done} of {len(self._raws)}")
        if place in self._bars:
            self._progress.remove_task(self._bars[place])
        if not self._console.is_terminal and outcome.state != "unchanged":
            self._console.print(
                f"{self._done}/{len(self._raws)} {outcome.name}: {outcome.state}, {outcome.seconds:.1f} s", markup=False
            )

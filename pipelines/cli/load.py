"""`packs load`."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.options import WAREHOUSE, Exit, WarehouseOption, err, out, usage_error

if TYPE_CHECKING:
    from pipelines.outcome import Outcome

RAW_PACKS = Path("raw_packs")


def load_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="PDF files, or folders of them. [default: raw_packs/]"),
    ] = None,
    warehouse: WarehouseOption = WAREHOUSE,
    force: Annotated[bool, typer.Option("--force", help="Load again what is loaded already.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Packs read side by side. [default: one per core]")
    ] = None,
) -> None:
    """Load PDFs into the warehouse: those that are new, have changed, or were loaded by another version of this
    program.

    A pack is published as a whole or not at all. Ends with 0 where all files are loaded, 1 where some are not.
    """
    from pipelines.cli.progress import Display
    from pipelines.cli.summary import print_summary
    from pipelines.loading import load, refresh_marts
    from pipelines.raw_packs import find_raw_packs
    from pipelines.warehouse import Warehouse

    asked = paths or [RAW_PACKS]
    for path in asked:
        if not path.exists():
            raise usage_error(f"no such file or folder: {path}")
    started = time.monotonic()
    place = Warehouse(warehouse)
    raws = list(find_raw_packs(asked))
    with Display(err(), raws) as display:
        outcomes = load(raws, place, display, jobs=jobs or len(os.sched_getaffinity(0)), force=force)
        display.say("building the marts")
        marts = refresh_marts(place)
    print_summary(out(), outcomes, time.monotonic() - started)
    complaints = [outcome for outcome in (*outcomes, marts) if outcome is not None and not outcome.well]
    for outcome in complaints:
        _complain(outcome)
    raise typer.Exit(Exit.SOME_FAILED if complaints else Exit.WELL)


def _complain(outcome: Outcome) -> None:
    where = f", page {outcome.page}" if outcome.page else ""
    console = err()
    console.print(
        f"{outcome.name}: {outcome.state}{where}: {outcome.reason}", style="red", markup=False, soft_wrap=True
    )
    if outcome.trace:
        console.print(outcome.trace, style="dim", markup=False, soft_wrap=True)

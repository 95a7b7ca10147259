"""What the commands have in common: the option --warehouse, exit codes, and where things are printed."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # rich takes longer to import than the rest of the command
    from rich.console import Console

WarehouseOption = Annotated[
    Path,
    typer.Option("--warehouse", "-w", metavar="DIR", help="The warehouse folder.", file_okay=False, show_default=True),
]
WAREHOUSE = Path("warehouse")


class Exit(IntEnum):
    """How a command ends."""

    WELL = 0
    SOME_FAILED = 1
    USAGE = 2


def out() -> Console:
    """For data. Lines are not cut to the width of a terminal where there is none."""
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=140)


def err() -> Console:
    """For progress and complaints."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def usage_error(message: str) -> typer.Exit:
    """Say what was wrong with the call; to be raised."""
    err().print(f"packs: {message}", style="red", markup=False, soft_wrap=True)
    return typer.Exit(Exit.USAGE)

"""`packs dictionary`."""

from __future__ import annotations

import typer

from pipelines.cli.options import WAREHOUSE, WarehouseOption


def dictionary_command(warehouse: WarehouseOption = WAREHOUSE) -> None:
    """Print the data dictionary in Markdown: every table and mart, its columns, types and values."""
    from schemas.dictionary import dictionary

    typer.echo(dictionary(), nl=False)

"""`packs export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import WAREHOUSE, WarehouseOption, err, out, usage_error
from pipelines.export import Format


def export_command(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write to.", file_okay=False)],
    form: Annotated[Format, typer.Option("--format", help="A workbook, or a file per mart.")] = Format.XLSX,
    mart: Annotated[
        list[str] | None, typer.Option("--mart", metavar="NAME", help="A mart; may be given again. [default: all]")
    ] = None,
    warehouse: WarehouseOption = WAREHOUSE,
) -> None:
    """Write the marts as a workbook, or as comma-separated or Parquet files, for people and programs that have no
    DuckDB.

    No cell holds what a spreadsheet would run as a formula.
    """
    from pipelines.export.export import export
    from pipelines.marts.state import stale_marts
    from pipelines.warehouse import Warehouse
    from schemas.marts import MARTS

    place = Warehouse(warehouse)
    names = list(dict.fromkeys(mart or MARTS))
    if unknown := [name for name in names if name not in MARTS]:
        raise usage_error(f"no mart {', '.join(unknown)}: there are {', '.join(MARTS)}")
    if place.marts.current() is None:
        raise usage_error(f"no warehouse at {warehouse}: run packs load first")
    if stale_marts(place):
        err().print("packs: the marts are older than the packs or the program: packs load renews them", style="yellow")
    try:
        files = export(place, names, to, form)
    except FileNotFoundError as missing:
        raise usage_error(f"{missing.filename} is not there: run packs load first") from None
    except OSError as error:
        raise usage_error(f"{to} cannot be written: {error.strerror}") from None
    for file in files:
        out().print(str(file), markup=False, soft_wrap=True)

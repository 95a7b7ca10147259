"""`packs show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import WAREHOUSE, WarehouseOption, out, usage_error


def show_command(
    table_id: Annotated[str, typer.Argument(metavar="TABLE_ID", help="The table, as in the column table_id.")],
    pack: Annotated[
        str | None, typer.Option("--pack", help="Its pack_id, or the beginning; needed where several packs are loaded.")
    ] = None,
    packs: Annotated[Path, typer.Option("--packs", help="Where the PDF is: a folder or the file.")] = Path("raw_packs"),
    to: Annotated[Path, typer.Option("--to", help="The folder that the pictures are written to.")] = Path(),
    warehouse: WarehouseOption = WAREHOUSE,
) -> None:
    """Write a picture of the pages of a table, with its grid, header rows, merged cells and ratings drawn over it."""
    from pipelines.originals import Originals
    from pipelines.pictures import table_pictures
    from pipelines.raw_packs import read_raw_pack
    from pipelines.warehouse import Warehouse

    place = Warehouse(warehouse)
    found = [manifest for manifest in place.manifests() if manifest.pack_id.startswith(pack or "")]
    if len(found) != 1:
        raise usage_error(f"{len(found)} packs are meant by --pack {pack or ''}: see packs status")
    manifest = found[0]
    raw = Originals(packs).find(manifest)
    if raw is None:
        raise usage_error(f"the PDF of {manifest.pack_id} ({manifest.file_name}) is not in {packs}")
    to.mkdir(parents=True, exist_ok=True)
    try:
        for page, picture in table_pictures(place, manifest.pack_id, table_id, read_raw_pack(raw.path)):
            path = to / f"{manifest.pack_id}-{table_id}-page{page}.png"
            picture.save(path)
            out().print(str(path), markup=False, soft_wrap=True)
    except KeyError:
        raise usage_error(f"{manifest.pack_id} has no table {table_id}") from None

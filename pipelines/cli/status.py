"""`packs status`."""

from __future__ import annotations

from pipelines.cli.options import WAREHOUSE, WarehouseOption, out


def status_command(warehouse: WarehouseOption = WAREHOUSE) -> None:
    """List the packs that are loaded, and the files that were refused with the reason."""
    from rich.markup import escape
    from rich.table import Table

    from pipelines.cli.summary import counts, pack_table, print_table
    from pipelines.refusals import read_refusals
    from pipelines.version import software_version
    from pipelines.warehouse import Warehouse

    console, place = out(), Warehouse(warehouse)
    manifests, refusals = place.manifests(), read_refusals(place)
    if manifests:
        table = pack_table("Loaded", "loaded at", "pack_id")
        for manifest in manifests:
            stale = "" if manifest.software_version.startswith(software_version()) else " (by another version)"
            loaded = f"{manifest.loaded_at:%Y-%m-%d %H:%M}{stale}"
            table.add_row(escape(manifest.file_name), *counts(manifest), loaded, manifest.pack_id)
        print_table(console, table)
    if refusals:
        table = Table(
            "file", "page", "reason", title="Refused", title_justify="left", header_style="bold", pad_edge=False
        )
        for row in refusals:
            table.add_row(escape(str(row["file_name"])), str(row["page"] or ""), escape(str(row["reason"])))
        console.print(table)
    console.print(f"{warehouse}: {len(manifests)} packs loaded, {len(refusals)} files refused")

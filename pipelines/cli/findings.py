"""`packs findings`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.hits import PACKS, Library, PacksOption
from pipelines.cli.options import WAREHOUSE, Exit, WarehouseOption, out, usage_error

if TYPE_CHECKING:
    from rich.console import Console

Finding = dict[str, Any]


def findings_command(
    pack: Annotated[
        str | None, typer.Option("--pack", help="Only this pack: its pack_id, or the beginning, or its file's name.")
    ] = None,
    packs: PacksOption = PACKS,
    warehouse: WarehouseOption = WAREHOUSE,
) -> None:
    """List what does not add up, worst first: faults of our reading, then slips in the papers, with page and figures.

    Findings that a reviewer has settled are left out. Ends with 1 where there are any, with 0 where there are none.
    """
    import duckdb

    from pipelines.marts.findings import read_findings
    from pipelines.warehouse import Warehouse

    place = Warehouse(warehouse)
    if not place.views.exists():
        raise usage_error(f"no warehouse at {warehouse}: run packs load first")
    manifests = place.manifests()
    chosen = {manifest.pack_id for manifest in manifests if _is_meant(pack, manifest.pack_id, manifest.file_name)}
    if not chosen and (pack is not None or not manifests):
        raise usage_error(f"no pack is meant by --pack {pack or ''}: see packs status")
    with duckdb.connect(str(place.views), read_only=True) as connection:
        found = [finding for finding in read_findings(connection) if finding["pack_id"] in chosen]
    console, library = out(), Library(place, packs)
    for heading, group in _grouped(found):
        console.print(heading, style="bold", markup=False)
        for finding in group:
            _print(console, library, finding)
    checked = sum(manifest.rows.get("check_results", 0) for manifest in manifests if manifest.pack_id in chosen)
    errors = sum(finding["severity"] == "error" for finding in found)
    told = f" ({errors} of our reading)" if errors else ""
    ones, packs_in = "finding" if len(found) == 1 else "findings", "pack" if len(chosen) == 1 else "packs"
    console.print(f"{len(found)} {ones}{told} among {checked:,} things checked in {len(chosen)} {packs_in}")
    if found:
        raise typer.Exit(Exit.SOME_FAILED)


def _is_meant(pack: str | None, pack_id: str, file_name: str) -> bool:
    return pack is None or pack_id.startswith(pack) or file_name == pack or Path(file_name).stem == pack


def _grouped(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings worst first: those of our reading before those of the papers, then in the order of the checks."""
    from extractors.checks.registry import CHECKS
    from extractors.checks.successive import SUCCESSIVE_CHECKS

    names = [*(check.name for check in CHECKS), *(check.name for check in SUCCESSIVE_CHECKS)]
    order = {name: number for number, name in enumerate(names)}
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding["severity"], finding["pack_id"]), []).append(finding)
    made = []
    for (severity, _), group in sorted(groups.items(), key=lambda item: item[0][0] != "error"):
        group.sort(key=lambda finding: (order.get(finding["check"], -1), finding["page"] or 0))
        what = "not read as it should be" if severity == "error" else _verb(group)
        made.append((f"{group[0]['file_name']}: {len(group)} {what}", group))
    return made


def _verb(group: list[Finding]) -> str:
    return "does not agree" if len(group) == 1 else "do not agree"


def _print(console: Console, library: Library, finding: Finding) -> None:
    """One finding: where, what it is called, what was found, and the figures."""
    from rich.padding import Padding
    from rich.text import Text

    line = Text(finding["check"].replace("_", " "), style="red" if finding["severity"] == "error" else "yellow")
    if finding["page"] is not None:
        line.append("  ")
        line.append_text(library.link(finding["pack_id"], finding["page"]))
    console.print(Padding(line, (0, 0, 0, 2)))
    console.print(Padding(Text(finding["message"] or finding["subject"]), (0, 0, 0, 4)))
    figures = (("expected", finding["expected"]), ("printed", finding["actual"]), ("difference", finding["difference"]))
    shown = ", ".join(f"{name} {value}" for name, value in figures if value)
    if shown:
        console.print(Padding(Text(shown, style="dim"), (0, 0, 0, 4)))

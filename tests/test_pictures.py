"""`packs show`: the page of a table with what was read drawn over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from extractors.pack import compose, identify, ingest, read_facts
from pipelines.cli.app import app
from pipelines.pictures import table_pictures
from pipelines.raw_packs import find_raw_packs
from pipelines.warehouse import Warehouse
from tools.samples.sheets import ruled_table

PLAN = [
    ["Ref", "Action", "Target date", "RAG", "Progress"],
    ["HP1", "Mend the roof of the depot", "31 March 2024", "", "Tenders are back"],
    ["HP2", "Let the empty shop", "30 June 2024", "", "No taker yet"],
]


@pytest.fixture
def plan(tmp_path: Path, publish: Callable[..., None]) -> tuple[str, str, Path]:
    """A published pack of one action plan: pack_id, table_id, and the folder of its PDF."""
    data = ruled_table(PLAN, fills={(1, 3): "#00b050", (2, 3): "#ff0000"}, widths=[40, 150, 90, 40, 150])
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "plan.pdf").write_bytes(data)
    (raw,) = find_raw_packs([folder])
    rows = read_facts(compose(ingest(data, "plan.pdf")))
    wanted = {name: rows[name] for name in ("tables", "cells", "rag_actions", "kpis")}
    publish(identify(data), wanted, sha256=raw.digested().sha256, file_name="plan.pdf")
    return identify(data), str(rows["tables"][0]["table_id"]), folder


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    return {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}  # type: ignore[misc]


def test_a_picture_shows_grid_and_ratings(plan: tuple[str, str, Path], warehouse: Warehouse) -> None:
    pack_id, table_id, folder = plan
    ((page, picture),) = table_pictures(warehouse, pack_id, table_id, (folder / "plan.pdf").read_bytes())
    assert page == 1
    assert {(31, 119, 180), (0, 140, 60), (200, 0, 0)} <= colours(picture)  # grid, the green tag, the red one


def test_the_command_writes_the_picture_beside_its_name(plan: tuple[str, str, Path], warehouse: Warehouse) -> None:
    pack_id, table_id, folder = plan
    to = folder / "pictures"
    words = ["show", table_id, "--packs", str(folder), "--to", str(to), "-w", str(warehouse.root)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    assert [path.name for path in to.iterdir()] == [f"{pack_id}-{table_id}-page1.png"]


def test_an_unknown_table_or_a_missing_pdf_is_said_clearly(
    plan: tuple[str, str, Path], warehouse: Warehouse, tmp_path: Path
) -> None:
    _, table_id, folder = plan
    unknown = CliRunner().invoke(app, ["show", "p999-1", "--packs", str(folder), "-w", str(warehouse.root)])
    assert unknown.exit_code == 2
    assert "no table p999-1" in unknown.output
    (tmp_path / "empty").mkdir()
    gone = CliRunner().invoke(app, ["show", table_id, "--packs", str(tmp_path / "empty"), "-w", str(warehouse.root)])
    assert gone.exit_code == 2
    assert "plan.pdf" in gone.output

"""Packs read once for all tests that want their rows, and published without the loader."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from extractors.pack import compose, ingest, read_facts, run_checks
from extractors.records import Record
from pipelines.facts import fit, manifest_of
from pipelines.warehouse import Warehouse

ROOT = Path(__file__).resolve().parent.parent
_LOADED = {"loaded_at": dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "software_version": "test"}


@cache
def extracted(path: Path) -> tuple[str, dict[str, list[Record]]]:
    """The pack_id and all rows of a file."""
    pack = compose(ingest(path.read_bytes(), path.name))
    rows = read_facts(pack)
    rows["check_results"] = run_checks(rows)
    rows["packs"] = [{**row, **_LOADED} for row in rows["packs"]]
    return pack.pack_id, rows


def publish(path: Path, warehouse: Warehouse) -> None:
    """Publish a file's rows, which must all fit the registry."""
    pack_id, rows = extracted(path)
    tables, faults = fit(pack_id, rows)
    assert not faults
    warehouse.publish_pack(manifest_of(tables), tables)

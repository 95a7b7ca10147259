"""From the readers' records to Arrow tables that fit the registry, and what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa

from extractors.records import Record
from pipelines.manifest import Manifest
from schemas.arrow import SchemaError, to_arrow
from schemas.frames import validate
from schemas.tables import TABLES


def fit(pack_id: str, rows: Mapping[str, list[Record]]) -> tuple[dict[str, pa.Table], list[SchemaError]]:
    """Every table of the registry, `pack_id` added, and the faults of those that do not fit (which are left out)."""
    tables: dict[str, pa.Table] = {}
    faults = [SchemaError(name, "*", None, "no such table") for name in rows.keys() - TABLES.keys()]
    for name, table in TABLES.items():
        try:
            data = to_arrow(table, [{"pack_id": pack_id, **row} for row in rows.get(name, [])], partitioned=True)
            validate(table, data)
            tables[name] = data
        except SchemaError as fault:
            faults.append(fault)
    return tables, faults


def manifest_of(tables: Mapping[str, pa.Table]) -> Manifest:
    """What is told of a pack beside its tables. `packs` has exactly one row; ValueError otherwise."""
    (pack,) = tables["packs"].to_pylist()
    results = tables["check_results"].select(["passed", "settled_by"]).to_pylist()
    return Manifest(
        pack_id=pack["pack_id"],
        file_name=pack["file_name"],
        sha256=pack["sha256"],
        software_version=pack["software_version"],
        loaded_at=pack["loaded_at"],
        pages=dict(Counter(tables["pages"]["status"].to_pylist())),
        rows={name: table.num_rows for name, table in tables.items()},
        checks_failed=sum(not row["passed"] and row["settled_by"] is None for row in results),
        issues=tables["issues"].num_rows,
    )

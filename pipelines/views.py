"""What stands in a warehouse from the first load on: the views of packs.duckdb, datapackage.json, and tables without
rows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.generations import CURRENT, Generations, write_aside
from pipelines.version import marts_version, software_version
from pipelines.warehouse import NO_PACK, PART, Warehouse

if TYPE_CHECKING:
    from schemas.table import Table

STORAGE_VERSION = "v0.10.2"
"""The oldest database format that DuckDB still writes, so that any client opens it."""


def prepare(warehouse: Warehouse) -> None:
    """Make or renew what every warehouse has. Costs next to nothing when it stands already."""
    stamp = warehouse.store / "prepared.json"
    wanted = json.dumps({"version": marts_version(), "root": str(warehouse.root.resolve())})
    if warehouse.views.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    with Generations(warehouse.store).lock():
        _empty_tables(warehouse)
        _describe(warehouse)
        _make_views(warehouse)
        write_aside(stamp, wanted.encode())


def _empty_tables(warehouse: Warehouse) -> None:
    """Typed tables without rows: those of no pack, those that views read beside an older file, and the marts and
    refusals until there are any.
    """
    from schemas.arrow import arrow_schema
    from schemas.marts import MARTS
    from schemas.tables import REFUSALS, TABLES

    for name, table in TABLES.items():
        _write_empty(warehouse.store / "packs" / NO_PACK / CURRENT / name / PART, table, partitioned=True)
    for name, table in (MARTS | {REFUSALS.name: REFUSALS}).items():
        _write_empty(_empty(warehouse.root, name), table)
    for name in TABLES:
        (warehouse.root / name).mkdir(exist_ok=True)
    refusals = warehouse.root / REFUSALS.name / f"{REFUSALS.name}.parquet"
    if not refusals.exists():
        _write_empty(refusals, REFUSALS)
    if warehouse.marts_built_from() is None:
        warehouse.publish_marts({name: arrow_schema(mart).empty_table() for name, mart in MARTS.items()}, built_from="")
    warehouse.link_marts()


def _empty(root: Path, name: str) -> Path:
    """Where the typed table without rows lies that a mart's view, or that of the refusals, reads beside the file."""
    return root / ".store" / "empty" / f"{name}.parquet"


def _write_empty(path: Path, table: Table, *, partitioned: bool = False) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from schemas.arrow import arrow_schema

    sink = pa.BufferOutputStream()
    pq.write_table(arrow_schema(table, partitioned=partitioned).empty_table(), sink)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_aside(path, sink.getvalue().to_pybytes())


def _describe(warehouse: Warehouse) -> None:
    from schemas.datapackage import datapackage

    content = json.dumps(datapackage(software_version()), indent=2, ensure_ascii=False) + "\n"
    write_aside(warehouse.root / "datapackage.json", content.encode())


def _make_views(warehouse: Warehouse) -> None:
    import duckdb

    aside = warehouse.store / "packs.duckdb.new"
    aside.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quoted(aside)} AS made (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE made")
        connection.execute(view_statements(warehouse.root.resolve()))
        connection.execute("USE memory")
        connection.execute("DETACH made")
    aside.replace(warehouse.views)


def view_statements(root: Path) -> str:
    """The SQL that makes a view over every table, and over every mart in the schema `marts`.

    Each reads a table without rows beside the files, so that columns which an older version did not write yet are null.
    """
    from schemas.marts import MARTS
    from schemas.tables import REFUSALS, TABLES

    packs = root / ".store" / "packs" / "*" / CURRENT
    sources: dict[str, tuple[Table, list[Path]]] = {
        name: (table, [packs / name / "*.parquet"]) for name, table in TABLES.items()
    }
    sources[REFUSALS.name] = (REFUSALS, [_empty(root, REFUSALS.name), root / REFUSALS.name / "*.parquet"])
    sources |= {
        f"marts.{name}": (mart, [_empty(root, name), Warehouse(root).mart(name)]) for name, mart in MARTS.items()
    }
    statements = ["CREATE SCHEMA IF NOT EXISTS marts"]
    for name, (table, files) in sources.items():
        columns = ", ".join(f'"{column}"' for column in table.columns)
        listed = f"[{', '.join(map(_quoted, files))}]"
        source = f"read_parquet({listed}, union_by_name = true, hive_partitioning = false)"
        statements += [
            f"CREATE OR REPLACE VIEW {name} AS SELECT {columns} FROM {source}",
            f"COMMENT ON VIEW {name} IS {_quoted(table.description)}",
        ]
    return ";\n".join(statements)


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"

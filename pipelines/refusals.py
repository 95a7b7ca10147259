"""The files that could not be loaded, with the reason: listed until they load, or are gone from where they lay."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipelines.generations import Generations, write_aside
from pipelines.raw_packs import RawPack
from pipelines.version import software_version
from pipelines.warehouse import Warehouse
from schemas.tables import REFUSALS

Refusal = dict[str, object]
"""A row of the table `refusals`."""

STAMPS = frozenset({"refused_at"})


def refusal(raw: RawPack, reason: str, page: int | None = None) -> Refusal:
    """The row for a file that is refused now."""
    return {
        "file_name": raw.name,
        "path": _path(raw),
        "sha256": raw.sha256,
        "size_bytes": raw.size,
        "reason": reason,
        "page": page,
        "refused_at": dt.datetime.now(dt.UTC),
        "software_version": software_version(),
    }


def read_refusals(warehouse: Warehouse) -> list[Refusal]:
    """The rows of the table `refusals`, by file name. Columns that an older version did not write are null."""
    path = _file(warehouse)
    if not path.exists():
        return []
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:  # not as a dataset, which would import pandas
        rows = file.read().to_pylist()
    return sorted(({column: row.get(column) for column in REFUSALS.columns} for row in rows), key=_name)


def record_refusals(warehouse: Warehouse, tried: Iterable[RawPack], refused: Sequence[Refusal]) -> None:
    """Replace what is known of the files tried: those refused now are listed, the others no longer, nor those gone.

    Nothing is written where nothing but the time would change.
    """
    anew = {_path(raw) for raw in tried}
    with Generations(warehouse.root / "refusals").lock():
        before = read_refusals(warehouse)
        kept = [row for row in before if row["path"] not in anew and os.path.lexists(str(row["path"]))]
        _replace(warehouse, before, [*kept, *refused])


def forget_refusals(warehouse: Warehouse, sha256: str) -> None:
    """A file of these bytes has loaded: whatever was refused of it before is listed no longer."""
    with Generations(warehouse.root / "refusals").lock():
        before = read_refusals(warehouse)
        _replace(warehouse, before, [row for row in before if row["sha256"] != sha256])


def _replace(warehouse: Warehouse, before: Sequence[Refusal], after: Sequence[Refusal]) -> None:
    """Write the rows anew. Those of an older version that lack what is required now are let go: the file is tried again
    anyway.
    """
    if _told(before) == _told(after):
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    from schemas.arrow import to_arrow

    whole = [row for row in sorted(after, key=_name) if all(row[column] is not None for column in REFUSALS.required)]
    sink = pa.BufferOutputStream()
    pq.write_table(to_arrow(REFUSALS, whole), sink)
    write_aside(_file(warehouse), sink.getvalue().to_pybytes())


def _file(warehouse: Warehouse) -> Path:
    return warehouse.root / "refusals" / "refusals.parquet"


def _name(row: Refusal) -> str:
    return str(row["file_name"])


def _path(raw: RawPack) -> str:
    return os.fsencode(raw.path.absolute()).decode(errors="replace")


def _told(rows: Sequence[Refusal]) -> list[str]:
    return sorted(str(sorted((key, str(value)) for key, value in row.items() if key not in STAMPS)) for row in rows)

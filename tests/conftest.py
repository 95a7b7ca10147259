"""What tests share: the shared packs where they are to be had, a warehouse to write in, rows that fit the registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.facts import fit, manifest_of
from pipelines.warehouse import Warehouse
from schemas.fields import FieldType
from schemas.table import Table
from schemas.tables import TABLES

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

_VALUES: dict[FieldType, object] = {
    "text": "words",
    "texts": ["words"],
    "integer": 1,
    "number": 1.5,
    "money": Decimal("12.30"),
    "boolean": True,
    "date": dt.date(2024, 3, 5),
    "timestamp": dt.datetime(2024, 3, 6, 9, 30, tzinfo=dt.UTC),
}

_FACTS = ("decisions", "recommendations", "budgets", "kpis", "rag_actions", "attendance", "settlements")


def full_row(table: Table) -> Row:
    """A row of the table with every column filled."""
    return {field.name: field.allowed[0] if field.allowed else _VALUES[field.type] for field in table.fields}


@pytest.fixture
def shared() -> Path:
    """The folder of real packs and their truth, beside the repository; tests that want it are skipped without it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "packs").is_dir():
        pytest.skip("no shared packs beside the repository")
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """A warehouse folder that does not exist yet."""
    return Warehouse(tmp_path / "warehouse")


@pytest.fixture
def publish(warehouse: Warehouse) -> Callable[..., None]:
    """Publish a pack of the given rows; one row fills each table that is not named, but for those of checks."""

    def publish_rows(pack_id: str, rows: Rows | None = None, **pack: object) -> None:
        filled: dict[str, list[Row]] = {
            name: [full_row(table)] for name, table in TABLES.items() if name != "check_results"
        }
        filled |= {"packs": [full_row(TABLES["packs"]) | pack], **(rows or {})}
        for records in filled.values():
            for record in records:
                record.pop("pack_id", None)
        tables, faults = fit(pack_id, filled)
        assert not faults
        warehouse.publish_pack(manifest_of(tables), tables)

    return publish_rows


@pytest.fixture
def pack(publish: Callable[..., None]) -> Callable[..., None]:
    """Publish a pack of the Cabinet with the rows named and no other facts."""

    def publish_pack(pack_id: str, date: dt.date, **facts: list[Row]) -> None:
        publish(pack_id, {**{name: [] for name in _FACTS}, **facts}, body="Cabinet", meeting_date=date)

    return publish_pack

"""Rows of the warehouse for the tests of the marts, and what the marts make of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from conftest import Row, full_row

from pipelines.marts.build import build_marts
from pipelines.warehouse import Warehouse
from schemas.tables import TABLES

Publish = Callable[..., None]
SPRING, SUMMER, AUTUMN = dt.date(2024, 4, 16), dt.date(2024, 7, 9), dt.date(2024, 10, 8)


def row(table: str, **values: Any) -> Row:
    return full_row(TABLES[table]) | values


def mart(warehouse: Warehouse, name: str) -> list[Row]:
    build_marts(warehouse)
    rows: list[Row] = warehouse.read_mart(name).to_pylist()
    return rows


def kpi(period: str, actual: float, rag: str, **values: Any) -> Row:
    return row("kpis", period=period, actual=actual, rag=rag, **{"indicator": "Calls answered", **values})


def person(name: str, date: dt.date, organisation: str | None = "Ashby", status: str = "present", **values: Any) -> Row:
    known = {"person": name, "organisation": organisation, "status": status}
    return row("attendance", body="Cabinet", meeting_date=date, **known, **values)

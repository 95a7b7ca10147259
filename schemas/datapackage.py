"""The data dictionary as a Frictionless Data Package descriptor."""

from __future__ import annotations

from typing import Any

from schemas.fields import Field, FieldType
from schemas.marts import MARTS
from schemas.table import Table
from schemas.tables import REFUSALS, TABLES

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_TYPES: dict[FieldType, dict[str, str]] = {
    "text": {"type": "string"},
    "texts": {"type": "list", "itemType": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "money": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "timestamp": {"type": "datetime"},
}


def datapackage(software_version: str) -> dict[str, Any]:
    """The descriptor of a warehouse, ready to be written as datapackage.json at its root."""
    return {
        "$schema": PROFILE,
        "name": "council-packs",
        "title": "Council agenda packs",
        "description": "What council agenda packs say, one row one fact, each with its page and box.",
        "version": software_version,
        "resources": [
            *(_resource(table, table.name, f"{table.name}/*/*.parquet") for table in TABLES.values()),
            _resource(REFUSALS, REFUSALS.name, f"{REFUSALS.name}/*.parquet"),
            *(_resource(mart, f"marts.{mart.name}", f"marts/{mart.name}.parquet") for mart in MARTS.values()),
        ],
    }


def _resource(table: Table, name: str, path: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, field) for field in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "name": name,
        "type": "table",
        "path": path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "schema": schema,
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, **_TYPES[field.type], "description": field.description}
    if field.unit:
        described["unit"] = field.unit
    constraints: dict[str, Any] = {}
    if field.name in table.required:
        constraints["required"] = True
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    if constraints:
        described["constraints"] = constraints
    return described

"""The data dictionary as a page to read: docs/dictionary.md is what this prints."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.fields import Field
from schemas.marts import MARTS
from schemas.table import Table
from schemas.tables import REFUSALS, TABLES

_HEAD = """# The data dictionary

Printed by `packs dictionary`; do not edit by hand. Columns in bold are never null; those marked * together name a row.
Money is in pounds; boxes are in points from the top left of the page as a person sees it.
"""


def dictionary() -> str:
    """Every table and mart with its columns, in Markdown."""
    return "\n".join(
        [
            _HEAD,
            "## Tables of a pack\n",
            "`<table>/pack_id=<pack_id>/*.parquet`; in packs.duckdb a view each.\n",
            *_sections(TABLES.values()),
            "## Files refused\n",
            "`refusals/refusals.parquet`, once for the warehouse.\n",
            *_sections([REFUSALS]),
            "## Marts\n",
            "`marts/<mart>.parquet`; in packs.duckdb `marts.<mart>`.\n",
            *_sections(MARTS.values()),
        ]
    )


def _sections(tables: Iterable[Table]) -> list[str]:
    return [_section(table) for table in tables]


def _section(table: Table) -> str:
    rows = "\n".join(_row(table, field) for field in table.fields)
    return f"### {table.name}\n\n{table.description}\n\n| Column | Type | Meaning |\n| --- | --- | --- |\n{rows}\n"


def _row(table: Table, field: Field) -> str:
    name = f"**{field.name}**" if field.name in table.required else field.name
    values = f" One of {', '.join(f'`{value}`' for value in field.allowed)}." if field.allowed else ""
    meaning = (field.description + values).replace("|", "\\|")
    unit = f" ({field.unit})" if field.unit else ""
    return f"| {name}{' *' if field.name in table.key else ''} | {field.type}{unit} | {meaning} |"

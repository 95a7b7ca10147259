"""A table's columns as Dagster shows them on an asset."""

from __future__ import annotations

import dagster as dg

from schemas.fields import Field
from schemas.table import Table


def column_schema(table: Table) -> dg.TableSchema:
    """Column names, types, descriptions and constraints for the `dagster/column_schema` metadata of an asset."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=field.name,
                type=field.type,
                description=field.description,
                constraints=dg.TableColumnConstraints(
                    nullable=field.name not in table.required,
                    unique=table.key == (field.name,),
                    other=_others(field),
                ),
            )
            for field in table.fields
        ]
    )


def _others(field: Field) -> list[str]:
    unit = [f"in {field.unit}"] if field.unit else []
    return unit + ([f"one of {', '.join(field.allowed)}"] if field.allowed else [])

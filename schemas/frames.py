"""Validation of whole tables as DataFrames: what no single value shows, above all that keys are unique."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pandera.errors
import pandera.pandas as pandera
import pyarrow as pa

from schemas.arrow import TYPES, SchemaError
from schemas.table import Table


@cache
def frame_schema(table: Table) -> pandera.DataFrameSchema:
    """The pandera schema: its columns and no other, in order, Arrow types, nulls and values as declared, the key
    unique.
    """
    return pandera.DataFrameSchema(
        {
            field.name: pandera.Column(
                dtype=pd.ArrowDtype(TYPES[field.type]),
                checks=pandera.Check.isin(field.allowed) if field.allowed else None,
                nullable=field.name not in table.required,
                description=field.description,
            )
            for field in table.fields
        },
        unique=list(table.key) or None,
        strict=True,
        ordered=True,
        name=table.name,
        description=table.description,
    )


def to_frame(data: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame that keeps its types (decimals, dates, lists), partition key as plain text."""
    plain = [f.with_type(f.type.value_type) if pa.types.is_dictionary(f.type) else f for f in data.schema]
    # Without threads: loading processes are forked from one that has done this, and a fork leaves threads behind.
    frame: pd.DataFrame = data.cast(pa.schema(plain)).to_pandas(types_mapper=pd.ArrowDtype, use_threads=False)
    return frame


def validate(table: Table, data: pa.Table) -> None:
    """Hold a whole table against its schema. Raises SchemaError with table, column and row of the first fault."""
    try:
        frame_schema(table).validate(to_frame(data))
    except pandera.errors.SchemaError as error:
        cases = error.failure_cases
        row = None
        if isinstance(cases, pd.DataFrame) and "index" in cases and len(cases) and pd.notna(cases["index"].iloc[0]):
            row = int(cases["index"].iloc[0])
        column = error.schema.name if isinstance(error.schema, pandera.Column) else ", ".join(table.key) or "*"
        raise SchemaError(table.name, str(column), row, " ".join(str(error).split())[:400]) from error

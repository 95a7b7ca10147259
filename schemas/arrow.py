"""Records into Arrow: the table's columns in order, every value of its type, or an error that names the cell."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

import pyarrow as pa

from schemas.fields import Field, FieldType
from schemas.table import Table

MONEY_DIGITS, PENNY = 18, Decimal("0.01")

TYPES: dict[FieldType, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "money": pa.decimal128(MONEY_DIGITS, 2),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}
PARTITION_TYPE = pa.dictionary(pa.int32(), pa.string())
"""Type of `pack_id` where it is a partition key: what pandas makes of a key in the path, so that column and path agree.
"""


class SchemaError(ValueError):
    """A record does not fit its table. The message names table, column and row."""

    def __init__(self, table: str, column: str, row: int | None, message: str) -> None:
        place = f"{table}.{column}" + ("" if row is None else f", row {row}")
        super().__init__(f"{place}: {message}")
        self.table, self.column, self.row, self.reason = table, column, row, message


def arrow_schema(table: Table, *, partitioned: bool = False) -> pa.Schema:
    """The Arrow schema; with `partitioned`, `pack_id` has the type of a partition key."""
    return pa.schema(
        [
            pa.field(
                field.name,
                PARTITION_TYPE if partitioned and field.name == "pack_id" else TYPES[field.type],
                nullable=field.name not in table.required,
                metadata={"description": field.description} | ({"unit": field.unit} if field.unit else {}),
            )
            for field in table.fields
        ]
    )


def to_arrow(table: Table, records: Sequence[Mapping[str, object]], *, partitioned: bool = False) -> pa.Table:
    """Records as an Arrow table. Absent columns are null; money is rounded to the penny, half to even.

    Raises SchemaError for a column the table does not have, a value of another type or outside the allowed ones, and a
    null in a required column.
    """
    known = set(table.columns)
    for number, record in enumerate(records):
        if unknown := record.keys() - known:
            raise SchemaError(table.name, min(unknown), number, "no such column")
    schema = arrow_schema(table, partitioned=partitioned)
    columns = [_column(table, field, [record.get(field.name) for record in records]) for field in table.fields]
    return pa.Table.from_arrays([c.cast(f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _column(table: Table, field: Field, values: list[object]) -> pa.Array:
    convert, required = _CONVERTERS[field.type], field.name in table.required
    allowed = None if field.allowed is None else set(field.allowed)
    out: list[object] = []
    for number, value in enumerate(values):
        if value is None:
            if required:
                raise SchemaError(table.name, field.name, number, "is null, and may not be")
            out.append(None)
            continue
        try:
            out.append(convert(value))
        except ValueError as error:
            raise SchemaError(table.name, field.name, number, f"{value!r} {error}") from None
        if allowed is not None and value not in allowed:
            raise SchemaError(table.name, field.name, number, f"{value!r} is none of {', '.join(sorted(allowed))}")
    return pa.array(out, type=TYPES[field.type])


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("is no text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half of a surrogate pair") from None
    return value


def _texts(value: object) -> object:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError("is no list of text")
    return [_text(item) for item in value]


def _integer(value: object) -> object:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("is no whole number")
    return value


def _number(value: object) -> object:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError("is no number")
    return float(value)


def _money(value: object) -> object:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError("is no decimal amount")
    amount = value.quantize(PENNY, ROUND_HALF_EVEN)
    if amount.adjusted() >= MONEY_DIGITS - 2:
        raise ValueError(f"has more than {MONEY_DIGITS - 2} digits before the point")
    return amount


def _boolean(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def _date(value: object) -> object:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise ValueError("is no date")
    return value


def _timestamp(value: object) -> object:
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise ValueError("is no time with a zone")
    return value


_CONVERTERS: dict[FieldType, Callable[[object], object]] = {
    "text": _text,
    "texts": _texts,
    "integer": _integer,
    "number": _number,
    "money": _money,
    "boolean": _boolean,
    "date": _date,
    "timestamp": _timestamp,
}

"""What is exported, row by row: each mart with its ratings in words beside the letter, and the dictionary of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import pyarrow.parquet as pq

from pipelines.marts.rows import Row
from schemas.fields import FIELDS, Field
from schemas.table import Table

RATINGS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}
"""The letters of the contract as people say them."""

DICTIONARY = (
    Field("mart", "text", "The mart."),
    Field("column", "text", "Its column."),
    Field("type", "text", "What the column holds."),
    Field("unit", "text", "Unit of its figures."),
    Field("values", "text", "The values it may hold; any where blank."),
    Field("description", "text", "What it means."),
)

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written once: its columns, and its rows by column name."""

    name: str
    columns: tuple[Field, ...]
    rows: Iterable[Row]


def mart_sheet(mart: Table, file: BinaryIO) -> Sheet:
    """The sheet of a mart, read from its Parquet file as it is written."""
    return Sheet(mart.name, tuple(_with_words(mart.fields)), _rows(mart, file))


def dictionary_sheet(sheets: Iterable[Sheet]) -> Sheet:
    """What every column of the sheets means."""
    rows = [
        {
            "mart": sheet.name,
            "column": field.name,
            "type": field.type,
            "unit": field.unit,
            "values": ", ".join(field.allowed or ()) or None,
            "description": field.description,
        }
        for sheet in sheets
        for field in sheet.columns
    ]
    return Sheet("dictionary", DICTIONARY, rows)


def is_rating(field: Field) -> bool:
    """Whether a column holds rating letters."""
    return field.allowed == FIELDS["rag"].allowed


def _in_words(field: Field) -> Field:
    words = tuple(RATINGS[letter] for letter in field.allowed or ())
    return replace(field, name=f"{field.name}_word", description=f"`{field.name}` as a word.", allowed=words)


def _with_words(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        if is_rating(field):
            yield _in_words(field)


def _rows(mart: Table, file: BinaryIO) -> Iterator[Row]:
    rated = [(field.name, _in_words(field).name) for field in mart.fields if is_rating(field)]
    for batch in pq.ParquetFile(file).iter_batches(_BATCH):
        for row in batch.to_pylist():
            yield row | {word: RATINGS.get(row.get(letter)) for letter, word in rated}

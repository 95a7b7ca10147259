"""What the marts share: asking DuckDB, and telling which ratings are better and which names are the same."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

import duckdb

Row = dict[str, Any]

_RANK = {"R": 0, "A": 1, "G": 2, "B": 3}


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    """The rows that a SELECT finds, by column name."""
    result = connection.execute(sql)
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def likeness_key(text: object) -> str:
    """A text less what varies from print to print: case, accents, punctuation, spacing."""
    plain = unicodedata.normalize("NFKD", str(text or "")).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9%]+", plain))


def pack_order(row: Row) -> tuple[dt.date, str]:
    """By the date of the pack's meeting; packs without one come first."""
    return row["pack_date"] or dt.date.min, row["pack_id"]


def rating_change(before: str | None, now: str | None) -> str:
    """What a rating did between two times that it was printed."""
    if before is None or now is None:
        return "unrated"
    if _RANK[now] == _RANK[before]:
        return "same"
    return "improved" if _RANK[now] > _RANK[before] else "slipped"

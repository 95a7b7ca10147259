"""Marts taken out of the warehouse, as files that other programs open."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What `packs export` writes: a file per mart, or one workbook of them all."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"

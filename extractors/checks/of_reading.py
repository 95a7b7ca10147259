"""Checks on our own reading."""

from __future__ import annotations

from extractors.checks import (
    coverage,
)
from extractors.checks.check import Check

CHECKS: tuple[Check, ...] = (
    Check(
        "page_read",
        "error",
        f"pages with fewer than {coverage.WORDS} words are not judged",
        "A page with text of which nothing was read is a hole in what the warehouse knows.",
        coverage.check_pages_read,
    ),
    Check(
        "column_read",
        "error",
        "half of a column's cells",
        "A column of which half was read passes for a column of blanks.",
        coverage.check_columns_read,
    ),
    Check(
        "table_mapped",
        "error",
        f"tables with fewer than {coverage.FIGURES} rows of figures are not judged",
        "A table of money that became no figures is missing from every total made later.",
        coverage.check_tables_mapped,
    ),
)

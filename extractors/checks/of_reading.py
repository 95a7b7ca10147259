"""Checks on our own reading."""

from __future__ import annotations

from extractors.checks import coverage, vocabulary
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
    Check(
        "status_known",
        "error",
        "statuses of five words and more are remarks",
        "A status that the reader does not know is counted nowhere: not as done, not as late.",
        vocabulary.check_statuses_known,
    ),
    Check(
        "unit_known",
        "error",
        "none",
        "A figure without its unit can be added to nothing and compared with nothing.",
        vocabulary.check_units_known,
    ),
)

"""The mart `findings`: failed checks with their page, gravest first, but for those that a reviewer has settled."""

from __future__ import annotations

import duckdb

from extractors.checks.successive import SUCCESSIVE_CHECKS
from pipelines.marts.rows import Row, ask

_SQL = """
SELECT c.severity, c."check", c.subject, c.expected, c.actual, c.difference, c.message, p.body,
    p.meeting_date, p.file_name, c.pack_id, c.page, c.x0, c.top, c.x1, c.bottom
FROM check_results AS c JOIN packs AS p USING (pack_id)
WHERE NOT c.passed AND c.settled_by IS NULL
ORDER BY c.severity, p.meeting_date DESC NULLS LAST, c.pack_id, c.page, c."check", c.subject
"""
_FACTS = "SELECT f.*, body, meeting_date, meeting_date AS pack_date, file_name FROM {} AS f JOIN packs USING (pack_id)"


def read_findings(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row for every check that failed: what the packs print that does not agree, in themselves or with each
    other.
    """
    packs = {name: ask(connection, _FACTS.format(name)) for name in ("kpis", "budgets")}
    between = [
        {column: getattr(outcome, column) for column in ("subject", "expected", "actual", "difference", "message")}
        | {column: row[column] for column in ("body", "meeting_date", "file_name", "pack_id", "page")}
        | {side: row[side] for side in ("x0", "top", "x1", "bottom")}
        | {"severity": "warning", "check": check.name}
        for check in SUCCESSIVE_CHECKS
        for row, outcome in check.run(packs)
    ]
    return [*ask(connection, _SQL), *between]

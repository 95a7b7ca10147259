"""The mart `findings`: failed checks with their page, gravest first, but for those that a reviewer has settled."""

from __future__ import annotations

import duckdb

from pipelines.marts.rows import Row, ask

_SQL = """
SELECT c.severity, c."check", c.subject, c.expected, c.actual, c.difference, c.message, p.body,
    p.meeting_date, p.file_name, c.pack_id, c.page, c.x0, c.top, c.x1, c.bottom
FROM check_results AS c JOIN packs AS p USING (pack_id)
WHERE NOT c.passed AND c.settled_by IS NULL
ORDER BY c.severity, p.meeting_date DESC NULLS LAST, c.pack_id, c.page, c."check", c.subject
"""


def read_findings(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row for every check that failed: what the packs print that does not agree."""
    return ask(connection, _SQL)

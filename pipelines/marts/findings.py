"""The mart `findings`: failed checks with their page, gravest first, but for those that a reviewer has settled."""

from __future__ import annotations

import duckdb

from extractors.checks.successive import BETWEEN_PACKS, SUCCESSIVE_CHECKS
from pipelines.corrections.correction import Settlement
from pipelines.corrections.findings import settle
from pipelines.marts.rows import Row, ask
from schemas.marts import MARTS

_SQL = """
SELECT c.severity, c."check", c.subject, c.expected, c.actual, c.difference, c.message, p.body,
    p.meeting_date, p.file_name, c.pack_id, c.page, c.x0, c.top, c.x1, c.bottom
FROM check_results AS c JOIN packs AS p USING (pack_id)
WHERE NOT c.passed AND c.settled_by IS NULL
ORDER BY c.severity, p.meeting_date DESC NULLS LAST, c.pack_id, c.page, c."check", c.subject
"""
_OF_PACKS = (
    "SELECT t.*, body, meeting_date, meeting_date AS pack_date, file_name FROM {} AS t JOIN packs USING (pack_id)"
)
_SETTLED = {"passed", "settled_by", "settlement"}
_FINDING = ("check", "subject", "page", "expected", "actual")
_PACK = ("body", "meeting_date", "file_name", "pack_id")


def read_findings(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row for every check that failed: what the packs print that does not agree, in themselves or with each
    other. A settlement of the latter that fits no finding, or several, is a row too.
    """
    between = _between_packs(connection)
    unfit = _settle(between, ask(connection, _OF_PACKS.format("settlements")))
    unsettled = [{name: row[name] for name in row.keys() - _SETTLED} for row in between if row["settled_by"] is None]
    return [*ask(connection, _SQL), *unsettled, *unfit]


def _between_packs(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """What does not agree between packs, settled or not, at the pack that prints it last."""
    facts = {name: ask(connection, _OF_PACKS.format(name)) for name in ("kpis", "budgets")}
    return [
        {column: getattr(outcome, column) for column in ("subject", "expected", "actual", "difference", "message")}
        | {column: row[column] for column in (*_PACK, "page", "x0", "top", "x1", "bottom")}
        | {"severity": "warning", "check": check.name, "passed": False, "settled_by": None}
        for check in SUCCESSIVE_CHECKS
        for row, outcome in check.run(facts)
    ]


def _settle(findings: list[Row], written: list[Row]) -> list[Row]:
    """Sign the findings that reviewers have settled, as `settlements` has it. Returns rows for what settled nothing."""
    rows = []
    for told in written:
        if told["check"] not in BETWEEN_PACKS:
            continue
        known = {name: told[name] for name in _FINDING if told[name] is not None}
        settlement = Settlement(known, told["settled_by"], told["settlement"])
        for issue in settle([row for row in findings if row["pack_id"] == told["pack_id"]], [settlement]):
            of_issue = {"severity": issue["severity"], "check": issue["code"], "message": issue["message"]}
            of_pack = {column: told[column] for column in (*_PACK, "subject", "page")}
            rows.append(dict.fromkeys(MARTS["findings"].columns) | of_pack | of_issue)
    return rows

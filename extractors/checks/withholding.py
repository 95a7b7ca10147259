"""Facts that a failed check of our own reading speaks against: they are not published, and an issue says why.

A slip in the paper is published as printed. A table that we did not read as it stands is another thing: part of it
would pass for the whole. Its cells stay; its facts go. A reviewer who settles the finding lets them through.
"""

from __future__ import annotations

from extractors.checks.check import box_of, page_of
from extractors.records import Issue, Record

FACTS = ("budgets", "kpis", "rag_actions")
"""The tables whose rows are read from tables."""


def withhold(rows: dict[str, list[Record]]) -> list[Issue]:
    """Take out the facts of every table against which a check of our reading failed, unless it is settled.

    `rows` holds the tables of one pack with their `check_results`; the table is left as one of which no facts were
    made. Returns an issue for each.
    """
    issues: list[Issue] = []
    told: set[str] = set()
    for result in rows["check_results"]:
        table_id = result.get("table_id")
        faulty = result["severity"] == "error" and not result["passed"] and result.get("settled_by") is None
        if not faulty or table_id is None or table_id in told:
            continue
        told.add(str(table_id))
        lost = {name: sum(row.get("table_id") == table_id for row in rows[name]) for name in FACTS}
        if not any(lost.values()):
            continue
        for name in FACTS:
            rows[name] = [row for row in rows[name] if row.get("table_id") != table_id]
        for table in rows["tables"]:
            if table["table_id"] == table_id:
                table["mapped_to"] = None
        counted = " and ".join(f"{count} {name.replace('_', ' ')}" for name, count in lost.items() if count)
        message = f"{counted} of this table were not published: {result['message']}"
        issues.append(Issue("checks", "error", "withheld", message, page_of(result), box_of(result), str(table_id)))
    return issues

"""Facts that are no rows of their table, as the registry declares it: a fault of ours. They are taken out and told of,
so that what was read right is published without them.
"""

from __future__ import annotations

from extractors.checks.check import box_of, page_of
from extractors.records import Issue, Record
from schemas.arrow import SchemaError, to_arrow
from schemas.table import BOX
from schemas.tables import TABLES

MISFIT = "row_fits"
"""The check under which they are reported."""
FACTS = (
    "agenda_items",
    "attendance",
    "minute_items",
    "decisions",
    "recommendations",
    "budgets",
    "kpis",
    "rag_actions",
)
"""The tables that can do without a row. The others hold the pack together: a fault in them keeps it back as a whole."""


def take_out_misfits(rows: dict[str, list[Record]]) -> list[Issue]:
    """Take out every fact that does not fit, and add a failed check for it. Returns an issue for each.

    The check names the table on the page that the fact was read from, so that the rest of it counts as half read.
    """
    issues: list[Issue] = []
    for name in FACTS:
        kept = []
        for record, fault in _held_to_registry(name, rows.get(name, [])):
            if fault is None:
                kept.append(record)
            else:
                issues.append(_issue(record, fault))
        rows[name] = kept
    rows["check_results"] += [_failed(issue) for issue in issues]
    return issues


def _held_to_registry(name: str, records: list[Record]) -> list[tuple[Record, SchemaError | None]]:
    """The records with what is wrong with each. Looked at one by one only where not all of them fit together."""
    if _fault(name, records) is None:
        return [(record, None) for record in records]
    return [(record, _fault(name, [record])) for record in records]


def _fault(name: str, records: list[Record]) -> SchemaError | None:
    try:
        to_arrow(TABLES[name], [{"pack_id": "", **record} for record in records])
    except SchemaError as fault:
        return fault
    return None


def _issue(record: Record, fault: SchemaError) -> Issue:
    table_id = record.get("table_id")
    message = f"a fact does not fit the registry and was not published: {fault.table}.{fault.column} {fault.reason}"
    of_table = table_id if isinstance(table_id, str) else None
    if fault.column in ("page", *BOX):
        return Issue("facts", "error", MISFIT, message, table_id=of_table)
    return Issue("facts", "error", MISFIT, message, page_of(record), box_of(record), of_table)


def _failed(issue: Issue) -> Record:
    """The row of `check_results`."""
    told = issue.record()
    of_check = {"check": MISFIT, "passed": False, "subject": "Facts that fit the registry", "settled_by": None}
    return of_check | {name: told[name] for name in ("severity", "message", "page", "table_id", *BOX)}

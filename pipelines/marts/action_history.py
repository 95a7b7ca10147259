"""The mart `action_history`: one action followed from pack to pack, with what its rating did."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from pipelines.marts.rows import Row, ask, likeness_key, pack_order, rating_change
from schemas.marts import MARTS

_SQL = "SELECT a.*, body, meeting_date, meeting_date AS pack_date FROM rag_actions AS a JOIN packs USING (pack_id)"


def read_action_history(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row per action and pack, in order of body, action and meeting.

    An action is the one before it that has its reference and words, else alone its reference, else alone its words, in
    the last earlier pack of the same body that has any; where two answer to that it is taken for a new one.
    """
    packs: dict[tuple[object, str], list[Row]] = defaultdict(list)
    for row in sorted(ask(connection, _SQL), key=lambda row: (*pack_order(row), row["page"], row["row"] or 0)):
        packs[row["body"], row["pack_id"]].append(row)
    seen: dict[tuple[object, ...], Row] = {}
    made = []
    for (body, _), rows in packs.items():
        keyed = _unique([(key, row) for row in rows for key in _keys(row)])
        for row in rows:
            before = next((seen[body, *key] for key in _keys(row) if (body, *key) in seen and key in keyed), None)
            made.append(
                {column: row.get(column) for column in MARTS["action_history"].columns}
                | {"previous_rag": before["rag"] if before else None, "change": _change(before, row)}
            )
        seen |= {(body, *key): row for key, row in keyed.items()}
    return made


def _keys(row: Row) -> list[tuple[str, ...]]:
    """What an action can be known by, surest first."""
    ref, action = likeness_key(row["ref"]), likeness_key(row["action"])
    both = [("both", ref, action)] if ref and action else []
    return [*both, *([("ref", ref)] if ref else []), *([("action", action)] if action else [])]


def _unique(keyed: list[tuple[tuple[str, ...], Row]]) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for key, row in keyed:
        found[key].append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _change(before: Row | None, now: Row) -> str:
    if before is None:
        return "new"
    if now["rag"] == "B" and before["rag"] != "B":
        return "closed"
    return rating_change(before["rag"], now["rag"])

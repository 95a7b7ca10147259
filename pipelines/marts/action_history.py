"""The mart `action_history`: one action followed from pack to pack, with what its rating did, and where it was lost."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import duckdb

from extractors.reference import load
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
    under_way: dict[object, list[Row]] = defaultdict(list)
    made = []
    for (body, pack_id), rows in packs.items():
        keyed = _unique([(key, row) for row in rows for key in _keys(row)])
        followed: list[Row] = []
        of_pack: list[Row] = []
        for row in rows:
            before = next((seen[body, *key] for key in _keys(row) if (body, *key) in seen and key in keyed), None)
            known = {column: row.get(column) for column in MARTS["action_history"].columns}
            change = {"previous_rag": before["rag"] if before else None, "change": _change(before, row)}
            of_pack.append(known | change)
            followed += [before] if before else []
            seen |= {(body, *key): of_pack[-1] for key in _keys(row) if keyed.get(key) is row}
        under_way[body] = [*_dropped(under_way[body], followed, pack_id), *of_pack]
        made += of_pack
    return made


def _dropped(under_way: list[Row], followed: list[Row], pack_id: str) -> list[Row]:
    """Mark (`dropped_in`) the actions that a pack leaves out which follows others of their plan, unless they were
    complete. Returns those of plans that it does not follow at all: they may still come.
    """
    plans = {(row["pack_id"], row["table_id"]) for row in followed}
    waiting = [row for row in under_way if (row["pack_id"], row["table_id"]) not in plans]
    for row in under_way:
        left_out = not any(row is other for other in (*followed, *waiting))
        if left_out and row["rag"] != "B" and likeness_key(row["status_text"]) not in _complete():
            row["dropped_in"] = pack_id
    return waiting


@cache
def _complete() -> frozenset[str]:
    return frozenset(likeness_key(word) for word in load("ratings")["complete"])


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

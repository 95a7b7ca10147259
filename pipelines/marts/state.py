"""What each mart was built from, and which marts are out of date."""

from __future__ import annotations

import json

from pipelines.version import marts_version
from pipelines.warehouse import Warehouse

State = dict[str, str]
"""The generation of every pack that a mart has rows from, and the code that builds (under `version`)."""

READS: dict[str, tuple[str, ...]] = {
    "decisions": ("decisions", "recommendations"),
    "budget_history": ("budgets",),
    "kpi_history": ("kpis",),
    "action_history": ("rag_actions",),
    "people": ("attendance",),
    "findings": ("check_results", "settlements", "kpis", "budgets"),
}
"""The tables that each mart's rows are made of. A pack without rows in them does not touch the mart."""


def marts_state(warehouse: Warehouse) -> dict[str, State]:
    """What each mart would be built from now: the packs as published and the code that builds."""
    generations, version = warehouse.state(), {"version": marts_version()}
    rows = {manifest.pack_id: manifest.rows for manifest in warehouse.manifests()}
    return {
        mart: version
        | {
            pack_id: generation
            for pack_id, generation in generations.items()
            if any(rows.get(pack_id, {}).get(table) for table in tables)
        }
        for mart, tables in READS.items()
    }


def stale_marts(warehouse: Warehouse) -> list[str]:
    """The marts that were built of other packs, or by other code."""
    told = warehouse.marts_built_from()
    built = json.loads(told) if told else {}
    return [mart for mart, state in marts_state(warehouse).items() if built.get(mart) != state]

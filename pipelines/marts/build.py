"""Building the marts: those whose packs have changed since, published together with those that stand."""

from __future__ import annotations

import json
from collections.abc import Callable

import duckdb
import pyarrow.parquet as pq

from pipelines.marts.action_history import read_action_history
from pipelines.marts.budget_history import read_budget_history
from pipelines.marts.decisions import read_decisions
from pipelines.marts.findings import read_findings
from pipelines.marts.kpi_history import read_kpi_history
from pipelines.marts.people import read_people
from pipelines.marts.rows import Row
from pipelines.marts.state import marts_state, stale_marts
from pipelines.views import prepare, view_statements
from pipelines.warehouse import Warehouse
from schemas.arrow import to_arrow
from schemas.frames import validate
from schemas.marts import MARTS

BUILDERS: dict[str, Callable[[duckdb.DuckDBPyConnection], list[Row]]] = {
    "decisions": read_decisions,
    "budget_history": read_budget_history,
    "kpi_history": read_kpi_history,
    "action_history": read_action_history,
    "people": read_people,
    "findings": read_findings,
}
"""How each mart is made, of a connection that has the views of packs.duckdb."""


def build_marts(warehouse: Warehouse) -> dict[str, int]:
    """Bring the marts up to date with the packs. Returns the rows of each; raises SchemaError for one that does not
    fit.
    """
    prepare(warehouse)
    if stale := stale_marts(warehouse):
        state = marts_state(warehouse)
        with duckdb.connect() as connection:
            connection.execute(view_statements(warehouse.root.resolve()))
            built = {name: to_arrow(MARTS[name], BUILDERS[name](connection)) for name in stale}
        for name, table in built.items():
            validate(MARTS[name], table)
        standing = {name: warehouse.read_mart(name) for name in MARTS.keys() - built.keys()}
        warehouse.publish_marts(built | standing, json.dumps(state, sort_keys=True))
    return {name: pq.read_metadata(warehouse.mart(name)).num_rows for name in MARTS}

"""Which fact table a printed table feeds: the reader that claims it most surely, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.facts import budgets, kpis, rag_actions
from extractors.records import Issue

if TYPE_CHECKING:
    from extractors.pack import Pack

_CLAIMS = {"budgets": budgets.claim, "kpis": kpis.claim, "rag_actions": rag_actions.claim}
_SURE_ENOUGH = 0.5


def map_tables(pack: Pack) -> tuple[dict[str, str], list[Issue]]:
    """Fact table by table_id, for the tables that some reader claims with at least even odds.

    A table over which a reader trips is left unmapped, with an issue that says so.
    """
    mapped: dict[str, str] = {}
    issues: list[Issue] = []
    for table in pack.tables:
        try:
            claims = {name: claim(table, pack) for name, claim in _CLAIMS.items()}
        except Exception as error:  # one odd table must not cost the pack
            issues.append(
                Issue("facts", "error", "claim_failed", f"not mapped: {error!r}", table.page, table.box, table.table_id)
            )
            continue
        best = max(claims, key=lambda name: claims[name])
        if claims[best] >= _SURE_ENOUGH:
            mapped[table.table_id] = best
    return mapped, issues

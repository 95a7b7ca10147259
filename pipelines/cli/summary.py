"""Tables that commands print, one row per pack, readable at the width of any terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import HORIZONTALS
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.manifest import Manifest
from pipelines.outcome import Outcome

PAGES = {"read": "read", "ocr": "OCR", "blank": "blank", "failed": "failed"}
NOT_FACTS = ("packs", "pages", "check_results", "settlements")
"""Tables whose rows are told of elsewhere in the row, or are no facts of the pack."""
WIDEST = 120
"""Columns of a terminal that the tables are made for; a wider one is left empty at the right."""


def pack_table(title: str, *more: str) -> Table:
    """An empty table with a pack's columns, and some more behind them."""
    table = Table(
        title=title or None,
        title_justify="left",
        header_style="bold",
        pad_edge=False,
        show_lines=True,
        box=HORIZONTALS,
    )
    table.add_column("file", overflow="fold", min_width=12, max_width=30)
    table.add_column("pages", no_wrap=True)
    table.add_column("rows", min_width=20)
    table.add_column("checks\nfailed", no_wrap=True)
    for heading in more:
        table.add_column(heading, overflow="fold", min_width=7, max_width=28)
    return table


def counts(manifest: Manifest) -> list[str]:
    """A pack's cells behind its file: pages by status, rows by table, failed checks of all."""
    pages = [f"{manifest.pages[status]} {word}" for status, word in PAGES.items() if manifest.pages.get(status)]
    rows = ", ".join(
        f"{rows:,} {name.replace('_', ' ')}" for name, rows in manifest.rows.items() if rows and name not in NOT_FACTS
    )
    checks = f"{manifest.checks_failed} of {manifest.rows.get('check_results', 0)}"
    return ["\n".join(pages), rows, checks]


def print_table(console: Console, table: Table) -> None:
    """Print a table, no wider than WIDEST."""
    console.print(table, width=min(console.width, WIDEST))


def print_summary(console: Console, outcomes: Sequence[Outcome], seconds: float) -> None:
    """The closing table of a load."""
    table = pack_table("", "seconds", "")
    for outcome in outcomes:
        cells = counts(outcome.manifest) if outcome.manifest else [""] * 3
        spent = f"{outcome.seconds:.1f}" if outcome.seconds else ""
        table.add_row(escape(outcome.name), *cells, spent, outcome.state, style=None if outcome.well else "red")
    if outcomes:
        print_table(console, table)
    states = [outcome.state for outcome in outcomes]
    told = [f"{states.count(s)} {s}" for s in ("loaded", "unchanged", "refused", "failed") if s in states]
    console.print(f"{len(outcomes)} files: {', '.join(told) or 'nothing to load'}; {seconds:.1f} s")

"""What stands in a sample pack, row by row, written down by the hand that typesets it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tools.samples.grid import Grid

TABLES = (
    "packs",
    "documents",
    "agenda_items",
    "attendance",
    "minute_items",
    "decisions",
    "recommendations",
    "budgets",
    "kpis",
    "rag_actions",
    "tables",
    "findings",
)


class Truth:
    """The rows of each table, in the order in which they were typeset."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(self, table: str, **row: object) -> None:
        """Notes one row; KeyError for an unknown table."""
        if table not in TABLES:
            raise KeyError(table)
        self.rows[table].append(row)

    def paper(
        self,
        kind: str,
        title: str,
        agenda_item: str | None,
        date: str,
        pages: tuple[int, int],
        author: str | None = None,
    ) -> None:
        """Notes a paper of the pack by its first and last page; `date` is that of its meeting, as 2024-10-17."""
        self.add(
            "documents",
            kind=kind,
            title=title,
            agenda_item=agenda_item,
            meeting_date=date,
            author=author,
            first_page=pages[0],
            last_page=pages[1],
        )

    def table(self, title: str, grid: Grid, pages: Sequence[int], mapped_to: str | None) -> None:
        """Notes a table by the page of each of its rows; `mapped_to` is the table of facts that it holds."""
        self.add(
            "tables",
            title=title,
            page=pages[0],
            last_page=pages[-1],
            rows=len(grid.rows),
            cols=grid.columns,
            header_rows=grid.header_rows,
            mapped_to=mapped_to,
        )

    def files(self) -> dict[str, str]:
        """File name to its JSON text; a table of which a pack has no row has a file with an empty list."""
        return {
            f"{table}.json": json.dumps(self.rows.get(table, []), indent=1, ensure_ascii=False) + "\n"
            for table in TABLES
        }

    def write(self, folder: Path) -> None:
        """Writes the files, making the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.files().items():
            (folder / name).write_text(text, encoding="utf-8")

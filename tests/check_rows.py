"""The rows of a pack as the checks get them, made of little: tables typed as grids, sentences, indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from extractors.checks.check import Outcome
from extractors.checks.material import Material
from extractors.facts.finance.words import is_total_label
from extractors.facts.values import POUND, MoneyUnit, read_money
from extractors.records import Record

Grid = Sequence[Sequence[str]]
BOX = {"x0": 50.0, "top": 100.0, "x1": 300.0, "bottom": 112.0}
MILLIONS = MoneyUnit("£m", Decimal(1_000_000))


class Rows(dict[str, list[Record]]):
    """Rows by table name, added to piece by piece."""

    def add(self, table: str, **columns: object) -> Rows:
        self.setdefault(table, []).append({"page": 1, "document_id": "02-report", **BOX, **columns})
        return self

    def paper(
        self, document_id: str = "02-report", kind: str = "report", title: str = "Report", **more: object
    ) -> Rows:
        pages = {"first_page": 1, "last_page": 9, "agenda_item": "5"}
        return self.add("documents", document_id=document_id, kind=kind, title=title, **{**pages, **more})

    def says(self, text: str, kind: str = "paragraph", page: int = 1, **more: object) -> Rows:
        return self.add("passages", text=text, kind=kind, page=page, heading=None, **more)

    def grid(
        self,
        grid: Grid,
        title: str = "Table 1 – Forecast",
        table_id: str = "t1",
        page: int = 1,
        mapped_to: str | None = None,
        organisations: Sequence[str | None] = (),
        spans: Iterable[tuple[int, int]] = (),
        **more: object,
    ) -> Rows:
        """A table with one header row. `spans` are the cells that cover the whole row."""
        place = {"table_id": table_id, "page": page, **more}
        self.add(
            "tables",
            title=title,
            header_rows=1,
            last_page=page,
            mapped_to=mapped_to,
            top=200.0,
            **{key: value for key, value in place.items() if key != "top"},
        )
        for row, texts in enumerate(grid):
            for column, text in enumerate(texts):
                wide = len(texts) if (row, column) in set(spans) else 1
                self.add("cells", row=row, col=column, text=text, is_header=row == 0, col_span=wide, **place)
        return self

    def finance(self, grid: Grid, unit: MoneyUnit = MILLIONS, organisations: Sequence[str] = (), **more: Any) -> Rows:
        """A table mapped to budgets, the line in its first column; `organisations` are those of the other columns."""
        self.grid(grid, mapped_to="budgets", **more)
        title, table_id = more.get("title", "Table 1 – Forecast"), more.get("table_id", "t1")
        for row, texts in enumerate(grid[1:], 1):
            for column, text in enumerate(texts[1:], 1):
                amount = read_money(text, unit).amount
                if amount is not None:
                    self.add(
                        "budgets",
                        table_id=table_id,
                        table_title=title,
                        line=texts[0] or None,
                        is_total=is_total_label(texts[0]) or not texts[0],
                        column_label=grid[0][column],
                        organisation=organisations[column - 1] if organisations else None,
                        amount_gbp=amount,
                        raw_text=text,
                        unit=unit.printed,
                        row=row,
                        col=column,
                        page=more.get("page", 1),
                        document_id=more.get("document_id", "02-report"),
                    )
        return self

    def kpi(self, indicator: str, actual: str, target: str, rag: str | None = None, **more: object) -> Rows:
        """An indicator's row; the figures are read from their texts."""
        row = len(self.get("kpis", []))
        values = {
            "organisation": "Ashcombe",
            "period": "2024/25 Q2",
            "table_id": "k1",
            "unit": "%" if "%" in actual + target else None,
            "rag_basis": "word" if rag else None,
            "row": row,
            "col": 1,
        }
        figures = {"actual": _number(actual), "actual_text": actual, "target": _number(target), "target_text": target}
        return self.add("kpis", indicator=indicator, rag=rag, **{**figures, **values, **more})


def _number(text: str) -> float | None:
    digits = "".join(char for char in text if char.isdigit() or char == ".")
    return float(digits) if digits.strip(".") else None


def meeting(on: dt.date = dt.date(2024, 10, 17), kind: str = "agenda_pack") -> Rows:
    """Rows of a pack for a meeting."""
    return Rows().add("packs", meeting_date=on, kind=kind)


def failed(check: Callable[[Material], Iterable[Outcome]], rows: Rows) -> list[Outcome]:
    """The outcomes that failed."""
    return [outcome for outcome in check(Material(rows)) if not outcome.passed]


def passed(check: Callable[[Material], Iterable[Outcome]], rows: Rows) -> list[Outcome]:
    """The outcomes that passed: what was judged and right."""
    return [outcome for outcome in check(Material(rows)) if outcome.passed]


def figures(outcome: Outcome) -> tuple[str | None, str | None, str | None]:
    return outcome.expected, outcome.actual, outcome.difference


__all__ = ["BOX", "MILLIONS", "POUND", "Grid", "Rows", "failed", "figures", "meeting", "passed"]

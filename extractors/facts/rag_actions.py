"""Rows of action, improvement, programme and risk plans, with their ratings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.facts.dates import read_date
from extractors.facts.doubts import doubts
from extractors.facts.organisations import split_organisations
from extractors.facts.plans.columns import Columns, find_columns
from extractors.facts.plans.forms import unfolded
from extractors.facts.plans.rows import Row, parts_of, read_rows
from extractors.facts.plans.titles import Heading, read_heading
from extractors.facts.ratings import Rating, rate_cell
from extractors.facts.values import is_blank
from extractors.geometry import Box, union
from extractors.pages.page import Page
from extractors.records import Issue, Record
from extractors.tables.table import Table

if TYPE_CHECKING:
    from extractors.pack import Pack

_STRONG = ("owner", "target", "start", "rag", "status", "progress", "next_steps")
_WEAK = ("ref", "outcome", "resources", "workstream", "organisation", "service")
_PLAINLY = 4  # strong columns that make a plan of a table which also says what things cost
_NEAR = 2.0  # points
_LONGEST_STATUS = 60  # letters: more is a report of progress in a coloured cell


def claim(table: Table, pack: Pack) -> float:
    """How surely a table is a plan, 0 to 1: it says what is to be done, and by whom, by when, or how it goes."""
    table = unfolded(table) or table
    columns = find_columns(table)
    if columns is None or "action" not in columns:
        return 0.0
    strong = sum(role in columns for role in _STRONG)
    if not strong or _is_form(table, columns):
        return 0.0
    weak = sum(role in columns for role in _WEAK)
    sure = 0.15 + 0.15 * columns.fit["action"] + 0.15 * strong + 0.05 * weak
    doubt = (0.5 if strong < _PLAINLY else 0.8) if columns.speaks_against else 1.0
    return min(0.95, sure) * doubt


def _is_form(table: Table, columns: Columns) -> bool:
    """Whether a table without a header is a form, of labels with their values beside them: half its first row at most
    are headings."""
    told = {id(cell) for cell in table.row(columns.header_row) if cell is not None and cell.text.strip()}
    return not table.header_rows and 2 * len(columns.fit) <= len(told)


def read_rag_actions(pack: Pack, tables: Sequence[Table]) -> tuple[list[Record], list[Issue]]:
    """The rows of `tables` (those mapped to `rag_actions`), and an issue for each that could not be read."""
    records: list[Record] = []
    issues: list[Issue] = []
    words = _plain_words(pack)
    for printed in tables:
        form = unfolded(printed)
        table = form or printed
        columns = find_columns(table)
        if columns is None or "action" not in columns:
            message = f"no column of the plan {table.title or table.table_id} says what is to be done"
            issues.append(
                Issue("facts", "warning", "plan_without_actions", message, table.page, table.box, table.table_id)
            )
            continue
        paper = pack.paper_at(table.page)
        document_id = paper.document_id if paper else None
        for part in parts_of(table, columns):
            heading = read_heading(table, part, paper.title if paper else None, words)
            for row in read_rows(table, columns, part, lambda page, box: _ruled_above(pack.page(page), box)):
                record = _record(row, table, columns, heading, pack)
                records.append({"document_id": document_id, **record, **({"row": None} if form else {})})
    return records, [*issues, *doubts(pack, tables, records)]


def _record(row: Row, table: Table, columns: Columns, heading: Heading, pack: Pack) -> Record:
    said = row.texts.get
    rating, status = _rating(row, table)
    target = _target(row, table, columns)
    return {
        "table_id": table.table_id,
        "plan": heading.plan,
        "ref": _line(said("ref")),
        "service": _line(said("service")) or heading.service,
        "workstream": _line(said("workstream")),
        "organisations": _organisations(said("organisation", ""), pack.front_sheet.organisations),
        "action": said("action"),
        "outcome": said("outcome"),
        "owner": _line(said("owner")) or (None if "owner" in columns else heading.lead),
        "resources": said("resources"),
        "start_text": said("start"),
        "start_date": read_date(said("start", ""), "first"),
        "target_text": target,
        "target_date": read_date(target or ""),
        "rag": rating.rag if rating else None,
        "rag_basis": rating.basis if rating else None,
        "status_text": status,
        "progress": said("progress"),
        "next_steps": said("next_steps"),
        "period": heading.period,
        "row": row.row,
        "page": row.page,
        **union(row.boxes).columns(),
    }


def _rating(row: Row, table: Table) -> tuple[Rating | None, str | None]:
    """The rating of a row and its status in words, from a rating column, a status column, or one that is both.

    The score of a risk in a coloured cell is no status.
    """
    rated, status = row.cells.get("rag"), row.cells.get("status")
    of_status = rate_cell(status, table) if status is not None else None
    rating = rate_cell(rated, table) if rated is not None else None
    if rating is None or rating.rag is None:
        rating = of_status if of_status is not None and of_status.rag is not None else rating or of_status
    said = (of_status.status_text if of_status else None) or (rating.status_text if rating else None)
    return rating, said if said and re.search(r"[A-Za-z]{2}", said) and len(said) <= _LONGEST_STATUS else None


def _target(row: Row, table: Table, columns: Columns) -> str | None:
    """The target date as printed; the original one where the revised one is left blank."""
    texts = [row.texts.get("target", "")]
    texts += [cell.text.strip() for col in columns.dates if (cell := table.at(row.row, col)) is not None]
    return next((text for text in texts if not is_blank(text)), texts[0]) or None


def _organisations(text: str, partners: Sequence[str]) -> list[str]:
    """The councils that a row is of; others who are named there (a hospital, the police) as printed."""
    councils = split_organisations(text, partners)
    return councils or [part.strip() for part in re.split(r"[/,;\n]", text) if part.strip()]


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _ruled_above(page: Page, box: Box) -> bool:
    """Whether a ruling runs along the upper edge of a box, over most of its width."""
    drawn = 0.0
    for rule in page.rules:
        if not rule.vertical and abs(rule.position - box.top) <= _NEAR:
            drawn += max(0.0, min(rule.box.x1, box.x1) - max(rule.box.x0, box.x0))
    return drawn > box.width / 2


def _plain_words(pack: Pack) -> frozenset[str]:
    """Every word of the pack that is not in capitals throughout."""
    return frozenset(
        word.text.strip("(),.:;&-") for page in pack.pages for word in page.words if not word.text.isupper()
    )

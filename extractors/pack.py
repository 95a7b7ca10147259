"""A pack on its way from bytes to records: ingest, compose, read facts, check. Each step can be called alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from extractors.checks.registry import run_all
from extractors.facts.attendance import read_attendance
from extractors.facts.budgets import read_budgets
from extractors.facts.decisions import read_decisions
from extractors.facts.kpis import read_kpis
from extractors.facts.listings import (
    list_agenda_items,
    list_cells,
    list_documents,
    list_pages,
    list_passages,
    list_tables,
)
from extractors.facts.mapping import map_tables
from extractors.facts.minutes import read_minute_items
from extractors.facts.packs import read_pack
from extractors.facts.rag_actions import read_rag_actions
from extractors.facts.recommendations import read_recommendations
from extractors.geometry import Box
from extractors.pages.identity import identify
from extractors.pages.page import Page
from extractors.pages.pdfium import Refused
from extractors.pages.reading import read_file
from extractors.papers.cut import cut_papers
from extractors.papers.front_sheet import read_front_sheet
from extractors.papers.paper import FrontSheet, Paper
from extractors.records import Issue, Record
from extractors.tables.find import find_tables
from extractors.tables.table import Table
from extractors.text.passage import Passage
from extractors.text.passages import read_passages

__all__ = ["Pack", "Progress", "Refused", "compose", "identify", "ingest", "read_facts", "run_checks"]

Progress = Callable[[int, int], None]
"""Called with (pages read, pages in all) while a file is read."""


@dataclass(frozen=True)
class Pack:
    """One file and what has been read of it so far."""

    pack_id: str
    file_name: str  # as given, for people; never used as a path
    sha256: str
    pages: tuple[Page, ...]
    front_sheet: FrontSheet = field(default_factory=FrontSheet)
    papers: tuple[Paper, ...] = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    issues: tuple[Issue, ...] = ()

    @cached_property
    def _papers_by_page(self) -> dict[int, Paper]:
        return {page: paper for paper in self.papers for page in range(paper.first_page, paper.last_page + 1)}

    def page(self, number: int) -> Page:
        """The page by its 1-based number."""
        return self.pages[number - 1]

    def paper_at(self, page: int) -> Paper | None:
        """The paper that a page belongs to; None for a page left blank between papers."""
        return self._papers_by_page.get(page)

    def passages_of(self, paper: Paper) -> list[Passage]:
        return [passage for passage in self.passages if paper.has(passage.page)]

    def tables_of(self, paper: Paper) -> list[Table]:
        return [table for table in self.tables if paper.has(table.page)]


def ingest(data: bytes, file_name: str, progress: Progress | None = None) -> Pack:
    """Read every page of a PDF once.

    `progress` hears of each page. Raises Refused where the file is no readable PDF; a page that fails becomes an issue.
    """
    reading = read_file(data, progress)
    return Pack(
        pack_id=reading.pack_id,
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=tuple(reading.pages),
        issues=tuple(reading.issues),
    )


def compose(pack: Pack) -> Pack:
    """The pack with its front sheet, papers, tables and passages. What could not be read is added to its issues."""
    front_sheet = read_front_sheet(pack.pages)
    papers = cut_papers(pack.pages, front_sheet)
    tables, issues = find_tables(pack.pages)
    passages = read_passages(pack.pages, papers, tables)
    return replace(
        pack,
        front_sheet=front_sheet,
        papers=tuple(papers),
        tables=tuple(tables),
        passages=tuple(passages),
        issues=(*pack.issues, *issues),
    )


def read_facts(pack: Pack) -> dict[str, list[Record]]:
    """Rows of every table of the contract but `check_results`, and of `pages` and `issues`, by table name.

    No row has `pack_id`; the `packs` row lacks what only the loader knows (when, with which software). Boxes are those
    of the page as a viewer displays it.
    """
    mapped, issues = map_tables(pack)

    def tables_for(fact: str) -> list[Table]:
        return [table for table in pack.tables if mapped.get(table.table_id) == fact]

    readers: dict[str, Callable[[], tuple[list[Record], list[Issue]]]] = {
        "attendance": lambda: read_attendance(pack),
        "minute_items": lambda: read_minute_items(pack),
        "decisions": lambda: read_decisions(pack),
        "recommendations": lambda: read_recommendations(pack),
        "budgets": lambda: read_budgets(pack, tables_for("budgets")),
        "kpis": lambda: read_kpis(pack, tables_for("kpis")),
        "rag_actions": lambda: read_rag_actions(pack, tables_for("rag_actions")),
    }
    read: dict[str, list[Record]] = {}
    for name, reader in readers.items():
        try:
            read[name], found = reader()
        except Exception as error:  # a fault of one reader must not lose what the others read: it becomes a row
            read[name], found = [], [Issue("facts", "error", "reader_failed", f"{name} were not read: {error!r}")]
        issues += found
    rows: dict[str, list[Record]] = {
        "packs": [read_pack(pack)],
        "pages": list_pages(pack),
        "documents": list_documents(pack),
        "agenda_items": list_agenda_items(pack),
        "passages": list_passages(pack),
        "tables": list_tables(pack, mapped),
        "cells": list_cells(pack),
        **read,
        "issues": [issue.record() for issue in (*pack.issues, *issues)],
    }
    for records in rows.values():
        for record in records:
            _show_as_seen(record, pack)
    return rows


def _show_as_seen(record: Record, pack: Pack) -> None:
    """Put the record's box where a viewer sees it, on the pages that were turned to be read."""
    number = record.get("page")
    if not isinstance(number, int) or record.get("x0") is None or not pack.page(number).turn:
        return
    box = Box(*(float(str(record[side])) for side in Box._fields))
    record.update(pack.page(number).as_seen(box).columns())


def run_checks(rows: dict[str, list[Record]]) -> list[Record]:
    """Rows of `check_results`: what was checked in the facts of one pack, and what was found."""
    return run_all(rows)

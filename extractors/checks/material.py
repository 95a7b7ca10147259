"""What the checks look at: the rows of one pack, and what several checks make of them, made once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.checks.places import Places, places_of
from extractors.checks.said import Sentence, sentences_of
from extractors.checks.sheet import Sheet, sheets
from extractors.records import Record

if TYPE_CHECKING:
    from extractors.checks.check import Rows


@dataclass(frozen=True)
class Material:
    """The facts of one pack by table name; a table that is not there has no rows."""

    rows: Rows

    def __getitem__(self, table: str) -> Sequence[Record]:
        return self.rows.get(table, ())

    @cached_property
    def sheets(self) -> list[Sheet]:
        return sheets(self["tables"], self["cells"], self["budgets"])

    @cached_property
    def sentences(self) -> list[Sentence]:
        return sentences_of(self["passages"], self["cells"], self["tables"])

    @cached_property
    def places(self) -> Places:
        return places_of(self["budgets"], self["passages"], self.sheets)

    @cached_property
    def documents(self) -> dict[str, Record]:
        """The papers by their id."""
        return {str(document["document_id"]): document for document in self["documents"]}

    @cached_property
    def ocr_pages(self) -> frozenset[int]:
        """The pages that were read by OCR: what does not agree there may be misread."""
        return frozenset(int(str(page["page"])) for page in self["pages"] if page.get("status") == "ocr")

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """The councils that the facts speak of, the most frequent first."""
        counts: dict[str, int] = {}
        for table in ("kpis", "budgets", "attendance"):
            for record in self[table]:
                name = record.get("organisation")
                if name and name != "Total":
                    counts[str(name)] = counts.get(str(name), 0) + 1
        for record in self["rag_actions"]:
            for name in _names(record.get("organisations")):
                counts[name] = counts.get(name, 0) + 1
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    def said_at(self, text: object, page: int | None, word: str = "") -> Record | None:
        """The passage or cell of a page that says a text or, of one set in several, the longest part with the word."""
        whole = _plain(text)
        found = [
            (abs(len(said) - len(whole)), record)
            for table in ("passages", "cells")
            for record in self[table]
            if record.get("page") == page and (said := _plain(record.get("text"))) and _plain(word) in said
            if whole in said or said in whole
        ]
        return min(found, key=lambda near: near[0])[1] if found else None

    def beside(self, record: Record, is_meant: Callable[[str], bool]) -> Record:
        """The cell that is meant in the row of a fact's own cell, or else in its column; the fact if there is none."""
        inside = [cell for cell in self["cells"] if cell["table_id"] == record.get("table_id")]
        for along in ("row", "col"):
            for cell in inside:
                if cell[along] == record.get(along) and is_meant(" ".join(str(cell.get("text") or "").split())):
                    return cell
        return record

    def item_of(self, document_id: object) -> frozenset[str]:
        """The papers of the agenda item that a paper belongs to: its report and appendices."""
        item = self.documents.get(str(document_id), {}).get("agenda_item")
        if item is None:
            return frozenset({str(document_id)})
        return frozenset(name for name, paper in self.documents.items() if paper.get("agenda_item") == item)


def _plain(text: object) -> str:
    return " ".join(str(text or "").split()).casefold()


def _names(organisations: object) -> list[str]:
    return [str(name) for name in organisations] if isinstance(organisations, list | tuple) else []

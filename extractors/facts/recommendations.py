"""What a report asks for: the parts of its section of recommendations, each a row.

Only reports ask; a proposed record of decision or an appendix repeats. Where a report prints its recommendations twice,
the first place counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.facts.asking import (
    asks,
    heading_run_in,
    is_heading,
    is_remark,
    lead_in,
    numbered_heading,
    read_verb,
    refuses,
)
from extractors.facts.counting import begins, counts_on, is_part_of, next_marks
from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.papers.paper import Paper
from extractors.records import Issue, Record
from extractors.tables.table import Cell, Table
from extractors.text.markers import Marker, marker_of

if TYPE_CHECKING:
    from extractors.pack import Pack

_INLINE = re.compile(r"(?:(?<=\s)|^)\(?([a-z]|[ivx]{1,4}|\d{1,2})\)\s+")
_BETWEEN = 3  # entries within which a list goes on
_SET_IN = 6.0  # points
_SENTENCES = re.compile(r"[a-z\d)]\.\s+[A-Z]")
_OPENS_LIST = re.compile(r"(?:[:\u2013-]|:\s*[-\u2013]|\bto|\bthat)\s*$")


@dataclass(frozen=True)
class _Entry:
    """A passage, or a line of a table's cell, in reading order."""

    text: str  # without its marker
    marker: Marker | None
    page: int
    box: Box
    heading: bool = False
    from_table: bool = False


@dataclass
class _Part:
    text: str
    page: int
    box: Box
    marker: Marker | None


def read_recommendations(pack: Pack) -> tuple[list[Record], list[Issue]]:
    """The recommendations of every report of the pack; an issue for a section of which no part could be read."""
    records: list[Record] = []
    issues: list[Issue] = []
    for paper in pack.papers:
        if paper.kind != "report":
            continue
        entries = list(_entries(pack, paper))
        parts, heading = _section(entries)
        if heading is not None and not parts:
            message = f"under the heading {heading.text!r} no recommendation could be read"
            issues.append(Issue("facts", "warning", "recommendations_unread", message, heading.page, heading.box))
        records.extend(_record(paper, ordinal, part) for ordinal, part in enumerate(parts, start=1))
    return records, issues


def _record(paper: Paper, ordinal: int, part: _Part) -> Record:
    return {
        "document_id": paper.document_id,
        "agenda_item": paper.agenda_item,
        "report_title": paper.title,
        "ordinal": ordinal,
        "verb": read_verb(part.text),
        "text": part.text,
        "page": part.page,
        **part.box.columns(),
    }


def _entries(pack: Pack, paper: Paper) -> Iterator[_Entry]:
    """The paper's passages and the cells of its tables, top to bottom."""
    placed: list[tuple[int, float, int, Sequence[_Entry]]] = []
    for index, passage in enumerate(pack.passages_of(paper)):
        marker, text = _split_marker(passage.text, passage.number)
        entry = _Entry(text, marker, passage.page, passage.box, passage.kind == "heading")
        placed.append((passage.page, passage.box.top, index, (entry,)))
    for index, table in enumerate(pack.tables_of(paper)):
        for page in sorted({cell.page for cell in table.cells}):
            cells = [cell for cell in table.cells if cell.page == page]
            top = min(cell.box.top for cell in cells)
            placed.append((page, top, index, list(_table_entries(table, cells))))
    for _, _, _, entries in sorted(_in_order(placed), key=lambda item: item[:3]):
        for entry in entries:
            yield from _number_apart(entry)


def _number_apart(entry: _Entry) -> Iterator[_Entry]:
    """ "Recommendation 2: That …" is the second of a list, and the first of them has the list's heading."""
    found = numbered_heading().match(entry.text)
    if found is None:
        yield entry
        return
    if found["number"] == "1":
        yield replace(entry, text=found["heading"], marker=None, heading=True)
    if text := entry.text[found.end() :].strip():
        yield replace(entry, text=text, marker=Marker(f"{found['number']}.", "number"), heading=False)


def _in_order(
    placed: Sequence[tuple[int, float, int, Sequence[_Entry]]],
) -> Iterator[tuple[int, float, int, Sequence[_Entry]]]:
    """Passages keep their reading order within a page, whatever their column; tables go between them by height."""
    highest: dict[int, float] = {}
    for page, top, index, entries in placed:
        if entries and entries[0].from_table:
            yield page, top, index, entries
            continue
        highest[page] = max(top, highest.get(page, 0.0))
        yield page, highest[page], index, entries


def _table_entries(table: Table, cells: Sequence[Cell]) -> Iterator[_Entry]:
    """The lines of the cells, row by row. A number alone in its cell is the marker of the cell beside it."""
    for row in sorted({cell.row for cell in cells}):
        marker: Marker | None = None
        in_row = sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.col)
        texts = [cell for cell in in_row if cell.text.strip()]
        for cell in texts:
            lines = [line for line in cell.text.split("\n") if line.strip()]
            alone = _marker_alone(lines, cell) if cell is not texts[-1] else None
            if alone is not None:
                marker = alone
                continue
            if marker is not None and len(lines) >= 1 and cell is not _fullest(texts, marker):
                continue  # a remark beside the numbered text
            for line in lines:
                found, text = _split_marker(line.strip(), None)
                bold = all(word.bold for word in cell.words) and bool(cell.words)
                label = is_heading(text)
                yield _Entry(
                    text, found or marker, cell.page, cell.box, heading=(bold and label) or label, from_table=True
                )


def _marker_alone(lines: Sequence[str], cell: Cell) -> Marker | None:
    """The marker that is all a cell says; in a cell of its own a letter needs no bracket or full stop."""
    text = " ".join(lines).strip()
    if " " in text:
        return None
    if len(text) == 1 and text.isalpha():
        text = f"{text}."
    return marker_of(_word(text, cell.box))


def _fullest(cells: Sequence[Cell], marker: Marker) -> Cell:
    """The cell of a numbered row that holds its text: the first with several words."""
    worded = [cell for cell in cells if len(cell.text.split()) > 2]
    return worded[0] if worded else cells[-1]


def _word(text: str, box: Box) -> Word:
    return Word(text, box, 11.0)


def _split_marker(text: str, number: str | None) -> tuple[Marker | None, str]:
    """The list marker that the text begins with, and the rest."""
    first, _, rest = text.partition(" ")
    if not rest:
        return None, text
    if number is not None and first == number:
        return marker_of(_word(first, Box(0, 0, 0, 0))) or Marker(first, "number"), rest.strip()
    marker = marker_of(_word(first, Box(0, 0, 0, 0)))
    if marker is None or (marker.text.isdigit() and number is None):
        return None, text
    return marker, rest.strip()


def _section(entries: Sequence[_Entry]) -> tuple[list[_Part], _Entry | None]:
    """The parts of the first section of recommendations that has any, and the first heading over one."""
    first_heading = None
    for index, entry in enumerate(entries):
        if is_heading(entry.text) and len(entry.text) < 90:
            first_heading = first_heading or entry
            parts = _parts(entries[index + 1 :], in_table=entry.from_table)
        elif (run_in := heading_run_in().match(entry.text)) and len(entry.text) < 1500:
            first_heading = first_heading or entry
            rest = _Entry(entry.text[run_in.end() :], None, entry.page, entry.box)
            parts = _parts([rest, *entries[index + 1 :]], in_table=entry.from_table)
        else:
            continue
        if parts:
            return parts, first_heading
    for index, entry in enumerate(entries[:60]):
        found = lead_in().match(entry.text)
        if found and re.search(r"asked|recommended|requested|invited", found[0], re.I) and not entry.from_table:
            parts = _parts(entries[index:], in_table=False)
            if parts:
                return parts, first_heading
    return [], first_heading


def _parts(entries: Sequence[_Entry], in_table: bool) -> list[_Part]:
    parts: list[_Part] = []
    nested: Marker | None = None  # the last marker of a list inside the last part
    intro = False
    loose = 0  # paragraphs passed over before the first part
    for index, entry in enumerate(entries):
        text = entry.text.strip()
        if not text:
            continue
        if in_table and not entry.from_table and parts:
            break
        if is_remark(text):
            continue
        if refuses(text) and (parts or intro):
            break
        asking = asks(text)
        opens = _OPENS_LIST.search(text) is not None or _only_leads_in(entries, index)
        listed = bool(parts) and parts[-1].marker is not None
        leads = lead_in().match(text) is not None or not intro or listed
        if entry.marker is None and opens and leads and (asking or not parts) and len(text) < 300:
            if parts and intro:
                # A second list ("Council is recommended to:") goes on counting.
                intro = asking
                if not asking:
                    break
                continue
            intro = True
            continue
        if entry.heading and entry.marker is None and not asking:
            break
        if entry.heading and entry.marker is not None and not (asking or (intro and not parts)):
            break
        if entry.marker is not None and opens and lead_in().match(text) and not parts:
            intro = True
            continue
        inline = _inline_parts(text)
        if inline and (asking or intro):
            parts.extend(_Part(piece, entry.page, entry.box, None) for piece in inline)
            continue
        if entry.marker is not None and (intro or asking or parts or entry.from_table):
            if parts and _is_nested(entry, parts[-1], nested):
                nested = entry.marker
                parts[-1].text = f"{parts[-1].text}\n{entry.marker.text} {text}"
            elif parts and not asking and ((not intro and _tells(text)) or _is_other_list(parts[0], entry.marker)):
                break
            else:
                nested = None
                parts.append(_Part(text, entry.page, entry.box, entry.marker))
            continue
        if parts and _is_of_part(entry, parts[-1], asking, entries[index + 1 :]):
            parts[-1].text = f"{parts[-1].text}\n{text}"
            continue
        if listed:
            break
        if asking:
            parts.append(_Part(text, entry.page, entry.box, None))
            continue
        if parts or loose >= 2:
            break
        loose += 1
    return parts


def _is_other_list(first: _Part, marker: Marker) -> bool:
    return first.marker is not None and first.marker.kind != marker.kind


def _tells(text: str) -> bool:
    """Whether a numbered paragraph is one of the report's own, that count on behind the recommendations: it has several
    sentences and asks nothing."""
    return _SENTENCES.search(text) is not None


def _only_leads_in(entries: Sequence[_Entry], index: int) -> bool:
    """Whether an entry only says who is asked, and a list under it what: "RECOMMENDED that the Executive"."""
    text = entries[index].text.strip()
    lead = lead_in().match(text)
    listed = index + 1 < len(entries) and entries[index + 1].marker is not None
    return lead is not None and listed and text[-1] not in ".;" and read_verb(text[lead.end() :]) is None


def _is_of_part(entry: _Entry, last: _Part, asking: bool, following: Sequence[_Entry]) -> bool:
    """Whether an entry without a marker is of the last part: listed under its colon (OCR loses bullets), or a second
    paragraph behind which the list goes on."""
    if last.marker is None:
        set_in = entry.box.x0 > last.box.x0 + _SET_IN
        listed = set_in or (not asking and entry.text[0].islower())
        return listed and last.text.split("\n")[0].rstrip().endswith(":")
    marked = next((entry for entry in following[:_BETWEEN] if entry.marker is not None or entry.heading), None)
    return marked is not None and marked.marker is not None and counts_on(last.marker, marked.marker)


def _is_nested(entry: _Entry, last: _Part, nested: Marker | None) -> bool:
    """Whether a marked entry is of a list inside the last part: it goes on with one, or begins one further in."""
    own, marker = last.marker, entry.marker
    if own is None or marker is None:
        return False
    further_in = entry.box.x0 > last.box.x0 + _SET_IN
    if counts_on(own, marker) and not further_in:
        return False
    if nested is not None and counts_on(nested, marker):
        return True
    opened = last.text.split("\n")[0].rstrip().endswith((":", "to", "that", "including"))
    return begins(marker, own) and (further_in or opened or is_part_of(marker, own))


def _inline_parts(text: str) -> list[str]:
    """The parts of "RECOMMENDED that (a) … (b) …" set as one paragraph; empty where it is no such list."""
    marks = list(_INLINE.finditer(text))
    letters = [mark[1] for mark in marks]
    if len(letters) < 2 or letters[:2] not in (["a", "b"], ["i", "ii"], ["1", "2"]):
        return []
    wanted = [letters[0]]
    kept = [marks[0]]
    for mark in marks[1:]:
        if mark[1] in next_marks(wanted[-1]):
            wanted.append(mark[1])
            kept.append(mark)
    ends = [mark.start() for mark in kept[1:]] + [len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(kept, ends, strict=True)]

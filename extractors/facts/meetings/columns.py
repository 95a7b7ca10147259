"""Lists of people set side by side under headings of their own ("Present | Apologies | In attendance"), or in a table
of names with what is said of each beside them ("Name | Organisation | Attendance"), told one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.people import names_post, read_people, role_of, title_of_list
from extractors.facts.meetings.sections import labels_list, section_of
from extractors.facts.meetings.wording import is_one_of, phrases, plain
from extractors.reference import load
from extractors.text.columns import Row, rows_of
from extractors.text.lines import Line

_SAME_EDGE = 3.0  # points between the left edges of one column's cells
_EXACTLY = 1.0  # points: so near to the edge of a column begins what is of that column
_WIDER = 1.2  # times the narrowest space of a line: a space between two cells
_LONGEST_LABEL = 40  # characters
_FAR = 3.0  # of the type size: below a wider gap the table is over


@dataclass(frozen=True)
class _Heading:
    """The heading of a column: of a list ("Apologies"), of names, of how each came, of what else is said of each."""

    kind: Literal["list", "name", "status", "note"]
    line: Line


def by_columns(head: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a head with its lists in columns told column by column, and its tables of names row by row."""
    head = _whole_labels(head)
    told: list[Paragraph] = []
    index = 0
    while index < len(head):
        page = head[index].page
        same = [paragraph for paragraph in head[index:] if paragraph.page == page]
        rows = _rows(same)
        first = next((at for at, row in enumerate(rows) if row.top > head[index].box.top - 2.0), None)
        if first is None or not head[index].lines:
            made, body = [], []
        elif headings := _headings(rows[first]):
            body = _body(rows[first + 1 :])
            made = list(_by_row(page, headings, body) if _names(headings) else _by_list(page, headings, body))
            body.insert(0, rows[first])
        else:
            label = told[-1].text if told and labels_list(told[-1].text) else None
            body = _body(rows[first:]) if label else []
            made = _by_edge(page, body, titled=title_of_list(label or "") is not None)
        if not made:
            told.append(head[index])
            index += 1
            continue
        told.extend(made)
        bottom = body[-1].bottom
        while index < len(head) and head[index].page == page and head[index].box.top < bottom:
            index += 1
    return told


def _rows(paragraphs: Sequence[Paragraph]) -> list[Row]:
    """The rows of a page's paragraphs; cells of a table are apart, however narrow its columns are."""
    cell_of = {
        id(word): number
        for number, paragraph in enumerate(paragraphs)
        if paragraph.cell
        for _, line in paragraph.lines
        for word in line.words
    }
    rows = rows_of(word for paragraph in paragraphs for _, line in paragraph.lines for word in line.words)
    return [
        Row(
            tuple(
                Line(tuple(words))
                for segment in row.segments
                for _, words in groupby(segment.words, key=lambda word: cell_of.get(id(word)))
            )
        )
        for row in rows
    ]


def _whole_labels(head: Sequence[Paragraph]) -> list[Paragraph]:
    """The head with labels in a narrow column made whole ("In" above "attendance:", with names beside and between)."""
    whole = list(head)
    for upper in (paragraph for paragraph in head if paragraph.lines):
        near = 0.9 * upper.lines[-1][1].size
        below = next(
            (
                lower
                for lower in head
                if lower.page == upper.page
                and 0 <= lower.box.top - upper.box.bottom < near
                and abs(lower.box.x0 - upper.box.x0) < _SAME_EDGE
            ),
            None,
        )
        joined = f"{upper.text} {below.text}" if below else ""
        fits = below and below.bold == upper.bold and len(joined) < _LONGEST_LABEL and not labels_list(upper.text)
        label = section_of(joined) if fits else None
        if below and label and not label[1] and upper in whole:
            whole[whole.index(upper)] = replace(upper, text=joined, lines=())
            whole.remove(below)
    return whole


def _headings(row: Row) -> list[_Heading] | None:
    """The headings that a row of cells is made of; None for a row of anything else."""
    found: list[_Heading] = []
    for segment in row.segments:
        text = plain(segment.text).strip(" .:")
        if is_one_of(text, "people", "name_columns"):
            found.append(_Heading("name", segment))
        elif labels_list(segment.text):
            found.append(_Heading("list", segment))
        elif is_one_of(text, "people", "status_columns"):
            found.append(_Heading("status", segment))
        elif is_one_of(text, "people", "note_columns"):
            found.append(_Heading("note", segment))
        else:
            return None
    several = len(found) > 1 and any(heading.kind in {"list", "name"} for heading in found)
    return found if several else None


def _names(headings: Sequence[_Heading]) -> bool:
    return any(heading.kind == "name" for heading in headings)


def _body(rows: Sequence[Row]) -> list[Row]:
    """The rows below the headings: up to a wide gap, a label of another list, or a bold line across."""
    body: list[Row] = []
    for row in rows:
        above = body[-1] if body else None
        line = row.whole()
        if above is not None and row.top - above.bottom > _FAR * row.size:
            break
        if labels_list(row.segments[0].text) or (line.bold and len(row.segments) == 1):
            break
        if above is not None and line.bold and not above.whole().bold:
            break  # the headings of another table
        body.append(row)
    return body


def _by_list(page: int, headings: Sequence[_Heading], body: Sequence[Row]) -> Iterator[Paragraph]:
    cells = _cells(body)
    columns = _columns(headings, cells)
    for heading in headings:
        yield _paragraph(page, [heading.line], label=True)
        for lines in _entries([cell for cell in cells if columns[id(cell)] is heading]):
            yield _paragraph(page, lines)


def _entries(column: Sequence[Line]) -> list[list[Line]]:
    """The cells of a column, each with what carries it on below (behind an open bracket; a surname alone)."""
    titled = sum(bool(people and people[0].title) for people in map(read_people, (cell.text for cell in column)))
    entries: list[list[Line]] = []
    for cell in column:
        above = " ".join(line.text for line in entries[-1]) if entries else ""
        people = read_people(above)
        half = len(people) == 1 and people[0].title is not None and len(people[0].name.split()) == 1
        alone = len(cell.words) == 1 and 2 * titled >= len(column)
        if entries and (above.count("(") > above.count(")") or above.endswith((",", "-")) or (half and alone)):
            entries[-1].append(cell)
        else:
            entries.append([cell])
    return entries


def _by_row(page: int, headings: Sequence[_Heading], body: Sequence[Row]) -> Iterator[Paragraph]:
    """Each name with what its row says in brackets behind it, under the label of the list that its row puts it in."""
    cells = _cells(body)
    columns = _columns(headings, cells)
    names = [cell for cell in cells if columns[id(cell)].kind == "name"]
    for name in names:
        row = [cell for cell in cells if _row_of(cell, names) is name and cell is not name]
        listed = next((label for cell in row if (label := _list_of(columns[id(cell)], cell))), None)
        if listed:
            yield Paragraph(listed, page, name.box, heading=True)
        notes = [cell for cell in row if columns[id(cell)].kind == "note"]
        text = "".join([name.text, *(f" ({_note(columns[id(cell)], cell)})" for cell in notes)])
        yield Paragraph(text, page, name.box, ((page, name),))


def _by_edge(page: int, body: Sequence[Row], *, titled: bool) -> list[Paragraph]:
    """The names of a list in columns without headings, each by itself: with what stands beside it in brackets, where
    the further columns hold no names. Empty where the lines are no such list. `titled`: the list's label has the title
    of all, so that none has one of their own."""
    columns: list[list[Line]] = []
    for cell in sorted(_cells(body), key=lambda cell: (cell.box.x0, cell.box.top)):
        if columns and cell.box.x0 - columns[-1][0].box.x0 < _SAME_EDGE:
            columns[-1].append(cell)
        else:
            columns.append([cell])
    entries = [[_paragraph(page, lines) for lines in _entries(sorted(column, key=_top))] for column in columns]
    if len(columns) < 2:
        return []
    if titled and all(_is_one_titled(f"Mr {entry.text}") for column in entries for entry in column):
        return sorted((entry for column in entries for entry in column), key=lambda entry: entry.box.top)
    posts = any(role_of(entry.text) or names_post(entry.text) for column in entries[1:] for entry in column)
    told_of = posts and all(_is_one_titled(f"Mr {entry.text}") for entry in entries[0])
    if not told_of and not all(_is_one_titled(entry.text) for entry in entries[0]):
        return []
    names = [entries[0], *(column for column in entries[1:] if all(_is_one_titled(entry.text) for entry in column))]
    notes = [entry for column in entries if column not in names for entry in column]
    if any(_is_one_titled(entry.text) for entry in notes):
        return []
    made: list[Paragraph] = []
    for name in sorted((entry for column in names for entry in column), key=lambda entry: entry.box.top):
        beside = [note.text for note in notes if abs(note.box.top - name.box.top) < 0.6 * name.lines[0][1].size]
        made.append(replace(name, text="".join([name.text, *(f" ({text})" for text in beside)])))
    return made


def _top(cell: Line) -> float:
    return cell.box.top


def _is_one_titled(text: str) -> bool:
    """Whether a text names one person, with a title of their own ("Cllr Ann Ash (Chair)")."""
    people = read_people(text)
    return len(people) == 1 and people[0].title is not None and people[0].start == 0


def _list_of(heading: _Heading, cell: Line) -> str | None:
    """The label of the list in which a cell puts its row: the word that says how somebody came, or a tick under one."""
    if heading.kind not in {"list", "status"}:
        return None
    said = plain(cell.text).strip(" .")
    ways = ("apologies", "absent", "present")
    way = next((way for way in ways if phrases("people", f"{way}_marks").fullmatch(said)), None)
    ticked = way == "present" and section_of(heading.line.text)
    return "apologies" if ticked and ticked[0] == "apologies" else way


def _note(heading: _Heading, cell: Line) -> str:
    """What a cell says of its row's name; a column of those who are stood in for says so in its heading."""
    said = plain(heading.line.text)
    return f"{said} {cell.text}" if said in load("people")["for_whom"] else cell.text


def _cells(body: Sequence[Row]) -> list[Line]:
    """The cells of the rows; one that runs on into the next column is cut at that column's edge."""
    segments = [segment for row in body for segment in row.segments]
    gaps = [[word.box.x0 - before.box.x1 for before, word in pairwise(segment.words)] for segment in segments]
    wide = [[gap > _WIDER * min(spaces) for gap in spaces] for spaces in gaps]
    edges = [segment.box.x0 for segment in segments]
    for segment, is_wide in zip(segments, wide, strict=True):
        edges.extend(word.box.x0 for word, stands_off in zip(segment.words[1:], is_wide, strict=True) if stands_off)
    cells: list[Line] = []
    for segment, is_wide in zip(segments, wide, strict=True):
        start = 0
        for at, stands_off in enumerate(is_wide, 1):
            met = sum(abs(segment.words[at].box.x0 - edge) < _EXACTLY for edge in edges) - stands_off  # not itself
            if met > 1 or (met and stands_off):
                cells.append(Line(segment.words[start:at]))
                start = at
        cells.append(Line(segment.words[start:]))
    return cells


def _columns(headings: Sequence[_Heading], cells: Sequence[Line]) -> dict[int, _Heading]:
    """The heading over each cell: cells of one left edge are one column, under the heading that most of them touch."""
    columns: dict[int, _Heading] = {}
    for cell in cells:
        column = [other for other in cells if abs(other.box.x0 - cell.box.x0) < _SAME_EDGE]
        columns[id(cell)] = max(headings, key=lambda heading: (_touch(heading, column), -_distance(heading, cell)))
    return columns


def _touch(heading: _Heading, column: Sequence[Line]) -> float:
    box = heading.line.box
    return sum(max(0.0, min(box.x1, cell.box.x1) - max(box.x0, cell.box.x0)) for cell in column)


def _distance(heading: _Heading, cell: Line) -> float:
    return abs(heading.line.box.centre[0] - cell.box.centre[0])


def _row_of(cell: Line, names: Sequence[Line]) -> Line | None:
    """The name whose row a cell stands in."""
    nearest = min(names, key=lambda name: abs(name.box.centre[1] - cell.box.centre[1]), default=None)
    return nearest if nearest and abs(nearest.box.centre[1] - cell.box.centre[1]) < 1.2 * nearest.size else None


def _paragraph(page: int, lines: Sequence[Line], *, label: bool = False) -> Paragraph:
    text = " ".join(line.text for line in lines).replace("- ", "-")
    whole = Line(tuple(word for line in lines for word in line.words))
    return Paragraph(text, page, whole.box, ((page, whole),), heading=label)

"""Lists of members in which a mark beside each name says who came ("* Councillor Roe", "*Present"), told name by name
under the label of the list that its mark puts it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.people import read_people, role_of
from extractors.facts.meetings.sections import section_of
from extractors.facts.meetings.wording import phrases, plain
from extractors.reference import load
from extractors.text.columns import rows_of
from extractors.text.lines import Line

_WAYS = ("apologies", "absent", "present")
_FEW = 2  # marked names, from which on a list is one of marks
_LONGEST_LEGEND = 80  # characters
_SAME_COLUMN = 40.0  # points: a bracket is closed in the line below that begins this near


@dataclass(frozen=True)
class _Cell:
    """A stretch of a line: a name with its mark, if it has any, or what else stands among the names."""

    page: int
    line: Line
    name: str | None = None
    mark: str | None = None


def by_marks(head: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a head; where it explains its marks, each marked name under the label of its list.

    A name without a mark, where one says who was present, is of somebody who was not.
    """
    lines = (line for paragraph in head for _, line in paragraph.lines)
    legend = {mark: way for line in lines for mark, way in _legend(line.text).items()}
    if not legend:
        return list(head)
    cells = {n: _cells(paragraph, legend) for n, paragraph in enumerate(head)}
    first, last = _marked(cells, legend)
    if first > last:
        return list(head)
    told = list(head[:first])
    role: str | None = told.pop().text if told and role_of(told[-1].text) else None
    labels = (section_of(paragraph.text) for paragraph in reversed(told))
    under: str | None = next((label[0] for label in labels if label), None)  # the list that the names are told under
    for n in range(first, last + 1):
        for cell in cells[n]:
            text, place = cell.name or cell.line.text, (cell.page, cell.line.box, ((cell.page, cell.line),))
            if cell.name is None:
                role = text if role_of(text) else None
                under = found[0] if (found := section_of(text)) else under
                told += [] if role else [Paragraph(text, *place)]
                continue
            way = (legend.get(cell.mark) or _way(cell.mark)) if cell.mark else _of_unmarked(legend)
            if way in ("present", "apologies"):
                label = role if role and way == "present" and section_of(role) else way
                told += [] if label == under else [Paragraph(label, cell.page, cell.line.box, heading=True)]
                told.append(Paragraph(text, *place))
                under = way
            role = None
    rest = (paragraph for paragraph in head[last + 1 :] if not _legend(paragraph.text))
    return [*told, *rest]


def _marked(cells: Mapping[int, Sequence[_Cell]], legend: Mapping[str, str]) -> tuple[int, int]:
    """The first and the last paragraph of a list with marked names; the last before the first where there is none."""
    marked = [n for n, held in cells.items() if any(cell.mark for cell in held)]
    if sum(cell.mark in legend for n in marked for cell in cells[n]) < _FEW:
        return 0, -1
    first, last = marked[0], marked[-1]
    while cells.get(first - 1) and all(cell.name for cell in cells[first - 1]):
        first -= 1
    while cells.get(last + 1) and all(cell.name for cell in cells[last + 1]):
        last += 1
    return first, last


def _legend(text: str) -> dict[str, str]:
    """The way that each mark stands for, where a line explains marks and nothing else ("* present, a apologies")."""
    if len(text) > _LONGEST_LEGEND:
        return {}
    found: dict[str, str] = {}
    for piece in re.split(r"[,;/]|\band\b|\s{2,}", text):
        match = re.fullmatch(rf"\s*\(?(?P<mark>{_signs()}|[A-Za-z]{{1,2}}\b)\)?(?P<said>.+)", piece)
        way = _way_said(match["said"]) if match else None
        if match is None or way is None:
            return {}
        found[match["mark"].casefold()] = way
    return found


def _way_said(text: str) -> str | None:
    """How somebody came, as a legend says it ("denotes those present")."""
    small = load("people")["legend_words"]
    said = " ".join(word for word in re.findall(r"[a-z]+", text.casefold()) if word not in small)
    return next((way for way in _WAYS if said in load("people")["legends"][way]), None)


def _way(mark: str) -> str | None:
    """How somebody came, by a mark that no legend explains: "a" beside names with asterisks."""
    return next((way for way in _WAYS if phrases("people", f"{way}_marks").fullmatch(mark)), None)


def _of_unmarked(legend: Mapping[str, str]) -> str | None:
    return None if "present" in legend.values() else "present"


def _cells(paragraph: Paragraph, legend: Mapping[str, str]) -> list[_Cell]:
    """The names of a paragraph with their marks, and what stands among them, row by row; its legend is left out."""
    lines = [
        (paragraph.page, line)
        for row in rows_of(word for _, line in paragraph.lines for word in line.words)
        for segment in row.segments
        for line in _parted(segment)
    ]
    whole: list[tuple[int, Line]] = []
    for page, line in lines:
        above = next((n for n, (_, cell) in enumerate(whole) if _runs_on(cell, line)), None)
        if above is None:
            whole.append((page, line))
        else:
            whole[above] = (page, Line(whole[above][1].words + line.words))
    return [_cell(page, line, legend) for page, line in whole if not _legend(line.text)]


def _parted(segment: Line) -> Iterator[Line]:
    """A stretch of a line, cut before each sign that a name follows."""
    start = 0
    for at, word in enumerate(segment.words):
        follows = segment.words[at + 1].text if at + 1 < len(segment.words) else ""
        if at > start and re.match(rf"{_signs()}[A-Z]", word.text + (follows if len(word.text) == 1 else "")):
            yield Line(segment.words[start:at])
            start = at
    yield Line(segment.words[start:])


def _runs_on(above: Line, line: Line) -> bool:
    return above.text.count("(") > above.text.count(")") and abs(above.box.x0 - line.box.x0) < _SAME_COLUMN


def _cell(page: int, line: Line, legend: Mapping[str, str]) -> _Cell:
    cell = _Cell(page, line)
    before = re.match(rf"(?P<mark>{_signs()}|\(?[A-Za-z]{{1,2}}\)?(?=\s))\s*(?P<name>.+)", line.text)
    behind = re.match(rf"(?P<name>.+?)\s*(?P<mark>{_signs()}|\([A-Za-z]{{1,2}}\))$", line.text)
    for match in (before, behind):
        if match is None or not _is_one_name(match["name"]):
            continue
        mark = match["mark"].strip("()").casefold()
        if mark in legend or (match is before and _way(mark)):
            return replace(cell, name=match["name"], mark=mark)
    return replace(cell, name=line.text) if _is_one_name(line.text) else cell


def _is_one_name(text: str) -> bool:
    people = read_people(text)
    return len(people) == 1 and people[0].title is not None and people[0].start == 0 and not role_of(plain(text))


@cache
def _signs() -> str:
    return f"[{re.escape(load('people')['marks'])}]"

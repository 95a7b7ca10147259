"""The members whom a front sheet lists, each with the council that he or she sits for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.facts.organisations import plain_name
from extractors.geometry import Box, union
from extractors.pages.page import Page
from extractors.papers.councils import council_of
from extractors.reference import load
from extractors.text.columns import rows_of
from extractors.text.lines import Line

Member = tuple[str, str | None]

_NAME = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*\s+){1,4}[A-Z][\w'\u2019-]+(?:\s*\([^)]*\))?(?:,?\s+(?:[A-Z]{2,4}\b,?\s*)+)?"
)


def read_members(pages: Sequence[Page], organisations: Sequence[str]) -> tuple[Member, ...]:
    """(name as printed, plain name of the council or None) of each member listed, in reading order."""
    members: dict[str, str | None] = {}
    for page in pages:
        headings: list[tuple[Box, str]] = []
        segments = [segment for row in rows_of(page.words) for segment in row.segments]
        for index, segment in enumerate(segments):
            council = _council_heading(segment, segments[index + 1 :], organisations)
            if council is not None:
                headings.append(council)
                continue
            listed = bool(index) and _goes_on(segments[index - 1], segment)
            for name in _names(f"Councillors {segment.text}" if listed else segment.text):
                members.setdefault(name, _over(segment, headings))
    return tuple(members.items())


def _goes_on(above: Line, segment: Line) -> bool:
    """Whether a line carries on a list of names that began with its title above."""
    began = re.match(r"councillors\b|cllrs\b", above.text, re.I) and above.text.endswith((",", " and"))
    return bool(began) and abs(above.box.x0 - segment.box.x0) < 4 and not _titled().match(segment.text)


def _council_heading(segment: Line, below: Sequence[Line], organisations: Sequence[str]) -> tuple[Box, str] | None:
    """A segment that is a council's name, with the line under it where the name runs on ("BOROUGH OF" / "X")."""
    if len(segment.text) > 60 or _titled().match(segment.text):
        return None
    under = next(
        (
            line
            for line in below
            if 0 < line.box.top - segment.box.top < 2 * segment.size and abs(line.box.x0 - segment.box.x0) < 4
        ),
        None,
    )
    alone = council_of(segment.text) or plain_name(segment.text.strip(" :"))
    if under is not None:
        together = council_of(f"{segment.text} {under.text}")
        if together and (together in organisations or council_of(segment.text) is None):
            return union([segment.box, under.box]), together
    return (segment.box, alone) if alone in organisations else None


def _over(segment: Line, headings: Sequence[tuple[Box, str]]) -> str | None:
    """The council heading that stands over a name: the last one above it in its column."""
    above = [(box, name) for box, name in headings if box.top < segment.box.top]
    if not above:
        return None
    nearest = min(abs(box.x0 - segment.box.x0) for box, _ in above)
    column = [name for box, name in above if abs(box.x0 - segment.box.x0) < nearest + 12]
    return column[-1]


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in sorted(load("bodies")["titles"], key=len, reverse=True))
    return re.compile(rf"(?:The\s+)?(?:{titles})\b\.?\s+(?=[A-Z])", re.I)


def starts_with_title(text: str) -> bool:
    """Whether a line begins with a person's title and name ("Councillor A Ash")."""
    return _titled().match(text) is not None


def _names(text: str) -> list[str]:
    """The names in a line that begins with a title; a title said once holds for the list behind it."""
    title = _titled().match(text)
    if title is None or text.endswith("."):
        return []
    if re.match(r"councillors\b|cllrs\b", text, re.I):
        parts = re.split(r"\s*[,;]\s*|\s+and(?:\s+|$)", text[title.end() :])
        return [part.strip(" :") for part in parts if _NAME.fullmatch(part.strip(" :"))]
    starts = [
        found.start() for found in _titled().finditer(text) if found.start() == 0 or text[found.start() - 1] in " ,;"
    ]
    spans = zip(starts, [*starts[1:], len(text)], strict=True)
    names = [text[start:end].strip(" ,;:") for start, end in spans]
    return [name for name in names if _NAME.fullmatch(_titled().sub("", name)) or _NAME.fullmatch(name)]

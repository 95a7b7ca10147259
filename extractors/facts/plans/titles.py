"""What a plan says of itself over its columns: its name, its service, its period, who leads it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from extractors.facts.dates import read_period
from extractors.facts.plans.rows import Part
from extractors.reference import load
from extractors.tables.table import Table

_NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]\s*|\d+(?:\.\d+)+\s+)")
_LITTLE = frozenset({"and", "of", "the", "for", "in", "to", "with", "or", "a", "on"})


@dataclass(frozen=True)
class Heading:
    """What holds for every row of a plan; each null where the plan does not say."""

    plan: str | None = None
    service: str | None = None
    period: str | None = None
    lead: str | None = None


def read_heading(table: Table, part: Part, around: str | None, words: Collection[str]) -> Heading:
    """The heading of a plan from the rows above its column headings, else from the table's title.

    `around` is the title of the paper it stands in, which may name the period; `words` are the pack's words that are
    not in capitals, by which a title in capitals is written plainly.
    """
    lines = _banner_lines(table, part)
    lead = next((found for line in lines if (found := _lead(line))), None)
    said = [line for line in lines if not _lead(line)]
    plan = said[0] if said else (table.title or None)
    texts = [text for text in (*reversed(said), table.title, table.note) if text]
    period = next((found for text in texts if (found := read_period(text))), None)
    if period is None and around and (of_paper := read_period(around)) and " Q" in of_paper:
        period = of_paper
    plan = _NUMBERED.sub("", " ".join(plan.split())) if plan else None
    return Heading(plan, _service(plan, words) if plan else None, period, lead)


def _banner_lines(table: Table, part: Part) -> list[str]:
    """The lines of the cells above the headings that begin at the left and reach over several columns."""
    lines: list[str] = []
    last = None
    for row in range(part.top, part.header_row):
        cell = table.at(row, 0)
        if cell is not None and cell is not last and cell.col_span > 1:
            lines += [line.strip() for line in cell.text.splitlines() if line.strip()]
        last = cell
    return lines


def _lead(line: str) -> str | None:
    """Who leads, from "Lead: A. Person"."""
    label, colon, name = line.partition(":")
    return name.strip() or None if colon and label.strip().casefold() in load("action_plans")["lead_labels"] else None


def _service(plan: str, words: Collection[str]) -> str | None:
    """The service whose plan it is: what stands before "Improvement Plan Update" and its like."""
    match = _kinds().match(plan)
    return plainly(match[1].strip(" -–—:,"), words) or None if match else None


@cache
def _kinds() -> re.Pattern[str]:
    kinds, endings = (
        "|".join(sorted(map(re.escape, load("action_plans")[key]), key=len, reverse=True))
        for key in ("plan_kinds", "plan_endings")
    )
    dated = r"\s*[-–—:,(]?\s*(?:20\d\d|q[1-4]|quarter)\b.*"
    return re.compile(rf"(.+?)\s+(?:{kinds})s?(?:\s*[-–—:]?\s*(?:{endings}))?(?:{dated})?$", re.IGNORECASE)


def plainly(title: str, words: Collection[str]) -> str:
    """A title in capitals written plainly; words that the pack has only in capitals (ICT) stay so."""
    if not title.isupper():
        return title
    parts = []
    for place, part in enumerate(title.split()):
        plain = part.capitalize()
        if part.casefold() in _LITTLE:
            parts.append(part.lower() if place else plain)
        else:
            known = plain.strip("(),.&-") in words or part.lower().strip("(),.&-") in words
            parts.append(plain if known else part)
    return " ".join(parts)

"""What is said around a finance table that holds for its figures: financial year, period, council, scope."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.facts.dates import financial_year_of, read_financial_year, read_period, says_only_period
from extractors.facts.finance.words import scopes_in
from extractors.facts.organisations import TOTAL, find_organisations
from extractors.papers.paper import Paper
from extractors.tables.table import Table
from extractors.text.lines import Line, lines_of

if TYPE_CHECKING:
    from extractors.pack import Pack

_NEAR = 12  # lines above a table that still head it
_HEADING = 60  # letters: a heading that says the period is short


@dataclass(frozen=True)
class Context:
    """What holds for every figure of a table unless its row or column says otherwise."""

    partners: tuple[str, ...]
    organisation: str | None
    year: str | None
    period: str | None
    scope: str | None
    among_others: bool = True  # whether the table may set councils side by side, and so have a total of them


def read_context(pack: Pack, table: Table) -> Context:
    """From the table's title, the headings over it, its paper, and the report that an appendix belongs to."""
    partners = pack.front_sheet.organisations
    title = table.title or ""
    lines = [line for part in lines_above(pack, table) for line in part]
    headings = [line.text for line in lines[:_NEAR] if line.bold]
    papers = _papers(pack, table)
    heads = [text for paper in papers for text in _head_of(pack, paper)]
    titles = [paper.title for paper in papers]
    named = _first(read_financial_year, [title, *headings, *titles, *heads])
    year = named or _reckoned_year([*titles, *(line.text for line in lines)], pack.front_sheet.meeting_date)
    return Context(
        partners=partners,
        organisation=_organisation([title, *titles[:1]], partners),
        year=year,
        period=_period(title, [line.text for line in lines], heads, year),
        scope=_scope([title, *headings, *titles]) if len(partners) > 1 else None,
        among_others=len(partners) != 1,
    )


def lines_above(pack: Pack, table: Table) -> tuple[list[Line], list[Line]]:
    """The lines of body text above a table on its page, the nearest first: those down to it from the table before, and
    those farther up. Lines in other tables are left out."""
    others = [other.box for other in pack.tables if other.page == table.page and other is not table]
    lines = [line for line in lines_of(pack.page(table.page).words) if line.box.bottom <= table.box.top + 2]
    free = [line for line in reversed(lines) if not any(box.holds(*line.box.centre) for box in others)]
    before = max((box.bottom for box in others if box.bottom <= table.box.top + 2), default=0.0)
    return [line for line in free if line.box.top >= before - 2], [line for line in free if line.box.top < before - 2]


def _papers(pack: Pack, table: Table) -> list[Paper]:
    """The paper that a table stands in; for an appendix, the report before it as well."""
    paper = pack.paper_at(table.page)
    if paper is None:
        return []
    if paper.kind not in ("appendix", "presentation"):
        return [paper]
    reports = [other for other in pack.papers if other.kind == "report" and other.first_page < paper.first_page]
    return [
        paper,
        *(other for other in reports[-1:] if other.agenda_item == paper.agenda_item or not paper.agenda_item),
    ]


def _head_of(pack: Pack, paper: Paper) -> list[str]:
    """The first lines of a paper, short ones only: titles, subtitles, "Period 11 2017/18"."""
    lines = lines_of(pack.page(paper.first_page).words)[:_NEAR]
    return [line.text for line in lines if len(line.text) <= _HEADING]


def _first(read: Callable[[str], str | None], texts: Sequence[str]) -> str | None:
    return next((found for text in texts if (found := read(text))), None)


def _reckoned_year(texts: Sequence[str], meeting: dt.date | None) -> str | None:
    """The year of a period named without one ("Period 5"): the latest in which it is over by the day of the meeting."""
    if meeting is None:
        return None
    this_year = financial_year_of(meeting)
    period = _first(lambda text: read_period(text, this_year), texts)
    match = re.fullmatch(r"[0-9/]+ (?P<kind>[QP])(?P<number>[0-9]+)", period or "")
    if match is None:
        return None
    months_past = (meeting.month - 4) % 12  # full months of the year before the meeting's own
    months_needed = int(match["number"]) * (3 if match["kind"] == "Q" else 1)
    if months_needed <= months_past:
        return this_year
    return financial_year_of(dt.date(meeting.year - 1, meeting.month, 1))


def _period(title: str, above: Sequence[str], heads: Sequence[str], year: str | None) -> str | None:
    """The period that the title says, a line above the table, or a heading of the paper; the year where none does."""
    headings = [text for text in heads if says_only_period(text)]
    return read_period(title, year) or _first(lambda text: _part_of_year(text, year), [*above, *headings]) or year


def _part_of_year(text: str, year: str | None) -> str | None:
    """The accounting period or quarter that a text names; months and years are named for many other reasons."""
    period = read_period(text, year)
    return period if period is not None and re.search(r" [QP]", period) else None


def _scope(texts: Sequence[str]) -> str | None:
    """What the nearest text that speaks of shared or non-shared services says; None where it speaks of both."""
    scopes = next((found for text in texts if (found := scopes_in(text))), set())
    return next(iter(scopes)) if len(scopes) == 1 else None


def _organisation(texts: Sequence[str], partners: Sequence[str]) -> str | None:
    """The one partner that the title or the paper's title speaks of; all of them together where neither does."""
    if len(partners) == 1:
        return partners[0]
    for text in texts:
        named = [name for name in find_organisations(text, partners) if name in partners]
        if len(named) == 1:
            return named[0]
        if named:
            return TOTAL
    return TOTAL if partners else None

"""Which period a performance table reports on, by what is printed in it, above it and at the head of its report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from extractors.facts.dates import find_financial_years, read_period
from extractors.facts.indicators.periods import before, ends, year_of
from extractors.text.passage import Passage

if TYPE_CHECKING:
    from extractors.pack import Pack
    from extractors.papers.paper import Paper

_SHORT = 200  # characters: a longer text speaks of more than its period
_OPENING = 12  # passages at the start of a paper
_SOME_YEAR = "2000/01"  # stands in where it only matters whether a quarter is named
_LATEST = 8  # months after a quarter in which it is reported on


class Reported(NamedTuple):
    """The period, None where it is not printed; `by_meeting` where its year follows from the date of the meeting."""

    period: str | None
    by_meeting: bool = False


def reported_period(own: Sequence[str], page: int, above: Sequence[Passage], pack: Pack) -> Reported:
    """The period reported on: in the table's own words, in a heading above, in the title and opening of its paper, and
    of the report that an appendix is filed with. A quarter goes before a year.

    A quarter printed without its year is of the year that the report names, or the last such quarter that had ended
    when the committee met.
    """
    paper = pack.paper_at(page)
    reports = _reports(paper, pack)
    texts = [text for text in _texts(own, above, reports, pack) if len(text) < _SHORT]
    found = [period for text in texts if (period := read_period(text))]
    part = next((period for period in found if period != year_of(period)), None)
    if part is not None:
        return Reported(part)
    quarter = next((named for text in texts if " Q" in (named := read_period(text, _SOME_YEAR) or "")), None)
    years = found[:1] or _years_named(reports, pack)
    met = _met(reports, pack)
    last = _last_before(met, quarter) if met and quarter else None
    if last is not None and not found and (not years or (len(years) > 1 and year_of(last) in years)):
        return Reported(last, by_meeting=True)
    if len(years) != 1:
        return Reported(None)
    return Reported(f"{years[0]}{quarter[7:]}" if quarter else years[0])


def _reports(paper: Paper | None, pack: Pack) -> list[Paper]:
    """The paper, and before it those of the same agenda item, the nearest first; in a file without an agenda the first
    paper, whose title page says it for all that follow."""
    if paper is None:
        return []
    earlier = [other for other in pack.papers if other.first_page < paper.first_page]
    if pack.front_sheet.items:
        earlier = [other for other in earlier if paper.agenda_item and other.agenda_item == paper.agenda_item]
        return [paper, *reversed(earlier)]
    return [paper, *earlier[:1]]


def _texts(own: Sequence[str], above: Sequence[Passage], reports: Sequence[Paper], pack: Pack) -> Iterator[str]:
    """What may name the period, the nearest first."""
    yield from own
    yield from (passage.text for passage in reversed(above) if passage.kind in ("heading", "caption"))
    for n, paper in enumerate(reports):
        yield paper.title
        opening = above if n == 0 else pack.passages_of(paper)
        yield from (passage.text for passage in islice(opening, _OPENING))


def _years_named(reports: Sequence[Paper], pack: Pack) -> list[str]:
    """Every financial year that the papers speak of, each once."""
    named = (
        year for paper in reports for passage in pack.passages_of(paper) for year in find_financial_years(passage.text)
    )
    return list(dict.fromkeys(named))


def _met(reports: Sequence[Paper], pack: Pack) -> dt.date | None:
    """When the committee met that the papers went to."""
    printed = (paper.meeting_date for paper in reports if paper.meeting_date)
    return next(printed, pack.front_sheet.meeting_date)


def _last_before(met: dt.date, quarter: str) -> str | None:
    """The last quarter of that number which had ended when the committee met; None where that was long before."""
    period: str | None = f"{met.year}/{(met.year + 1) % 100:02d}{quarter[7:]}"
    while period is not None and ends(period) >= (met.year, met.month):
        period = before(period, years=True)
    year, month = ends(period)
    return period if (met.year - year) * 12 + met.month - month <= _LATEST else None

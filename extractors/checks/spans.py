"""Years and quarters as a label prints them: "2021-23", "2018/2019", "Quarter 2: July - September 2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.facts.dates import find_dates, find_financial_years, quarter_of, read_period
from extractors.facts.values import squeeze

_SPAN = re.compile(
    r"(?<![\w/£.-])(?:(?P<start>20\d\d)\s?[-/]\s?(?P<end>20\d\d|\d\d)|(?P<short>[12]\d)-(?P<short_end>[123]\d))(?![\w/£%.]|-\d)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Two years printed together, as full years, and where they stand in the squeezed text."""

    raw: str
    first: int
    last: int
    start: int
    end: int


@lru_cache(maxsize=50_000)
def find_spans(text: str) -> tuple[Span, ...]:
    """Every pair of years in a text, a financial year or a longer span; the second is not before the first."""
    found = []
    for match in _SPAN.finditer(squeeze(text)):
        first = int(match["start"] or 2000 + int(match["short"]))
        end = match["end"] or match["short_end"]
        last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
        if first <= last <= first + 30:
            found.append(Span(match[0], first, last, match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=50_000)
def without_spans(text: str) -> str:
    """A title's words in small letters without its years, its number and its marks, to compare it with another's."""
    plain = squeeze(text)
    for span in reversed(find_spans(plain)):
        plain = f"{plain[: span.start]} {plain[span.end :]}"
    plain = re.sub(r"^\s*(?:[•*·-]\s*)?(?:[0-9]{1,2}[.)]?\s+)?", "", plain)
    return " ".join(re.findall(r"[a-z0-9&]+", plain.casefold())).removeprefix("the ")


def financial_year_in(text: str) -> str | None:
    """The one financial year that a text prints; None for none and for several, and where longer spans stand by."""
    years = find_financial_years(text)
    return years[0] if len(years) == 1 and len(find_spans(text)) <= 1 else None


def quarter_in(text: str) -> str | None:
    """The quarter that a label names, `2019/20 Q2`, where its words and its months agree; None for any other."""
    period = read_period(text)
    return period if period and " Q" in period else None


def quarter_of_months(text: str) -> str | None:
    """The quarter that the printed months make up: "July - September 2019"."""
    spans = [date for date in find_dates(text) if (date.last - date.first).days in range(88, 93)]
    return quarter_of(spans[0].first) if len(spans) == 1 and spans[0].first.month % 3 == 1 else None


def written_like(span: str, year: str) -> str:
    """A financial year written as another is: "2018/2019" for "2017/2018"."""
    start, end = year[:4], str(int(year[:4]) + 1)
    mark = re.sub(r"\d", "", span) or "/"
    return f"{start}{mark}{end if len(re.sub(r'[^0-9]', '', span)) == 8 else end[2:]}"

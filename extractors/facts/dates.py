"""Printed dates, financial years and periods.

A financial year runs from 1 April to 31 March and is written `2019/20`; a period is `2019/20`, `2019/20 Q1`, `2019-04`
or `2017/18 P11`. What does not say its year is no date, unless the other dates of the same text all stand in one year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.reference import load


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed and the days it spans: one day, a month, or several ("July - September 2019")."""

    raw: str
    first: dt.date
    last: dt.date

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def find_dates(text: str) -> list[PrintedDate]:
    """Every day or month of a known year in the text, in order. A bare year, a season or a bare month is none.

    "5th April" without a year has that of the other dates in the text where they agree on one.
    """
    printed = _printed(_plain(text))
    years = {date.year for date in printed if date.year is not None}
    only_year = years.pop() if len(years) == 1 else None
    spans = ((date.raw, date.span(date.year if date.year is not None else only_year)) for date in printed)
    return [PrintedDate(raw, *span) for raw, span in spans if span is not None]


def read_date(text: str, of_month: Literal["first", "last"] = "last") -> dt.date | None:
    """The latest date printed; a month is its last day (or its first, for a start date). None where none is certain."""
    return max((date.first if of_month == "first" else date.last for date in find_dates(text)), default=None)


def financial_year_of(date: dt.date) -> str:
    """The financial year a day lies in: 31 March 2019 is in `2018/19`."""
    return _year(date.year if date.month >= 4 else date.year - 1)


def find_financial_years(text: str) -> list[str]:
    """The financial years that the text names, in order, each once: "2019/20", "2019-2020", "FY20", "20-21" alone.

    Years that do not follow each other ("2023-27") are a span, not a financial year.
    """
    starts = (_start_year(match) for match in _FINANCIAL_YEAR.finditer(_plain(text)))
    return list(dict.fromkeys(_year(start) for start in starts if start is not None))


def read_financial_year(text: str) -> str | None:
    """The one financial year that the text speaks of, by name or by its dates; None for none and for several."""
    years = find_financial_years(text) or list(dict.fromkeys(financial_year_of(date.last) for date in find_dates(text)))
    return years[0] if len(years) == 1 else None


def without_dates(text: str) -> str:
    """A header without its financial years and dates: "2024-25 Forecast" is "Forecast"."""
    plain = _plain(text)
    spans = [match.span() for match in _FINANCIAL_YEAR.finditer(plain) if _start_year(match) is not None]
    spans += [(date.start, date.end) for date in _printed(plain)]
    for start, end in sorted(spans, reverse=True):
        plain = f"{plain[:start]} {plain[end:]}"
    return " ".join(plain.replace("()", " ").split()).strip(" ,;:|-/")


def read_period(text: str, year: str | None = None) -> str | None:
    """The period that the text names: a quarter, an accounting period, a month or a year; None where it names none.

    `year` is the financial year the text stands in, for "Q1", "Month 11" or "April", which do not say theirs.
    """
    plain = _plain(text)
    named = find_financial_years(plain)
    dates = find_dates(plain)
    dated = list(dict.fromkeys(financial_year_of(date.last) for date in dates))
    known = next((years[0] for years in (named, dated) if len(years) == 1), year)
    if quarter := _first_number(_quarter_pattern(), plain):
        return f"{known} Q{quarter}" if known else None
    if period := _first_number(_accounting_pattern(), plain):
        return f"{known} P{period}" if known else None
    spans = {(date.first, date.last) for date in dates if not date.is_day}
    if not dates and known and (bare := _bare_months(plain)):
        spans = {_months_of_year(known, *bare)}
    if len(spans) == 1:
        return _period_of(*spans.pop())
    return named[0] if len(named) == 1 and not spans else None


def says_only_period(text: str) -> bool:
    """Whether a line names an accounting period or a quarter and its year, and nothing else: "Period 11 2017/18"."""
    rest = without_dates(_accounting_pattern().sub(" ", _quarter_pattern().sub(" ", _plain(text))))
    return rest != without_dates(text) and not re.search(r"[^\W\d_]{3}", rest)


def month_of(date: dt.date) -> str:
    """A day's month as a period: `2019-04`."""
    return f"{date:%Y-%m}"


def quarter_of(date: dt.date) -> str:
    """A day's quarter of the financial year as a period: `2019/20 Q1`."""
    return f"{financial_year_of(date)} Q{(date.month - 4) % 12 // 3 + 1}"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A date's parts as printed and where they stand. `until` is the second month of "July - September"."""

    start: int
    end: int
    raw: str
    year: int | None
    month: int
    day: int | None
    until: int | None

    def span(self, year: int | None) -> tuple[dt.date, dt.date] | None:
        """The days from first to last; None without a year or for a day that no calendar has."""
        if year is None:
            return None
        last_month = self.until or self.month
        days = calendar.monthrange(year, last_month)[1]
        if self.day is not None:
            return (dt.date(year, self.month, self.day),) * 2 if 1 <= self.day <= days else None
        return dt.date(year if self.month <= last_month else year - 1, self.month, 1), dt.date(year, last_month, days)


def _plain(text: str) -> str:
    """The text on one line with plain dashes and apostrophes."""
    return " ".join(re.sub(r"[’‘`´]", "'", re.sub(r"[‐‑‒–—−]", "-", text)).split())


def _year(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


def _full_year(printed: str) -> int:
    """Two digits are of this century unless they are 80 or more."""
    year = int(printed)
    return year if year > 99 else year + (1900 if year >= 80 else 2000)


@cache
def _month_numbers() -> dict[str, int]:
    return {name: int(number) for number, names in load("calendar")["months"].items() for name in names}


@cache
def _date_forms() -> tuple[re.Pattern[str], ...]:
    """The ways a date is printed; where two overlap, the earlier form is the right one."""
    names = "|".join(sorted(_month_numbers(), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    full = r"(?:19|20)[0-9]{2}\b"
    # two digits are a year behind a dash, a slash or an apostrophe, or where a clause ends; else they count something
    year = rf"(?:[\s,/-]*(?P<year>{full})|\s?[/-]\s?(?P<dashed>[0-9]{{2}})\b|\s?'(?P<marked>[0-9]{{2}})\b"
    closing = r"|\s(?P<closing>[0-9]{2})(?=\s*(?:$|[.,;:)])))"
    unclosed = r"|\s(?P<closing>[0-9]{2})\b(?!\s?(?:st|nd|rd|th|%)))"
    numeric_year = rf"(?:(?P<year>{full})|(?P<dashed>[0-9]{{2}}))(?![\w/-])"
    forms = (
        r"\b(?P<year>(?:19|20)[0-9]{2})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})\b",
        rf"(?<![\w./-])(?P<day>[0-9]{{1,2}})(?P<dash>[/.-])(?P<number>[0-9]{{1,2}})(?P=dash){numeric_year}",
        rf"\b{month}\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>{full})",
        rf"(?<![\w.,£/])(?<!\w-)(?P<day>[0-9]{{1,2}})\s?(?:st|nd|rd|th)?(?:\sof)?[\s/-]{{0,3}}{month}(?:{year}{closing})?",
        rf"\b{month}(?:\s?[/-]\s?|\s(?:to|and|or|&)\s)(?P<until>{names})\b\.?{year}{unclosed}",
        rf"\b{month}{year}{unclosed}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _printed(text: str) -> list[_Printed]:
    """Every printed date, with or without its year, in order. "April 2019/20" is a month of a financial year: none."""
    found: list[_Printed] = []
    taken = [match.span() for match in _FINANCIAL_YEAR.finditer(text) if _start_year(match) is not None]
    for form in _date_forms():
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken) or _is_verb(match[0]):
                continue
            taken.append(match.span())
            part = match.groupdict()
            year = next((part[name] for name in ("year", "dashed", "marked", "closing") if part.get(name)), None)
            month = _month_numbers()[part["month"].casefold()] if part.get("month") else int(part["number"])
            if 1 <= month <= 12:
                found.append(
                    _Printed(
                        *match.span(),
                        raw=match[0].strip(),
                        year=_full_year(year) if year else None,
                        month=month,
                        day=int(part["day"]) if part.get("day") else None,
                        until=_month_numbers()[part["until"].casefold()] if part.get("until") else None,
                    )
                )
    return sorted(found, key=lambda date: date.start)


def _is_verb(printed: str) -> bool:
    """Whether a match is "may 12" of "you may 12 ...": the month is printed with a capital or a day."""
    return printed.startswith("may ")


# "19/20" among other words is a year: no date has a month over 12
_FINANCIAL_YEAR = re.compile(
    r"(?<![\w/-])(?:fy\s?|f/y\s?)?(?P<start>(?:19|20)[0-9]{2})\s?[/-]\s?(?P<end>(?:19|20)[0-9]{2}|[0-9]{2})(?![\w/]|-[0-9])"
    r"|\b(?:fy|f/y)\s?'?(?P<marked_start>[0-9]{2})\s?[/-]\s?(?P<marked_end>[0-9]{2})\b"
    r"|\b(?:fy|f/y)\s?'?(?P<ending>(?:20)?[0-9]{2})\b"
    r"|(?<![\w/.-])(?P<slashed_start>1[2-9]|[2-7][0-9])/(?P<slashed_end>[1-7][0-9])(?![\w/]|\.[0-9])"
    r"|^(?P<alone_start>[0-9]{2})\s?[/-]\s?(?P<alone_end>[0-9]{2})$",
    re.IGNORECASE,
)


def _start_year(match: re.Match[str]) -> int | None:
    """The year a printed financial year begins in; None where its two years do not follow each other."""
    if match["ending"]:  # "FY20" ends in 2020
        return _full_year(match["ending"]) - 1
    for prefix in ("", "marked_", "slashed_", "alone_"):
        if match[f"{prefix}start"]:
            start = _full_year(match[f"{prefix}start"])
            return start if int(match[f"{prefix}end"]) % 100 == (start + 1) % 100 else None
    return None


def _words(key: str) -> str:
    return "|".join(sorted((re.escape(str(word)) for word in load("calendar")[key]), key=len, reverse=True))


@cache
def _quarter_pattern() -> re.Pattern[str]:
    """ "Q1", "Quarter 2", "Quarter Two", "2nd quarter", "Third Quarter"."""
    ordinals, cardinals = (
        "|".join(
            rf"(?P<{prefix}{number}_{index}>{word})"
            for number, words in load("calendar")[kind].items()
            for index, word in enumerate(words)
        )
        for prefix, kind in (("n", "ordinals"), ("c", "cardinals"))
    )
    words = _words("quarters")
    return re.compile(
        rf"\b(?:{words})\.?\s?(?P<number>[1-4])(?![0-9])|\b(?:{ordinals})\s(?:{words})\b|\b(?:{words})\s(?:{cardinals})\b",
        re.IGNORECASE,
    )


@cache
def _accounting_pattern() -> re.Pattern[str]:
    """ "P11", "Period 5", "Month 11"."""
    return re.compile(rf"\b(?:{_words('periods')})\.?\s?0?(?P<number>1[0-4]|[1-9])\b(?!\s?[%.,][0-9]|')", re.IGNORECASE)


def _first_number(pattern: re.Pattern[str], text: str) -> int | None:
    """The number that the pattern's one match names; None for none, and for several that differ."""
    numbers = {
        int(match["number"]) if match["number"] else int(str(match.lastgroup)[1]) for match in pattern.finditer(text)
    }
    return numbers.pop() if len(numbers) == 1 else None


def _bare_months(text: str) -> tuple[int, int] | None:
    """The month, or first and last month, that the text names without a year; None for none. "may" is a verb."""
    numbers = [_month_numbers()[name.casefold()] for name in _month_names_in(text)]
    return (numbers[0], numbers[-1]) if 1 <= len(numbers) <= 2 else None


def _month_names_in(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"[A-Za-z]+", text) if word != "may" and word.casefold() in _month_numbers())


def _months_of_year(year: str, first: int, last: int) -> tuple[dt.date, dt.date]:
    """The days from the first month to the last of a financial year."""
    start = int(year[:4])
    first_year, last_year = (start if month >= 4 else start + 1 for month in (first, last))
    return dt.date(first_year, first, 1), dt.date(last_year, last, calendar.monthrange(last_year, last)[1])


def _period_of(first: dt.date, last: dt.date) -> str | None:
    """The month, quarter or financial year from `first` to `last`; None for any other span."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return month_of(first)
    if months == 3 and first.month % 3 == 1:
        return quarter_of(first)
    return financial_year_of(first) if months == 12 and first.month == 4 else None

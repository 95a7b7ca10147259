"""What a label of a performance table says of the figures in its row or column: role, council, period, sub-measure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors.facts.dates import financial_year_of, find_dates, month_of, quarter_of, read_period, without_dates
from extractors.facts.indicators.figures import Named
from extractors.facts.indicators.periods import UNKNOWN_YEAR, before
from extractors.facts.values import squeeze, without_unit
from extractors.reference import load

_SOME_YEAR = "2000/01"  # stands in for the year where it only matters whether a quarter or month is named
_BARE_YEAR = re.compile(r"(?<![\w/-])20[0-9]{2}(?!\s?[/-]\s?[0-9]|\w)")
_CALENDAR_YEAR = re.compile(r"(?<![\w/-])(?P<year>20[0-9]{2}|[0-9]{2})(?!\s?[/-]\s?[0-9]|\w)")
_DASHED_YEAR = re.compile(r"(?<![\w/-])(?P<start>[0-9]{2})\s?-\s?(?P<end>[0-9]{2})(?![\w/-])")
_SINCE = re.compile(r"\b(?:from|since|on|against|vs|versus|compared)\b", re.IGNORECASE)
_LONGEST_LABEL = 120  # characters; more is prose
_COMPARED = {
    "previous": "direction",
    "last_year": "direction",
    "year_ago": "direction",
    "target": "ignored",
    "actual": "ignored",
    "latest": "ignored",
}
"""What a label says that compares with what its role names: "Change on last quarter", "Difference from target"."""
PAST = frozenset({"previous", "last_year", "year_ago"})
"""Roles of figures that are of a time before the one reported on."""

_SPANS = ("latest", "to_date", "full_year")
_LONGEST = 8  # words of a period as printed: "Quarter 1 (1 April - 30 June 2019)"


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says. `role` is a key of the reference list, None where it says none (a series, an indicator).

    `period` is a full period or a financial year; `part_of_year` a quarter, month or period number whose year is not
    printed, as text to be read again when the year is known. `year` is a bare one ("2024"), which may be a calendar or
    a financial year. `rest` is what remains of the label: a sub-measure.
    """

    role: str | None = None
    organisations: tuple[str, ...] = ()
    period: str | None = None
    part_of_year: str | None = None
    rest: str = ""
    year: str = ""

    @property
    def says_when(self) -> bool:
        return self.period is not None or self.part_of_year is not None

    def resolved(self, year: str | None) -> Label:
        """The label with its quarter or month put into the financial year it stands in."""
        if self.period is not None or self.part_of_year is None or (year is None and not self.year):
            return self
        if self.year:
            month = read_period(f"{self.part_of_year} {self.year}")
            return replace(self, period=month or _quarter_of_bare_year(self.part_of_year, int(self.year)))
        if self.role in ("last_year", "year_ago") and year != UNKNOWN_YEAR:  # "Q2 last year"
            year = before(year)
        return replace(self, period=read_period(self.part_of_year, year))

    def under(self, other: Label) -> Label:
        """This label below another, as a sub-header under its header: what both say, the lower one decides."""
        period, part = self.period or other.period, self.part_of_year or other.part_of_year
        if self.part_of_year and other.period:
            period, part = read_period(self.part_of_year, other.period[:7]) or other.period, None
        elif other.part_of_year and self.period:
            period, part = read_period(other.part_of_year, self.period[:7]) or self.period, None
        return Label(
            role=self.role or other.role,
            organisations=self.organisations or other.organisations,
            period=period,
            part_of_year=None if period else part,
            rest=self.rest or other.rest,
            year=self.year or other.year,
        )


def read_label(text: str, named: Named, slack: int = 3) -> Label:
    """The label as printed, taken apart. `slack` is how many words more than a known phrase it may have to mean it."""
    plain = without_unit(squeeze(text)) or squeeze(text)
    if len(plain) > _LONGEST_LABEL:
        return Label(rest=plain)
    organisations, rest = named(plain)
    return replace(_without_councils(rest, slack), organisations=organisations)


@lru_cache(maxsize=8192)
def _without_councils(rest: str, slack: int) -> Label:
    if _BARE_YEAR.fullmatch(rest):
        return Label(year=rest)
    rest = _with_slash(rest)
    since = _SINCE.search(rest)
    rest, year_to_date = _without_year_to_date(rest)
    period = _ending(rest) or read_period(rest) or _month_of(rest)
    if year_to_date and (period is None or re.fullmatch(r"[0-9]{4}/[0-9]{2}", period)):
        period, part = (f"{period} {year_to_date}", None) if period else (None, year_to_date)
    else:
        part = rest if period is None and read_period(rest, _SOME_YEAR) is not None else None
    year = bare[0] if part and (bare := _BARE_YEAR.search(part)) else ""
    part = _BARE_YEAR.sub("", part).strip() if part else None
    rest = without_period(_BARE_YEAR.sub("", rest) if year else rest)
    role = role_of(rest, slack)
    if role is None and part and set(_words(rest)) & set(load("kpi_headers")["before"]):  # "Prior Q2"
        role = "previous"
    if role == "period" and (period or part):
        return Label(period=period, part_of_year=part, year=year)
    if role is None and (period or part) and _compares(rest):  # "Change since Q1" is no figure of that quarter
        return Label("direction")
    if role == "direction" and since:
        return Label(role)
    return Label(role, (), period, part, "" if role else _core(rest), year)


def _with_slash(text: str) -> str:
    """A label with its financial year as elsewhere, "Actual 23-24" as "Actual 23/24"; "Ages 16-17" as it is."""
    year = _DASHED_YEAR.search(text)
    if year is None or int(year["end"]) != int(year["start"]) + 1:
        return text
    other = f"{text[: year.start()]} {text[year.end() :]}"
    if role_of(other, 0) is None and read_period(other, _SOME_YEAR) is None:
        return text
    return f"{text[: year.start()]}{year['start']}/{year['end']}{text[year.end() :]}"


def _quarter_of_bare_year(part: str, year: int) -> str | None:
    """The first three quarters of "2024" lie in 2024/25 however that year is meant; its fourth is not certain."""
    quarter = read_period(part, f"{year}/{(year + 1) % 100:02d}")
    return quarter if quarter and quarter[-2:] in ("Q1", "Q2", "Q3") else read_period(part, UNKNOWN_YEAR)


def _without_year_to_date(text: str) -> tuple[str, str | None]:
    """A label without "Half year", "H1", "Apr - Sep", and the quarter with which such a figure ends."""
    for quarter, words in load("kpi_headers")["year_so_far"].items():
        for phrase in sorted(words, key=len, reverse=True):
            found = re.search(rf"(?<!\w){phrase}(?!\w)", text, re.IGNORECASE)
            if found:
                rest = f"{text[: found.start()]} {text[found.end() :]}"
                if start := _CALENDAR_YEAR.search(rest):  # of months, not of a financial year
                    begins = int(start["year"]) + (2000 if len(start["year"]) == 2 else 0)
                    rest = f"{rest[: start.start()]}{begins}/{(begins + 1) % 100:02d}{rest[start.end() :]}"
                return " ".join(rest.split()), quarter
    return text, None


def _ending(text: str) -> str | None:
    """The quarter or year that ends with the month printed: "Quarter to 30 June 2024", "Year to March 2024"."""
    span = re.search(
        r"\b(quarter|qtr|year|12 months|twelve months)\.?\s+(?:ending|ended|end|to)\b", text, re.IGNORECASE
    )
    dates = find_dates(text) if span else []
    if span is None or len(dates) != 1:
        return None
    if span[1][0] in "qQ":
        return quarter_of(dates[0].last)
    return financial_year_of(dates[0].last) if dates[0].last.month == 3 else None


def _month_of(text: str) -> str | None:
    """The month of the one day printed: a figure "as at 30 September 2024" is September's."""
    dates = find_dates(text)
    return month_of(dates[0].last) if len(dates) == 1 else None


def role_of(text: str, slack: int = 3) -> str | None:
    """The role that a label's words stand for: the label as a whole, else the longest phrase in it; None for none."""
    words = _words(text)
    phrases = _phrases()
    joined = " ".join(words)
    if joined in phrases:
        return phrases[joined]
    padded = f" {joined} "
    told = sum(1 for word in words if word not in _fillers())
    held = [
        phrase
        for phrase in phrases
        if phrase not in _whole() and f" {phrase} " in padded and told <= len(phrase.split()) + slack
    ]
    if not held:
        return None
    phrase = max(held, key=lambda phrase: (len(phrase.split()), len(phrase)))
    if phrases[phrase] in PAST and any(phrases[other] == "direction" for other in held):
        return "direction"  # "Trend since last quarter"
    if phrases[phrase] in _SPANS and any(phrases[other] == "target" for other in held):
        return "target"  # "Year to date target"
    if _compares(padded.replace(f" {phrase} ", " ")):
        return _COMPARED.get(phrases[phrase], phrases[phrase])
    return phrases[phrase]


def _compares(text: str) -> bool:
    """Whether a label says how a figure differs from another: "Change on last quarter"."""
    return any(word in _comparing() for word in _words(text))


def without_period(text: str) -> str:
    """A label without the period it names: "2019/20 Target", "Outturn Q1 (Apr-Jun 2019)" are "Target", "Outturn"."""
    text = without_dates(text)
    words = text.split() if read_period(text, _SOME_YEAR) is not None else []
    if not words:
        return text.strip(" -–/,;:|")
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            if _is_period(" ".join(words[at : at + length])):
                del words[at : at + length]
                break
        else:
            at += 1
    return re.sub(r"\(\s*\)", "", " ".join(words)).strip(" -–/,;:|")


@lru_cache(maxsize=8192)
def _is_period(text: str) -> bool:
    plain = text.strip(" -–/,;:|()")
    return bool(re.search(r"[0-9A-Za-z]", plain)) and not _wordy(plain) and read_period(plain, _SOME_YEAR) is not None


def _wordy(text: str) -> bool:
    """Whether a run begins or ends with a word that is no part of a period: only the period itself is to be cut out."""
    first, *_, last = [*text.split(), text.split()[-1]]
    return any(read_period(rest, _SOME_YEAR) for rest in _shorter(text)) and (_is_plain(first) or _is_plain(last))


def _shorter(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[1:]), " ".join(words[:-1])] if len(words) > 1 else []


def _is_plain(word: str) -> bool:
    return word.strip("(),.:").isalpha() and read_period(f"{word} 1", _SOME_YEAR) is None and not _is_month(word)


def _is_month(word: str) -> bool:
    return read_period(word.strip("(),.:"), _SOME_YEAR) is not None


def _core(text: str) -> str:
    """What a label says without the words at its ends that say nothing: "Annual average" is "average"."""
    words = text.split()
    while words and _is_filler(words[0]):
        words.pop(0)
    while words and _is_filler(words[-1]):
        words.pop()
    return " ".join(words).strip(" -–/,;:|()")


def _is_filler(word: str) -> bool:
    return word.casefold().strip("().,:;-–") in _fillers()


@cache
def _comparing() -> frozenset[str]:
    return frozenset(str(word) for word in load("kpi_headers")["comparing"])


@cache
def _fillers() -> frozenset[str]:
    return frozenset(str(word) for word in load("kpi_headers")["fillers"]) | {""}


def _words(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9#&/']+", " ", squeeze(text).casefold()).replace("'", "").split()


@cache
def _phrases() -> dict[str, str]:
    return {
        " ".join(_words(str(phrase))): role
        for role, phrases in load("kpi_headers")["roles"].items()
        for phrase in phrases
    }


@cache
def _whole() -> frozenset[str]:
    """Phrases that mean their role only as a whole label: "number" is a reference, "number of calls" is none."""
    kept = load("kpi_headers")
    named = [phrase for role in kept["whole_roles"] for phrase in kept["roles"][role]]
    return frozenset(" ".join(_words(str(phrase))) for phrase in [*named, *kept["whole"]])

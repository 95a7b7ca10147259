"""What a column header and a row label say of a figure: council, measure, financial year, period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts.dates import find_dates, read_financial_year, read_period, without_dates
from extractors.facts.finance.context import Context
from extractors.facts.finance.words import has_word, without_words
from extractors.facts.organisations import TOTAL, find_organisations, is_total, read_organisation, without_organisations
from extractors.facts.values import without_unit
from extractors.reference import load


@dataclass(frozen=True)
class Said:
    """What one header or label says; None for what it leaves open."""

    organisation: str | None
    measure: str | None
    year: str | None
    period: str | None


def read_header(parts: tuple[str, ...], context: Context) -> Said:
    """What the header path of a column says, from top to bottom."""
    organisation: str | None = None
    measures: list[str] = []
    for part in parts:
        text = without_unit(part)
        rest = text
        if context.among_others and (is_total(without_dates(text)) or has_word(text, "combined_words")):
            organisation = TOTAL
            rest = "" if is_total(without_dates(text)) else without_words(text, "combined_words")
        elif named := _council(text, context):
            organisation = named
            rest = without_organisations(without_dates(text), context.partners)
        measure = plain_measure(rest)
        if measure:
            measures.append(measure)
    whole = " ".join(parts)
    year, period = _when(whole, context)
    return Said(organisation, " | ".join(measures) or None, year, period)


def name_a_council(parts: tuple[str, ...], context: Context) -> bool:
    """Whether a part of a column's header is a council's name and nothing else."""
    named = (read_organisation(without_dates(without_unit(part)), context.partners) for part in parts)
    return any(name not in (None, TOTAL) for name in named)


def read_label(label: str, context: Context) -> Said:
    """What a row label says. Only a label that is a council's name and nothing else names one."""
    year, period = _when(label, context)
    return Said(read_organisation(label, context.partners), plain_measure(label), year, period)


def plain_measure(text: str) -> str | None:
    """A measure without years, dates and footnote marks: "Balance as at 31st March 2019" is "Balance"."""
    kept = without_dates(re.sub(r"\[[0-9a-z]{1,2}\]|[*†‡]", "", text))
    if kept != " ".join(text.split()):
        kept = _without_links(text, kept)
    return kept.strip(" ,;:|-–()") or None


def _without_links(text: str, kept: str) -> str:
    """Without the words that held a date: "as at", "in". They stand where the date stood."""
    links = "|".join(sorted((re.escape(str(word)) for word in load("finance")["date_links"]), key=len, reverse=True))
    for date in find_dates(text):
        text = re.sub(rf"(?:\s*\b(?:{links})\b)*\s*{re.escape(date.raw)}", " ", text, flags=re.IGNORECASE)
    text = re.sub(
        rf"(?:\s*\b(?:{links})\b)+\s*(?=\(?(?:fy\s?)?[0-9]{{2,4}}\s?[/–-]\s?[0-9]{{2,4}})",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    return without_dates(re.sub(r"\[[0-9a-z]{1,2}\]|[*†‡]", "", text))


def _council(text: str, context: Context) -> str | None:
    """The one council that a header part names: by itself, or a partner among other words."""
    whole = read_organisation(without_dates(text), context.partners)
    if whole is not None and whole != TOTAL:
        return whole
    named = [name for name in find_organisations(text, context.partners) if name in context.partners]
    return named[0] if len(named) == 1 and len(context.partners) > 1 else None


def _when(text: str, context: Context) -> tuple[str | None, str | None]:
    """Year and period that a header or label says; a "previous" one is reckoned from the table's own."""
    if has_word(text, "previous_year"):
        year = _year_before(context.year)
        return year, year
    if has_word(text, "previous_period"):
        return context.year, _period_before(context.period)
    year = read_financial_year(text)
    period = read_period(text, year or context.year)
    return year or (period[:7] if period and "/" in period else None), period or year


def _year_before(year: str | None) -> str | None:
    if year is None:
        return None
    start = int(year[:4]) - 1
    return f"{start}/{(start + 1) % 100:02d}"


def _period_before(period: str | None) -> str | None:
    """The accounting period or quarter before; None where it would be in another year, or for a month or year."""
    match = re.fullmatch(r"(?P<stem>[0-9]{4}/[0-9]{2} [QP])(?P<number>[0-9]+)", period or "")
    if match is None or int(match["number"]) == 1:
        return None
    return f"{match['stem']}{int(match['number']) - 1}"

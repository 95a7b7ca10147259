"""The unit of each indicator's figures: printed, or said by its name, or a count where it can be nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from extractors.facts.indicators.readings import Reading
from extractors.facts.values import Figure
from extractors.reference import load

_UNITS = ("%", "days", "weeks", "months", "GBP", "count", "score")


def units_of(readings: Sequence[Reading]) -> list[str | None]:
    """The unit of each reading: printed with its figure or target, in a column of units, with the indicator's other
    figures, said by the indicator's name, or a count where nothing else can be."""
    own = [_printed_unit(reading) for reading in readings]
    others: dict[str, Counter[str]] = {}
    for reading, unit in zip(readings, own, strict=True):
        if unit is not None:
            others.setdefault(_plain(reading.indicator), Counter())[unit] += 1
    counted = _counted(readings)
    units = []
    for reading, unit in zip(readings, own, strict=True):
        known = others.get(_plain(reading.indicator))
        found = unit or (known.most_common(1)[0][0] if known else None) or _named_unit(reading.indicator)
        found = found or ("count" if _plain(reading.indicator) in counted else None)
        units.append(found if found in _UNITS else None)
    return units


def _counted(readings: Sequence[Reading]) -> set[str]:
    """Indicators that count something: their figures are bare whole numbers, too large for unmarked percentages, and
    the name speaks of no rate, average or span of time."""
    told: dict[str, list[Figure]] = {}
    for reading in readings:
        figures = (part.figure for part in (reading.actual, reading.target))
        told.setdefault(_plain(reading.indicator), []).extend(
            figure for figure in figures if figure is not None and figure.value is not None
        )
    uncounted = re.compile(r"\b(?:" + "|".join(map(re.escape, load("kpi_headers")["uncounted"])) + r")\b")
    return {
        name
        for name, figures in told.items()
        if any(figure.value is not None and abs(figure.value) > 100 for figure in figures)
        and all(figure.unit is None and figure.quantum == 1 for figure in figures)
        and not uncounted.search(name)
        and not _spans().search(name)
    }


def _printed_unit(reading: Reading) -> str | None:
    return reading.actual.unit or reading.target.unit or (_named_unit(reading.unit_text) if reading.unit_text else None)


def _named_unit(text: str) -> str | None:
    """The unit that an indicator's name or a column of units says."""
    plain = _spans().sub(" ", " ".join(text.casefold().split()))
    return next((unit for unit, pattern in _unit_patterns() if pattern.search(plain)), None)


@cache
def _spans() -> re.Pattern[str]:
    """A span of time that is part of what is measured, not its unit: "calls answered within 30 days"."""
    numbers = "|".join(load("kpi_headers")["number_words"])
    return re.compile(
        rf"(?<!\w)(?:[0-9][0-9,.]*|{numbers})(?:\s+or\s+(?:more|less|fewer))?[\s-]+(?:working\s+|calendar\s+)?"
        r"(?:days?|weeks?|months?|hours?)(?!\w)"
    )


@cache
def _unit_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    units: dict[str, list[str]] = load("kpi_headers")["units"]
    return tuple(
        (unit, re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)))
        for unit, words in units.items()
    )


def _plain(indicator: str) -> str:
    """An indicator's name without its sub-measure, for comparing."""
    return re.sub(r"[^a-z0-9%]+", " ", re.sub(r"\s*\([^()]*\)$", "", indicator).casefold()).strip()

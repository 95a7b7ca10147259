"""The figures of one cell of a performance table, each with the council and the sub-measure printed beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.facts.dates import find_dates, without_dates
from extractors.facts.values import Figure, is_blank, read_figure, squeeze

Named = Callable[[str], tuple[tuple[str, ...], str]]
"""Finds the councils named in a text: their plain names in order, and the text without them."""

_LONGEST_LABEL = 60  # characters; more is a sentence, not the name of a sub-measure
_VALUE = re.compile(
    r"[<>≤≥~]?=?\s?[-+]?£?\s?(?<![A-Za-z])(?>[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?)(?!(?:st|nd|rd|th)\b)"
    r"(?:\s?%+|\s?(?:days?|weeks?|months?|years?|hours?|mins?|minutes?)\b|(?:k|m|bn)\b)?",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"(?P<share>[0-9.,]+\s?%)\s*"
    r"(?:\(?\s*[0-9][0-9,]*\s*(?:/|of|out of)\s*[0-9][0-9,]*\s*\)?|\(\s*(?:n\s?=\s?)?[0-9][0-9,]*\s*\)"
    r"|(?:within|in|by)\s[^%]+)"
    r"|(?P<rate>[0-9.,]+)\s+(?:per|in every)\s[^%]+",
    re.IGNORECASE,
)
"""A share with what it is made of, or a rate: "93.2% (412/442)", "93.2% (412)", "95% within 10 days", "3 per 1,000"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a cell. `text` is as printed, without the council and sub-measure beside it; None if blank."""

    text: str | None
    figure: Figure | None = None
    organisations: tuple[str, ...] = ()
    sub: str | None = None

    @property
    def value(self) -> float | None:
        return None if self.figure is None or self.figure.value is None else float(self.figure.value)

    @property
    def unit(self) -> str | None:
        return self.figure.unit if self.figure else None


def split_figures(text: str, named: Named) -> list[Part]:
    """The figures of a cell: one ("97%"), one for several councils ("96% (LBN/LBH)"), or one for each sub-measure.

    Sub-measures stand before their figures ("Phone 78% Post 40%", "Open: 14 Closed: 5") or behind them ("3.4 (Phone)").
    A cell with several figures that cannot be told apart for sure is one part without a value.
    """
    plain = squeeze(text)
    if not plain:
        return [Part(None)]
    if is_blank(plain):
        return [Part(plain, read_figure(plain))]
    figure = read_figure(plain)
    if figure.value is not None:
        return [_single(plain, figure, named)]
    if qualified := _QUALIFIED.fullmatch(plain):
        return [Part(plain, read_figure(qualified["share"] or qualified["rate"]))]
    if find_dates(plain):
        return [_dated(plain, figure)]
    if figure.reason in ("range", "year", "hidden"):
        return [Part(plain, figure)]
    values = list(_VALUE.finditer(plain))
    if len(values) == 1:
        return [_in_prose(plain, values[0], figure)]
    return (_several(plain, values, named) if values else []) or [Part(plain, figure)]


def _single(plain: str, figure: Figure, named: Named) -> Part:
    """A figure by itself; a council in brackets behind it goes to the council, any other remark stays in the text."""
    councils, rest = named(figure.remark or "")
    if not councils:
        return Part(plain, figure)
    head = plain.partition("(")[0].strip() if "(" in plain else plain
    if _is_name(rest):
        return Part(head, figure, councils, rest.strip(" -–/"))
    return Part(head, figure, councils)


def _dated(plain: str, figure: Figure) -> Part:
    """A cell that prints a date: its figure is what stands beside it ("97% (Sept 2024)"), and a date alone is none."""
    beside = read_figure(without_dates(plain).rstrip(" ("))
    return Part(plain, beside if beside.value is not None else figure)


def _in_prose(plain: str, value: re.Match[str], figure: Figure) -> Part:
    """A lone figure in a few words, kept from the figure on: "Average for the year is 76", "4,100 tCO2e"."""
    found = read_figure(value[0].strip())
    others = re.search(r"(?<![A-Za-z])[0-9]", plain.replace(value[0], "", 1))
    if found.value is None or len(plain) > _LONGEST_LABEL or others:
        return Part(plain, figure)
    return Part(re.sub(r"[^\w%)+.-]+$", "", plain[value.start() :].strip()), found)


def _several(plain: str, values: list[re.Match[str]], named: Named) -> list[Part]:
    """The parts of a cell with several figures; none where labels and figures do not pair off."""
    first = plain[: values[0].start()].strip(" -–/,;:")
    gaps = [plain[a.end() : b.start()] for a, b in pairwise(values)]
    labels = [first, *gaps] if first else [*gaps, plain[values[-1].end() :]]
    if first and plain[values[-1].end() :].strip(" ,;."):
        return []  # words behind the last figure: which side do labels stand on?
    parts: list[Part] = []
    for value, label in zip(values, labels, strict=True):
        figure = read_figure(value[0].strip())
        if figure.value is None or label.rstrip().endswith("(") or len(label) > _LONGEST_LABEL:
            return []
        councils, rest = named(label)
        sub = rest.strip(" -–/,;:.&()") if _is_name(rest) else None
        if not councils and not sub:
            return []
        parts.append(Part(value[0].strip(), figure, councils, sub))
    return parts if first else _inherit(parts)


def _inherit(parts: list[Part]) -> list[Part]:
    """A council printed once behind several figures holds for those before it: "80% Phone 71% Post (LBN)"."""
    councils: tuple[str, ...] = ()
    found: list[Part] = []
    for part in reversed(parts):
        councils = part.organisations or councils
        found.append(replace(part, organisations=councils))
    return found[::-1]


def _is_name(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]", text))

"""Which council each figure of a sentence belongs to: "£0.3m Ashcombe, Wexbury £0.1m", "A and B is 1 and 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.facts.organisations import read_organisation

Span = tuple[int, int]


def pair_with_councils(text: str, figures: Sequence[Span], partners: Sequence[str]) -> list[str | None]:
    """The council of each figure, by its place in the text; None where none stands beside it.

    "respectively" pairs them in order. Else each takes the nearest council with no other figure between; of two as
    near, the one that leaves none over.
    """
    if not figures:
        return []
    named = _mentions(text, tuple(partners))
    if not named:
        return [None] * len(figures)
    if "respectively" in text.casefold() and len(named) == len(figures):
        return [name for _, _, name in named]
    if len({name for _, _, name in named}) == 1:
        return [named[0][2]] * len(figures)
    if len(named) == len(figures):
        before = all(place[1] <= figure[0] for place, figure in zip(named, figures, strict=True))
        after = all(place[0] >= figure[1] for place, figure in zip(named, figures, strict=True))
        if before or after:
            return [name for _, _, name in named]
    return [_nearest(figure, figures, named) for figure in figures]


def _nearest(figure: Span, figures: Sequence[Span], named: Sequence[tuple[int, int, str]]) -> str | None:
    left = max((end for start, end in figures if end <= figure[0]), default=0)
    right = min((start for start, end in figures if start >= figure[1]), default=10**9)
    beside = [
        (figure[0] - end if end <= figure[0] else start - figure[1], name)
        for start, end, name in named
        if start >= left and end <= right
    ]
    return min(beside)[1] if beside else None


@lru_cache(maxsize=20_000)
def _mentions(text: str, partners: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Where a partner stands in the text, by name or by an abbreviation in capitals."""
    if not partners:
        return []
    names = "|".join(sorted((re.escape(name) for name in partners), key=len, reverse=True))
    found = []
    for match in re.finditer(rf"\b(?:(?P<name>{names})|[A-Z]{{2,5}})\b", text):
        name = match["name"] or read_organisation(match[0], partners)
        if name in partners:
            found.append((match.start(), match.end(), str(name)))
    return found

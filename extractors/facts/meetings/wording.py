"""Phrases of reference data as tests: capitals and typographic quotes ignored, `*` for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.reference import load


def plain(text: str) -> str:
    """A text for comparing: small letters, straight quotes, one kind of dash, single spaces."""
    text = text.casefold().translate(str.maketrans("‘’“”–—\u2011\u00a0", "''\"\"--- "))
    return " ".join(text.split())


@cache
def phrases(file: str, name: str) -> re.Pattern[str]:
    """The list `name` of a reference file as one pattern, to be matched against a whole plain text."""
    return one_of(load(file)[name])


def one_of(listed: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several phrases; an asterisk stands for anything."""
    return re.compile("|".join(re.escape(plain(phrase)).replace(r"\*", ".*") for phrase in listed))


def is_one_of(text: str, file: str, name: str) -> bool:
    """Whether a text, less the points and colons at its end, is one of the listed phrases."""
    return phrases(file, name).fullmatch(plain(text).strip(" .,:*_")) is not None

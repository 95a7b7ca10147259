"""Finding the reference words of finance (`reference/finance.yaml`) in headers and labels."""

from __future__ import annotations

import re
from functools import cache

from extractors.facts.values import squeeze
from extractors.reference import load


def has_word(text: str, *lists: str) -> bool:
    """Whether the text holds a word of one of the lists, as a whole word."""
    plain = squeeze(text)
    return any(_pattern(name).search(plain) for name in lists)


def without_words(text: str, name: str) -> str:
    return " ".join(_pattern(name).sub(" ", text).split())


def is_total_label(label: str) -> bool:
    """Whether a row label says that the row is a sum: it begins or ends with a total word, brackets behind it aside."""
    plain = re.sub(r"\([^()]*\)?$|\[[0-9a-z]{1,2}\]|[*†‡]", "", squeeze(label)).strip(" .:-()")
    return any(at.start() == 0 or at.end() == len(plain) for at in _pattern("total_words").finditer(plain))


def scopes_in(text: str) -> set[str]:
    """Which of `shared` and `non-shared` the text speaks of."""
    plain = squeeze(text)
    return {scope for scope in load("finance")["scopes"] if _scope_pattern(scope).search(plain)}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return _any_of([str(word) for word in load("finance")[name]])


@cache
def _scope_pattern(scope: str) -> re.Pattern[str]:
    words = _any_of(load("finance")["scopes"][scope]).pattern
    return re.compile(words if scope == "non-shared" else rf"(?<!non-)(?<!non )(?<!not )(?:{words})", re.IGNORECASE)


def _any_of(words: list[str]) -> re.Pattern[str]:
    either = "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{either})(?![\w])", re.IGNORECASE)

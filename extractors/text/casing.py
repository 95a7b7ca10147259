"""Names printed in capitals, spelt as the running text spells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractors.reference import load

_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


def own_letters(name: str, texts: Iterable[str]) -> str:
    """A name in capitals as `texts` spell it ("EASTLINK BOARD": "EastLink Board"), else word by word.

    A name that is not in capitals is returned as it is.
    """
    letters = [char for char in name if char.isalpha()]
    if not letters or any(char.islower() for char in letters):
        return name
    running = [" ".join(text.split()) for text in texts]
    whole = re.compile(rf"(?<!\w){re.escape(' '.join(name.split()))}(?!\w)", re.IGNORECASE)
    spelt: Counter[str] = Counter(found for text in running for found in whole.findall(text))
    for spelling in _by_count(spelt):
        if any(char.islower() for char in spelling) and any(char.isupper() for char in spelling):
            return spelling
    return " ".join(_word(word, running, first=index == 0) for index, word in enumerate(name.split()))


def _word(word: str, running: Iterable[str], first: bool) -> str:
    if word.casefold() in _SMALL and not first:
        return word.casefold()
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    spelt: Counter[str] = Counter(found for text in running for found in pattern.findall(text))
    for spelling in _by_count(spelt):
        if any(char.isupper() for char in spelling[1:]) and not spelling.isupper():
            return spelling
    if not any(spelling[1:].islower() for spelling in spelt) and _is_acronym(word):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: one that is listed, or several letters without a vowel."""
    letters = "".join(char for char in word if char.isalpha())
    return letters in load("bodies")["acronyms"] or (len(letters) > 1 and not re.search("[AEIOUY]", letters))


def _by_count(counts: Counter[str]) -> list[str]:
    return [spelling for spelling, _ in counts.most_common()]

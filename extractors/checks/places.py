"""The money cells of a pack as places that a sentence may speak of: line, council, measure, and pounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extractors.checks.said import words_of
from extractors.checks.sheet import Entry, Sheet
from extractors.facts.dates import find_financial_years, without_dates
from extractors.facts.organisations import TOTAL
from extractors.records import Record
from extractors.reference import load

Label = tuple[str, ...]
"""The words of a line's name, years and small words left out."""

_TAIL = re.compile(r"\s+[-–—]\s+|\s*[(:]")


@dataclass(frozen=True)
class Place:
    """A money cell. `value` and `quantum` are in pounds, `factor` is what the table's printed one stands for."""

    sheet: Sheet
    entry: Entry
    fact: Record
    value: Decimal
    quantum: Decimal
    factor: Decimal
    measure: str | None
    years: frozenset[str]
    of_councils: bool  # the table has a column for each of several councils

    @property
    def organisation(self) -> str | None:
        name = self.fact.get("organisation")
        return None if name in (None, TOTAL) else str(name)

    @property
    def document_id(self) -> str:
        return str(self.sheet.table.get("document_id"))

    @property
    def name(self) -> str:
        line = str(self.fact.get("line") or "the total")
        column = str(self.fact.get("column_label") or "")
        return f"{line}, {column}" if column else line


@dataclass(frozen=True)
class Places:
    """Every money cell by the label of its line; `first` are the labels by their first word."""

    by_label: dict[Label, list[Place]]
    first: dict[str, list[Label]]
    shorts: dict[Label, str]

    def label_of(self, text: str) -> Label:
        """The words of a title, as those of a line are written."""
        return tuple(word for word, _, _ in self.tokens(without_dates(text)) if not word.isdigit())

    def tokens(self, text: str) -> list[tuple[str, int, int]]:
        """The words of a sentence as labels write them, each with its place; "JWF" for the words it is short for."""
        found = [
            (_stem(word), match.start(), match.end())
            for match in re.finditer(r"[A-Za-z0-9][A-Za-z0-9'’]*|&", text)
            for word in words_of(match[0])
        ]
        for words, short in self.shorts.items():
            found = _shortened(found, words, short)
        return found

    def labels_in(self, text: str) -> list[tuple[int, int, Label]]:
        """The lines that a sentence names, each with where; a longer name goes before one inside it."""
        tokens = self.tokens(text)
        hits: list[tuple[int, int, Label]] = []
        taken = -1
        for at, (word, start, _) in enumerate(tokens):
            if at <= taken:
                continue
            fits = [
                label
                for label in self.first.get(word, ())
                if tuple(token for token, _, _ in tokens[at : at + len(label)]) == label
            ]
            if fits:
                label = max(fits, key=len)
                taken = at + len(label) - 1
                hits.append((start, tokens[taken][2], label))
        return hits


def places_of(budgets: Sequence[Record], passages: Sequence[Record], sheets: Sequence[Sheet]) -> Places:
    """The money cells of every finance table, by the words of their lines."""
    lines = {str(fact.get("line") or "") for fact in budgets}
    written = {_stem(word) for line in lines for word in words_of(line)}
    explained = _abbreviations(str(passage["text"]) for passage in passages if "(" in str(passage["text"]))
    shorts = {words: short for words, short in explained.items() if short in written}
    labels = {line: _labels(line, shorts) for line in lines}
    by_label: dict[Label, list[Place]] = defaultdict(list)
    for sheet in sheets:
        for place in _cells(sheet, _factor(sheet)):
            for label in labels[str(place.fact.get("line") or "")]:
                by_label[label].append(place)
    first: dict[str, list[Label]] = defaultdict(list)
    for label in by_label:
        first[label[0]].append(label)
    return Places(dict(by_label), dict(first), shorts)


def measure_of(text: str) -> str | None:
    """What the last measure word of a text says that a sum is."""
    found = list(_measures().finditer(text))
    return str(found[-1].lastgroup) if found else None


def measure_after(text: str) -> str | None:
    """The same of the first measure word."""
    found = _measures().search(text)
    return str(found.lastgroup) if found else None


@cache
def _measures() -> re.Pattern[str]:
    groups = (
        f"(?P<{name}>{'|'.join(re.escape(str(word)) for word in sorted(words, key=len, reverse=True))})"
        for name, words in load("checks")["measures"].items()
    )
    return re.compile(rf"(?<![\w])(?:{'|'.join(groups)})(?![\w])", re.IGNORECASE)


def _cells(sheet: Sheet, factor: Decimal) -> Iterator[Place]:
    title = measure_of(sheet.title)
    councils = len(set(sheet.organisations.values()) - {TOTAL}) > 1
    for spot, fact in sheet.facts.items():
        entry = sheet.entries.get(spot)
        if entry is None or fact.get("amount_gbp") is None:
            continue
        line, column = str(fact.get("line") or ""), str(fact.get("column_label") or "")
        measure = measure_of(column) or (title if councils else None) or measure_of(line)
        years = find_financial_years(f"{line} {column}") or (
            [str(fact["financial_year"])] if fact.get("financial_year") else []
        )
        yield Place(
            sheet,
            entry,
            fact,
            Decimal(str(fact["amount_gbp"])),
            entry.quantum * factor,
            factor,
            measure,
            frozenset(years),
            councils,
        )


def _factor(sheet: Sheet) -> Decimal:
    """Pounds for a printed one, from the table's own figures."""
    for spot, fact in sheet.facts.items():
        entry = sheet.entries.get(spot)
        if entry is not None and entry.value and fact.get("amount_gbp") is not None:
            return (Decimal(str(fact["amount_gbp"])) / entry.value).quantize(Decimal(1))
    return Decimal(1)


def _labels(line: str, shorts: dict[Label, str]) -> list[Label]:
    """The ways in which a sentence may name a line: whole, or without what stands behind a dash or in brackets."""
    if line.casefold().startswith("of which"):
        return []
    heads = [line, _TAIL.split(line, maxsplit=1)[0]]
    found: list[Label] = []
    for head in heads:
        words = [(_stem(word), 0, 0) for word in words_of(without_dates(head))]
        for long, short in shorts.items():
            words = _shortened(words, long, short)
        label = tuple(word for word, _, _ in words if not word.isdigit())
        if label and any(len(word) > 2 for word in label) and label not in found:
            found.append(label)
    return found


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word


def _shortened(tokens: list[tuple[str, int, int]], words: Label, short: str) -> list[tuple[str, int, int]]:
    """The words that an abbreviation stands for, and the abbreviation itself behind them, made one word."""
    if not set(words) <= {word for word, _, _ in tokens}:
        return tokens
    size = len(words)
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(tokens):
        if tuple(word for word, _, _ in tokens[at : at + size]) == words:
            found.append((short, tokens[at][1], tokens[at + size - 1][2]))
            at += size + (at + size < len(tokens) and tokens[at + size][0] == short)
        else:
            found.append(tokens[at])
            at += 1
    return found


def _abbreviations(texts: Iterable[str]) -> dict[Label, str]:
    """Abbreviations that the pack explains: "Joint Waste Fund (JWF)", by the words they are short for."""
    found: dict[Label, str] = {}
    for text in texts:
        for match in re.finditer(
            r"((?:[A-Z][\w'’-]*[\s,]+(?:(?:and|of|for|the|to|&)\s+)*){2,6})\(([A-Z]{2,6})\)", text
        ):
            words = list(words_of(match[1]))[-len(match[2]) :]
            if "".join(word[0] for word in words).upper() == match[2]:
                found[tuple(_stem(word) for word in words)] = _stem(match[2].casefold())
    return found


def agrees(place: Place, value: Decimal, quantum: Decimal) -> bool:
    """Whether a sum said in words is a cell's, whatever the sign, as far as both were rounded."""
    return abs(abs(place.value) - abs(value)) <= (place.quantum + quantum) / 2


def nearest(places: Sequence[Place], document_id: str) -> list[Place]:
    """The places of the paper itself where it has any, else all."""
    own = [place for place in places if place.document_id == document_id]
    return own or list(places)

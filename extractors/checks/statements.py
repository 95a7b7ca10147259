"""Sums that a paper says more than once, or takes from a table that it names: each must be said alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.said import Amount, Sentence, shorten, word_list, words_of
from extractors.checks.sheet import Sheet
from extractors.checks.slip import digits_of, is_mistyped, tidy
from extractors.facts.dates import find_financial_years
from extractors.facts.organisations import find_organisations

_WORDS = 3  # before a sum, that two statements must have in common
_DIGITS = 3  # of a sum, from which on it is known by them
_TABLE = re.compile(r"\b[Tt]able\s+(\d{1,2}[a-z]?)\b")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sum with what the sentence says of it."""

    sentence: Sentence
    amount: Amount
    years: frozenset[str]
    councils: frozenset[str]


def check_statements(pack: Material) -> Iterator[Outcome]:
    """A sum that the papers of an item say twice with the same words, as a summary and a recommendation do."""
    groups: dict[tuple[frozenset[str], tuple[str, ...]], list[_Said]] = defaultdict(list)
    for sentence in pack.sentences:
        if sentence.kind == "cell" or "£" not in sentence.text:
            continue
        years, councils = find_financial_years(sentence.text), find_organisations(sentence.text, pack.partners)
        for at, amount in enumerate(sentence.amounts):
            start = sentence.amounts[at - 1].end if at else 0
            before = words_of(sentence.text[start : amount.start])
            words = tuple([word for word in before if not word[0].isdigit()][-_WORDS:])
            if len(words) == _WORDS and len(digits_of(amount.printed)) >= _DIGITS:
                said = _Said(sentence, amount, frozenset(years), frozenset(councils))
                groups[(pack.item_of(sentence.document_id), words)].append(said)
    for (papers, words), found in groups.items():
        for at, later in enumerate(found):
            for earlier in found[:at]:
                if _are_one(earlier, later):
                    yield _outcome(pack, papers, words, earlier, later)
                    break


def _are_one(one: _Said, other: _Said) -> bool:
    """Whether two sums are one thing: alike, or out by a slip of the pen, of the same years and councils."""
    a, b = one.amount, other.amount
    same = abs(a.value) == abs(b.value)
    slipped = a.scale == b.scale and a.quantum == b.quantum and is_mistyped(a.printed, b.printed)
    moved = any(word_list("not_now").search(said.sentence.text) for said in (one, other))
    return (same or (slipped and not moved)) and one.years == other.years and one.councils == other.councils


def _outcome(pack: Material, papers: frozenset[str], words: tuple[str, ...], one: _Said, other: _Said) -> Outcome:
    """The sum that the item prints more often is the one to go by; else the one that comes first."""
    same = abs(one.amount.value) == abs(other.amount.value)
    votes = (0, 0) if same else (_printed(pack, papers, one.amount), _printed(pack, papers, other.amount))
    told, wrong = (other, one) if votes[1] > votes[0] else (one, other)
    here, there = wrong.amount.raw, told.amount.raw
    right, printed = tidy(told.amount.printed), tidy(wrong.amount.printed)
    return Outcome(
        same,
        f"{shorten(wrong.sentence.text, 140)}: {here} against {there} on page {told.sentence.page}",
        f"‘… {' '.join(words)}’ is {here} here and {there} on page {told.sentence.page}: "
        f"‘{shorten(told.sentence.text, 160)}’",
        expected=plain(right),
        actual=plain(printed),
        difference=None if same else plain(tidy(printed - right)),
        page=wrong.sentence.page,
        box=box_of(wrong.sentence.record),
    )


def _printed(pack: Material, papers: frozenset[str], amount: Amount) -> int:
    """How often the papers of an item print a sum, in words and in tables."""
    said = sum(
        abs(each.value) == abs(amount.value)
        for sentence in pack.sentences
        if sentence.document_id in papers
        for each in sentence.amounts
    )
    return said + sum(_holds(sheet, amount) for sheet in pack.sheets if str(sheet.table.get("document_id")) in papers)


def check_named_tables(pack: Material) -> Iterator[Outcome]:
    """A sum that a sentence takes from a table by its number ("As Table 2 shows, it is £2m"), against its cells."""
    for sentence in pack.sentences:
        if sentence.kind == "cell" or "able" not in sentence.text or not sentence.amounts:
            continue
        named = list(_TABLE.finditer(sentence.text))
        papers = pack.item_of(sentence.document_id)
        sheets = [sheet for sheet in pack.sheets if str(sheet.table.get("document_id")) in papers and sheet.facts]
        if len(named) != 1:
            continue
        own = [sheet for sheet in sheets if (found := _TABLE.match(sheet.title)) and found[1] == named[0][1]]
        for amount in sentence.amounts:
            if amount.start < named[0].end() or len(digits_of(amount.printed)) <= _DIGITS:
                continue
            if holding := [sheet for sheet in sheets if _holds(sheet, amount)]:
                yield _told(sentence, amount, holding[0], None)
                continue
            meant = {value: sheet for sheet in own for value in _mistyped(sheet, amount)}
            if len(meant) == 1:
                value, sheet = meant.popitem()
                yield _told(sentence, amount, sheet, value)


def _holds(sheet: Sheet, amount: Amount) -> bool:
    return any(abs(abs(value) - abs(amount.value)) <= amount.quantum / 2 for value in _pounds(sheet))


def _mistyped(sheet: Sheet, amount: Amount) -> set[Decimal]:
    """The cells that a sum is but for a slip of the pen, in the unit of the sum."""
    values = (abs(value) / amount.factor for value in _pounds(sheet))
    quantum = amount.quantum / amount.factor
    rounded = {value.quantize(quantum) for value in values}
    return {value for value in rounded if is_mistyped(value, amount.printed)}


def _pounds(sheet: Sheet) -> Sequence[Decimal]:
    return [Decimal(str(fact["amount_gbp"])) for fact in sheet.facts.values() if fact.get("amount_gbp") is not None]


def _told(sentence: Sentence, amount: Amount, sheet: Sheet, meant: Decimal | None) -> Outcome:
    told, printed = tidy(meant if meant is not None else amount.printed), tidy(amount.printed)
    return Outcome(
        meant is None,
        f"{shorten(sentence.text, 140)}: {amount.raw} against {sheet.title}",
        f"‘{shorten(sentence.text, 160)}’: {sheet.title} on page {page_of(sheet.table)} "
        + (f"has {amount.raw}" if meant is None else f"has {plain(told)}, not {plain(printed)}"),
        expected=plain(told),
        actual=plain(printed),
        difference=None if meant is None else plain(tidy(printed - told)),
        page=sentence.page,
        box=box_of(sentence.record),
    )

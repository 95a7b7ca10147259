"""A figure and its target said together ("78% against a target of 80%"), against the table of the indicator named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.checks.check import Outcome, box_of
from extractors.checks.indicators import bare_name, number
from extractors.checks.material import Material
from extractors.checks.said import Sentence, shorten, word_list, words_of
from extractors.checks.slip import digits_of, is_mistyped
from extractors.records import Record

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_AGAINST = re.compile(
    rf"(?<![\d.,])(?P<actual>{_FIGURE})(?![\d.,]*\d)[^\d.;]{{0,60}}?\b(?:against|compared (?:with|to)|versus)\s+"
    rf"(?:a|the|its|our)\s+(?:[a-z]+\s+)?target\s+of\s+(?P<target>{_FIGURE})",
    re.IGNORECASE,
)
_WORDS = 2  # of an indicator's name, that a sentence must have for the indicator to be meant


def check_targets_in_words(pack: Material) -> Iterator[Outcome]:
    """The figure and the target that a sentence gives for an indicator, against those that the papers of its item list.

    One of the two must be the table's: a sentence of which neither is may speak of another time or place.
    """
    for sentence in pack.sentences:
        if sentence.kind == "cell" or word_list("not_now").search(sentence.text):
            continue
        matches = list(_AGAINST.finditer(sentence.text))
        records = _records(pack, sentence) if len(matches) == 1 else []
        for match in matches if records else ():
            actual, target = (Decimal(match[name].replace(",", "")) for name in ("actual", "target"))
            actuals, targets = (_printed(records, column) for column in ("actual", "target"))
            if _is_among(actual, actuals) and targets:
                yield _outcome(sentence, records, "target", target, targets)
            elif _is_among(target, targets) and (meant := [other for other in actuals if _is_slip(actual, other)]):
                yield _outcome(sentence, records, "figure", actual, meant)


def _records(pack: Material, sentence: Sentence) -> Sequence[Record]:
    """The rows of the one indicator whose name a sentence has, with all its words; none where it has several."""
    papers, said = pack.item_of(sentence.document_id), set(words_of(sentence.text))
    named: dict[frozenset[str], list[Record]] = {}
    for record in pack["kpis"]:
        words = frozenset(words_of(bare_name(str(record.get("indicator")))))
        if str(record.get("document_id")) in papers and len(words) >= _WORDS and words <= said:
            named.setdefault(words, []).append(record)
    longest = [records for words, records in named.items() if not any(words < other for other in named)]
    return longest[0] if len(longest) == 1 else []


def _printed(records: Sequence[Record], column: str) -> list[Decimal]:
    values = (number(record.get(column)) for record in records)
    return list(dict.fromkeys(Decimal(str(value)).normalize() for value in values if value is not None))


def _is_among(said: Decimal, printed: Sequence[Decimal]) -> bool:
    """Whether a figure is one of those listed, rounded as it is said."""
    places = len(f"{said:f}".partition(".")[2])
    return any(abs(said - other) <= Decimal("0.5").scaleb(-places) for other in printed)


def _is_slip(said: Decimal, printed: Decimal) -> bool:
    """Whether a figure is another but for a digit, or for digits changed over."""
    digits = digits_of(said), digits_of(printed)
    return is_mistyped(said, printed) or (digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1]))


def _outcome(
    sentence: Sentence, records: Sequence[Record], what: str, said: Decimal, printed: Sequence[Decimal]
) -> Outcome:
    right, told = _is_among(said, printed), printed[0]
    name = str(records[0].get("indicator"))
    return Outcome(
        right,
        f"{name}: {what} said against the {what} listed",
        f"{name}: the text gives the {what} as {said:f}, the table as {told:f}: ‘{shorten(sentence.text, 160)}’",
        expected=f"{said if right else told:f}",
        actual=f"{said:f}",
        difference=None if right else f"{said - told:f}",
        page=sentence.page,
        box=box_of(sentence.record),
    )

"""Percentages: a column or row of them against the figures they are worked out from, and parts that must make 100."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.pairing import pair_with_councils
from extractors.checks.said import find_amounts, shorten, word_list
from extractors.checks.sheet import Entry, Sheet
from extractors.geometry import Box, union
from extractors.records import Record

_MOST = 14  # columns among which the two that a percentage is made of are looked for
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?%")
_HUNDRED = Decimal(100)
_ABOUT = 3  # points from 100 within which percentages are meant to make it
_LISTED = 4  # percentages that make about 100 in one sentence are its parts, whatever it calls them
_SPREADS = 3.0  # standard deviations of the rounding error that a sum of rounded percentages may be out


@dataclass(frozen=True, slots=True)
class _Share:
    printed: Entry
    of: str
    value: float
    slack: float

    @property
    def holds(self) -> bool:
        return abs(abs(float(self.printed.value)) - abs(self.value)) <= self.slack

    @property
    def text(self) -> str:
        places = max(0, -int(self.printed.quantum.adjusted()))
        return f"{self.value:.{places}f}"


def check_percentages(pack: Material) -> Iterator[Outcome]:
    """Each column and row of percentages against the two columns, or the row, that it is worked out from."""
    for sheet in pack.sheets:
        columns = sorted({column for _, column in sheet.percentages})
        for column in columns:
            shares = _best(_of_columns(sheet, column), 0.75)
            for share in shares:
                row = int(str(share.printed.record["row"]))
                yield _outcome(sheet, share, f"{sheet.line_name(row)}, {sheet.column_name(column)}")
        for row in sorted({row for row, _ in sheet.percentages}):
            if word_list("rates_of_change").search(sheet.names.get(row, "")):
                for share in _best(_of_rows(sheet, row), 0.5):
                    column = int(str(share.printed.record["col"]))
                    yield _outcome(sheet, share, f"{sheet.line_name(row)}, {sheet.column_name(column)}")


def _of_columns(sheet: Sheet, column: int) -> Iterator[list[_Share]]:
    """The ways in which a column of percentages may be made: one column of another, or its growth over another."""
    near = [other for other in sheet.columns if abs(other - column) < _MOST][:_MOST]
    for part, whole in permutations(near, 2):
        for grown in (False, True):
            shares = []
            for row in sheet.lines:
                printed = sheet.percentages.get((row, column))
                a, b = sheet.at(row, part), sheet.at(row, whole)
                if printed and a and b and a.value and b.value:
                    of = f"{sheet.column_name(part)} of {sheet.column_name(whole)}"
                    shares.append(_share(printed, a, b, grown, of))
            yield shares


def _of_rows(sheet: Sheet, row: int) -> Iterator[list[_Share]]:
    """The ways in which a row of percentages may be the growth of another row from column to column."""
    columns = sorted({column for line, column in sheet.percentages if line == row})
    for line in sheet.lines:
        shares = []
        for column in columns:
            before = [other for other in sheet.columns if other < column]
            a, b = sheet.at(line, column), sheet.at(line, before[-1]) if before else None
            if a and b and a.value and b.value:
                of = f"{sheet.line_name(line)} over the column before"
                shares.append(_share(sheet.percentages[(row, column)], a, b, True, of))
        yield shares


def _share(printed: Entry, part: Entry, whole: Entry, grown: bool, of: str) -> _Share:
    """The percentage that two figures make, and how far rounding of the three may put it out."""
    a, b = float(part.value), float(whole.value)
    slack = float(printed.quantum) / 2 + 50 * float(part.quantum) / abs(b) + 50 * abs(a) / b**2 * float(whole.quantum)
    return _Share(printed, of, (a / b - grown) * 100, slack * 1.001)


def _best(ways: Iterable[list[_Share]], least: float) -> list[_Share]:
    """The way that holds most often, where it holds often enough to be the table's own."""
    best: list[_Share] = []
    most = 0
    for shares in ways:
        telling = [share for share in shares if share.slack <= max(1.0, 0.1 * abs(share.value))]
        held = sum(share.holds for share in telling)
        if held > most:
            best, most = telling, held
    return best if most >= 2 and most >= least * len(best) else []


def _outcome(sheet: Sheet, share: _Share, where: str) -> Outcome:
    printed = f"{share.printed.value:f}"
    return Outcome(
        share.holds,
        f"{sheet.title}: {where}",
        f"{where}: {share.of} makes {share.text}%, printed is {printed}%",
        expected=share.text,
        actual=printed,
        difference=None if share.holds else f"{share.printed.value - Decimal(share.text):f}",
        page=page_of(share.printed.record),
        box=box_of(share.printed.record),
    )


def check_splits(pack: Material) -> Iterator[Outcome]:
    """Percentages that are said to be the parts of one whole: they must make 100 within their rounding."""
    for text, records in _split_texts(pack):
        found = [(match.start(), match.end(), Decimal(match[1])) for match in _PERCENT.finditer(text)]
        values = [value for *_, value in found]
        total = sum(values, Decimal(0))
        if len(values) < 2 or abs(total - _HUNDRED) > _ABOUT or max(values) >= _HUNDRED:
            continue
        quantum = max(Decimal(1).scaleb(int(str(value.as_tuple().exponent))) for value in values)
        right = abs(total - _HUNDRED) <= quantum * _rounding(len(values))
        against = list(_against_tables(pack, text, found, records))
        yield from against
        if any(not outcome.passed for outcome in against):
            continue  # the share that is wrong is told of by itself
        parts = " + ".join(f"{value:f}%" for value in values)
        yield Outcome(
            right,
            f"Overall split: {parts}",
            f"{parts} make {total:f}%: ‘{shorten(text, 140)}’",
            expected="100",
            actual=f"{total:f}",
            difference=None if right else f"{total - _HUNDRED:f}",
            page=page_of(records[0]),
            box=_around(records),
        )


def _around(records: Sequence[Record]) -> Box | None:
    """The box around those of the records that are on the first one's page."""
    boxes = [box for record in records if page_of(record) == page_of(records[0]) and (box := box_of(record))]
    return union(boxes) if boxes else None


def _rounding(parts: int) -> Decimal:
    """How far so many rounded parts may miss their whole, in the last printed place: never all one way, if many."""
    return min(Decimal(parts) / 2, Decimal(_SPREADS * math.sqrt(parts / 12)))


def _split_texts(pack: Material) -> Iterator[tuple[str, list[Record]]]:
    """Sentences that split a whole, and lists whose items each give a part of what the line above them splits."""
    passages = list(pack["passages"])
    for sentence in pack.sentences:
        count = len(_PERCENT.findall(sentence.text))
        if count >= _LISTED or (count > 1 and word_list("split_words").search(sentence.text)):
            yield sentence.text, [sentence.record]
    for at, passage in enumerate(passages):
        items: list[Record] = []
        for following in passages[at + 1 :]:
            if following.get("kind") != "list_item" or not _PERCENT.search(str(following["text"])[:25]):
                break
            items.append(following)
        if len(items) > 1 and word_list("split_words").search(str(passage["text"])):
            yield " ".join(str(record["text"]) for record in (passage, *items)), items


def _against_tables(
    pack: Material, text: str, found: Sequence[tuple[int, int, Decimal]], records: Sequence[Record]
) -> Iterator[Outcome]:
    """The councils' shares of a sum named with them, against a row of a table that has the sum and each share."""
    councils = pair_with_councils(text, [(start, end) for start, end, _ in found], pack.partners)
    amounts = find_amounts(text)
    if None in councils or len(set(councils)) < len(councils) or not amounts:
        return
    for sheet, whole, shares in _rows_of_councils(pack):
        if not any(abs(abs(whole) - abs(amount.value)) <= amount.quantum / 2 for amount in amounts):
            continue
        if any(council not in shares for council in councils):
            continue
        parts = [
            (str(council), value, shares[str(council)] / whole * 100)
            for council, (*_, value) in zip(councils, found, strict=True)
        ]
        near = [
            abs(value - part) <= Decimal("0.02") + Decimal(1).scaleb(int(str(value.as_tuple().exponent)))
            for _, value, part in parts
        ]
        if sum(near) < 2 or all(near):
            continue
        split = " + ".join(f"{value:f}%" for _, value, _ in parts)
        added = f"Overall split: {split} make {sum((value for _, value, _ in parts), Decimal(0)):f}%"
        for (council, value, part), right in zip(parts, near, strict=True):
            said = next((record for record in records if f"{value:f}" in str(record["text"])), records[0])
            expected = f"{part:.2f}"
            money = f"{shares[council] / 1_000_000:.3f} of {whole / 1_000_000:.3f}"
            yield Outcome(
                right,
                f"{council}'s share of the budget ({money}), as a percentage",
                f"{council}'s share is said to be {value:f}%; {money} (£m in {sheet.title}, page "
                f"{sheet.table['page']}) is {expected}%. {added}",
                expected=expected,
                actual=f"{value:f}",
                difference=None if right else f"{value - Decimal(expected):f}",
                page=page_of(said),
                box=box_of(said),
            )
        return


def _rows_of_councils(pack: Material) -> Iterator[tuple[Sheet, Decimal, dict[str, Decimal]]]:
    """Each row of a finance table that has a total and a figure for each of several councils, measure by measure."""
    for sheet in pack.sheets:
        rows: dict[tuple[int, str], dict[str, Decimal]] = {}
        for (row, _), fact in sheet.facts.items():
            if fact.get("organisation") and fact.get("amount_gbp") is not None:
                measure = f"{fact.get('measure')} {fact.get('financial_year')}"
                rows.setdefault((row, measure), {})[str(fact["organisation"])] = Decimal(str(fact["amount_gbp"]))
        for amounts in rows.values():
            whole = amounts.pop("Total", Decimal(0))
            if whole and len(amounts) > 1:
                yield sheet, whole, amounts

"""How a sum moved, said in words: from one sum to another, against the table's row that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractors.checks.check import Outcome, box_of, plain
from extractors.checks.differences import FIGURE, PLACES, read_figure
from extractors.checks.material import Material
from extractors.checks.said import Amount, Sentence, find_amounts, shorten, word_list
from extractors.checks.slip import digits_of, tidy

_FROM_TO = re.compile(r"\bfrom\b[^.;]{0,60}?£[^;]{1,90}?\bto\b[^.;]{0,40}?£", re.IGNORECASE)
_MOVED = re.compile(
    rf"\s+from\s+(?P<old>{FIGURE})(?P<of>\s+[a-z]+)??{PLACES}\s+to\s+(?P<new>{FIGURE})(?![\w/,.-]*\d)(?!\w)"
    r"(?!\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_UP_FROM = re.compile(
    r",?\s*\(?(?:which is |this is )?(up|down|increased|risen|reduced|decreased|fallen)\s+from\s*(?:the\s*)?",
    re.IGNORECASE,
)


def check_movements(pack: Material) -> Iterator[Outcome]:
    """ "has increased from £X to £Y": which way the two sums go, and whether they are those of the table's row."""
    for sentence in pack.sentences:
        for match in _FROM_TO.finditer(sentence.text):
            amounts = [amount for amount in find_amounts(sentence.text) if amount.end > match.start()][:2]
            if len(amounts) < 2:
                continue
            before = sentence.text[max(0, match.start() - 40) : match.start()]
            up, down = (bool(word_list(name).search(before)) for name in ("went_up", "went_down"))
            span = sentence.text[match.start() : amounts[1].end + 20]
            if up == down or (re.search("over", span) and re.search("under", span)):
                continue
            first, last = (abs(amount.value) for amount in amounts)
            signed = amounts[0].value * amounts[1].value < 0
            if signed or first == last:
                continue
            right = (last > first) == up
            said, ought = ("increased", "decreased") if up else ("decreased", "increased")
            line, shown = _row_movement(pack, sentence, amounts)
            yield Outcome(
                right,
                f"{line}'has {said}' from {amounts[0].raw} to {amounts[1].raw}{shown}",
                f"the text says that it has {said} from {amounts[0].raw} to {amounts[1].raw}: "
                f"‘{shorten(sentence.text[: amounts[1].end], 200)}’",
                expected=ought if not right else said,
                actual=said,
                page=sentence.page,
                box=box_of(sentence.record),
            )
            yield from _against_row(pack, sentence, amounts)
        yield from _up_from(sentence)
        yield from _figures_moved(sentence)


def _figures_moved(sentence: Sentence) -> Iterator[Outcome]:
    """ "rose from 71% to 68%": which way two figures go that are no sums of money.

    A performance may fall from 21 days to 25: what is said of it is not said of the figure.
    """
    for match in _MOVED.finditer(sentence.text):
        before = sentence.text[: match.start()]
        old, new = read_figure(match["old"]), read_figure(match["new"])
        if old is None or new is None or old.unit != new.unit or old.unit == "£" or old.value == new.value:
            continue
        went = re.search(r"(?:\w+\s+)?(\w+)(?:\s+\w+ly|\s+again)?$", before)
        up, down = (bool(went and word_list(name).search(went[0])) for name in ("went_up", "went_down"))
        if up == down or re.search(r"\bperformance\b", before, re.IGNORECASE):
            continue
        right = (new.value > old.value) == up
        said, ought = ("increased", "decreased") if up else ("decreased", "increased")
        yield Outcome(
            right,
            f"{shorten(sentence.text[: match.end()], 140)}: 'has {said}' from {old.raw} to {new.raw}",
            f"the text says that it has {said} from {old.raw} to {new.raw}: ‘{shorten(sentence.text, 200)}’",
            expected=said if right else ought,
            actual=said,
            page=sentence.page,
            box=box_of(sentence.record),
        )


def _up_from(sentence: Sentence) -> Iterator[Outcome]:
    """ "£485k, up from £410k": whether the first sum is the larger."""
    amounts = sentence.amounts
    for now, before in pairwise(amounts):
        match = _UP_FROM.fullmatch(sentence.text[now.end : before.start])
        if match is None or abs(now.value) == abs(before.value) or now.value * before.value < 0:
            continue
        up = match[1].casefold() in ("up", "increased", "risen")
        right = (abs(now.value) > abs(before.value)) == up
        said, ought = ("up", "down") if up else ("down", "up")
        yield Outcome(
            right,
            f"{shorten(sentence.text[: before.end], 140)}",
            f"‘{shorten(sentence.text, 160)}’: {now.raw} is {said if right else ought} from {before.raw}",
            expected=said if right else ought,
            actual=said,
            difference=None if right else plain(tidy((abs(now.value) - abs(before.value)) / now.factor)),
            page=sentence.page,
            box=box_of(sentence.record),
        )


def _row_movement(pack: Material, sentence: Sentence, amounts: Sequence[Amount]) -> tuple[str, str]:
    """The table and line of a remark, and what the row itself shows: "; the table shows a fall from 4 to 3"."""
    sheet = next((sheet for sheet in pack.sheets if sheet.table_id == sentence.table_id), None)
    if sheet is None:
        return "", ""
    row = [entry for (line, _), entry in sheet.entries.items() if line == sentence.row and entry.value]
    ends = [entry for entry in row if _rounds_to(entry.value, amounts[1])]
    digits = digits_of(amounts[0].printed)
    starts = [entry for entry in row if digits_of(_significant(entry.value, len(digits)))[: len(digits)] == digits]
    name = f"{sheet.title}, {sheet.line_name(sentence.row or 0)}: "
    if not ends or not starts:
        return name, ""
    went = "fall" if abs(ends[0].value) < abs(starts[0].value) else "rise"
    return name, f"; the table shows a {went} from {starts[0].record['text']} to {ends[0].record['text']}"


def _against_row(pack: Material, sentence: Sentence, amounts: Sequence[Amount]) -> Iterator[Outcome]:
    """The two sums of a remark in a table's row, where one is the row's and the other is out by its point."""
    sheet = next((sheet for sheet in pack.sheets if sheet.table_id == sentence.table_id), None)
    if sheet is None:
        return
    row = [entry for (line, _), entry in sheet.entries.items() if line == sentence.row and entry.value]
    matched = [any(_rounds_to(entry.value, amount) for entry in row) for amount in amounts]
    if sum(matched) != 1:
        return
    wrong = amounts[matched.index(False)]
    digits = digits_of(wrong.printed)
    for entry in row:
        rounded = digits_of(_significant(entry.value, len(digits)))[: len(digits)]
        if rounded == digits and len(digits) > 1:
            factor = wrong.factor
            told = tidy(_significant(entry.value, len(digits)) / factor)
            yield Outcome(
                False,
                f"{sheet.title}, {sheet.line_name(sentence.row or 0)}: text {wrong.raw}, table "
                f"{entry.record['text']} (£{plain(told)}{wrong.scale or ''})",
                f"the remark says {wrong.raw}, its row has {entry.record['text']}: {shorten(sentence.text, 120)}",
                expected=plain(told),
                actual=plain(wrong.printed),
                difference=plain(tidy(wrong.printed - told)),
                page=sentence.page,
                box=box_of(sentence.record),
            )
            return


def _rounds_to(value: Decimal, amount: Amount) -> bool:
    return abs(abs(value) - abs(amount.value)) <= amount.quantum / 2


def _significant(value: Decimal, digits: int) -> Decimal:
    """The value, without its sign, rounded to so many digits."""
    shift = abs(value).adjusted() - digits + 1
    return abs(value).quantize(Decimal(1).scaleb(shift)) if shift > -12 else abs(value)

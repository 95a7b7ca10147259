"""Units of money in words: a sum among thousandths whose point or whose "m" is lost, a sign printed twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import Amount, Sentence, shorten, word_list

_TIMES = {1: "twice", 2: "three times"}  # by how many other pages
_FAR = 100  # times the largest other sum of the paragraph
_PLACES = 3  # decimal places with which no sum in pounds is printed, but one in millions is
_DOUBLED = re.compile(r"\d\s?(%%+|££+)|(££+)\s?\d")


def check_lost_points(pack: Material) -> Iterator[Outcome]:
    """A sum hundreds of times those beside it, with as many digits as they have behind the point: £312m for £0.312m."""
    for sentences in _paragraphs(pack):
        amounts = [(sentence, amount) for sentence in sentences for amount in sentence.amounts]
        small = [amount for _, amount in amounts if amount.printed < 1 and _places(amount) == _PLACES]
        for sentence, amount in amounts:
            whole = _places(amount) == 0 and amount.scale is not None and len(str(int(amount.printed))) == _PLACES
            if not whole or len(small) < 2:
                continue
            same = [other for other in small if other.scale == amount.scale]
            wrong = len(same) > 1 and amount.printed > _FAR * max(other.printed for other in same)
            told = amount.printed / 1000
            yield Outcome(
                not wrong,
                f"{_beginning(sentence, amount)} {amount.raw}",
                f"{amount.raw} among sums such as {same[0].raw if same else small[0].raw}"
                + (f", printed without its decimal point: {_quote(sentence, amount)}" if wrong else ""),
                expected=f"{told:f}" if wrong else None,
                actual=f"{amount.printed:f}",
                difference=f"{amount.printed - told:f}" if wrong else None,
                page=sentence.page,
                box=box_of(sentence.record),
            )


def check_missing_units(pack: Material) -> Iterator[Outcome]:
    """Sums with three decimal places and no unit (£0.417), where the paper writes others with one (£0.417m)."""
    scaled: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in pack.sentences:
        if sentence.kind != "cell":
            for amount in sentence.amounts:
                if amount.scale and _places(amount) == _PLACES:
                    scaled[sentence.document_id][amount.scale] += 1
    printed: dict[tuple[str, str], set[int]] = defaultdict(set)
    for each, amount in _bare_sums(pack):
        printed[(each.document_id, amount.raw)].add(each.page)
    for sentences in _paragraphs(pack):
        units = scaled[sentences[0].document_id]
        if units.total() < 2:
            continue
        unit = units.most_common(1)[0][0]
        spots = [(each, amount) for each in sentences for amount in each.amounts if _places(amount) == _PLACES]
        bare = [(each, amount) for each, amount in spots if _is_bare(each, amount)]
        if not spots:
            continue
        sentence = bare[0][0] if bare else spots[0][0]
        raws = ", ".join(dict.fromkeys(amount.raw for _, amount in bare))
        told = ", ".join(dict.fromkeys(_with_unit(amount, unit) for _, amount in bare))
        heading = sentence.heading.rpartition(" > ")[2]
        said = "; ".join(_around(each, amount) for each, amount in bare)
        pages = set().union(*(printed[(each.document_id, one.raw)] for each, one in bare)) - {sentence.page}
        often = f" ({_TIMES.get(len(pages), 'often')})" if pages else ""
        there = f", and on page {', '.join(map(str, sorted(pages)))}" if pages else ""
        yield Outcome(
            not bare,
            f"{heading} narrative: {said}"
            + (f", printed without '{unit}'{often}" if bare else f"the sums of page {sentence.page} have units"),
            f"{raws} printed without '{unit}'{often}: {said}{there}"
            if bare
            else "every sum in thousandths has its unit",
            expected=told or None,
            actual=raws or None,
            page=sentence.page,
            box=box_of(sentence.record),
        )


def _bare_sums(pack: Material) -> Iterator[tuple[Sentence, Amount]]:
    """Every sum with three decimal places and no unit."""
    for sentence in pack.sentences:
        if sentence.kind != "cell":
            yield from (
                (sentence, one) for one in sentence.amounts if _places(one) == _PLACES and _is_bare(sentence, one)
            )


def _is_bare(sentence: Sentence, amount: Amount) -> bool:
    """Whether a sum has no unit and is no price or rate."""
    around = f"{_quote(sentence, amount)} {sentence.text[amount.end : amount.end + 20]}"
    return amount.scale is None and not word_list("rates").search(around)


def _around(sentence: Sentence, amount: Amount) -> str:
    """A sum with what stands before it, and the next words where nothing does."""
    quoted = _quote(sentence, amount)
    return quoted if amount.start else f"‘{shorten(sentence.text, 70)}’"


def _with_unit(amount: Amount, unit: str) -> str:
    return f"{amount.raw[:-1]}{unit})" if amount.raw.endswith(")") else f"{amount.raw}{unit}"


def check_small_thousands(pack: Material) -> Iterator[Outcome]:
    """A part of a thousand pounds with three decimal places (£0.150k): a sum in millions with the wrong letter."""
    for sentence in pack.sentences:
        for amount in sentence.amounts:
            if amount.scale not in ("k", "thousand") or amount.printed == int(amount.printed):
                continue
            wrong = amount.printed < 1 and _places(amount) == _PLACES
            told = f"£{amount.printed:f}m or £{(amount.printed * 1000).normalize():f}k"
            yield Outcome(
                not wrong,
                f"{_beginning(sentence, amount)} {amount.raw}",
                f"{_quote(sentence, amount)}"
                + (f": {amount.raw} is less than a thousand pounds, a thousandth of {told}" if wrong else ""),
                expected=told if wrong else None,
                actual=amount.raw,
                page=sentence.page,
                box=box_of(sentence.record),
            )


def check_doubled_signs(pack: Material) -> Iterator[Outcome]:
    """A figure with its sign printed twice: 100%%."""
    names = {(str(record.get("table_id")), record.get("row"), record.get("col")): record for record in pack["kpis"]}
    for cell in pack["cells"]:
        text = str(cell.get("text") or "")
        if "%" not in text and "£" not in text:
            continue
        match = _DOUBLED.search(text)
        fact = names.get((str(cell["table_id"]), cell.get("row"), cell.get("col")))
        if match is None and fact is None:
            continue
        sign = (match[1] or match[2])[0] if match else ""
        what = f"{fact['organisation']}: {fact['indicator']}, " if fact else ""
        yield Outcome(
            match is None,
            f"{what}{shorten(text, 40)}" + (" printed with a doubled sign" if match else ""),
            f"{what}{shorten(text, 40)}" + (f" is printed with a doubled sign ({sign})" if match else " has one sign"),
            expected=re.sub(r"([%£])\1+", r"\1", text) if match else None,
            actual=shorten(text, 40),
            page=page_of(cell),
            box=box_of(cell),
        )


def _places(amount: Amount) -> int:
    exponent = amount.printed.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _paragraphs(pack: Material) -> Iterator[list[Sentence]]:
    grouped: dict[tuple[int, str], list[Sentence]] = defaultdict(list)
    for sentence in pack.sentences:
        if "£" in sentence.text and sentence.kind != "cell":
            grouped[(sentence.page, sentence.paragraph)].append(sentence)
    yield from grouped.values()


def _beginning(sentence: Sentence, amount: Amount) -> str:
    """What is said before a sum, back to the sum before it."""
    before = [other.end for other in sentence.amounts if other.end <= amount.start]
    said = sentence.text[max([0, *before]) : amount.start].strip(" ,;:(")
    heading = sentence.heading.rpartition(" > ")[2]
    said = said[said.find(" ", len(said) - 80) + 1 :] if len(said) > 80 else said
    return f"{heading}: {said}" if heading else said


def _quote(sentence: Sentence, amount: Amount) -> str:
    start = max(0, sentence.text.rfind(" ", 0, max(0, amount.start - 70)))
    return f"‘{sentence.text[start : amount.end].strip()}’"
